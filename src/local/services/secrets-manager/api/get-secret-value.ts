import type {
  BatchGetSecretValueRequest,
  BatchGetSecretValueResponse,
  GetSecretValueRequest,
  GetSecretValueResponse,
} from "@aws-sdk/client-secrets-manager";
import { own } from "../../../kernel/own.ts";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalidParameter, invalidRequest, noSuchVersion } from "../errors.ts";
import { matching } from "../filters.ts";
import { type Secrets, versionAt } from "../secrets.ts";
import type { Secret } from "../state.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const getSecretValue = (
  secrets: Secrets,
): Operation<GetSecretValueRequest, GetSecretValueResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:GetSecretValue", SecretId),

  handle({ SecretId, VersionId, VersionStage }) {
    const secret = secrets.findAlive(SecretId);
    const shown = present(secret, VersionId, VersionStage);
    // AWS tells the day only.
    const day = 24 * 60 * 60 * 1000;
    const today = Math.floor(secrets.context.clock.now() / day) * day;
    if (secret.accessedAt !== today) secrets.state.secrets.put(secret.name, { ...secret, accessedAt: today });
    return shown;
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
export const batchGetSecretValue = (
  secrets: Secrets,
): Operation<BatchGetSecretValueRequest, BatchGetSecretValueResponse> => ({
  access: ({ SecretIdList = [] }) => [
    { action: "secretsmanager:BatchGetSecretValue", resource: "*" },
    ...SecretIdList.flatMap((id) => secrets.access("secretsmanager:GetSecretValue", id)),
  ],

  handle({ SecretIdList, Filters, NextToken: after = "", MaxResults: size = 20 }) {
    if ((SecretIdList === undefined) === (Filters === undefined))
      throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
    const found = matching(secrets, Filters ?? [], false).filter(({ name }) => name > after);
    const page = found.slice(0, size);
    const ids = SecretIdList ?? page.map(({ name }) => name);
    const SecretValues: GetSecretValueResponse[] = [];
    const Errors: { SecretId: string; ErrorCode: string; Message: string }[] = [];
    for (const id of ids) {
      try {
        SecretValues.push(present(secrets.findAlive(id), undefined, undefined));
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        Errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message });
      }
    }
    const more = SecretIdList === undefined && found.length > size;
    return { SecretValues, Errors, NextToken: more ? page.at(-1)?.name : undefined };
  },
});

function present(secret: Secret, id: string | undefined, stage: string | undefined): GetSecretValueResponse {
  const wanted = stage ?? "AWSCURRENT";
  const version = id === undefined ? versionAt(secret, wanted)?.[1] : own(secret.versions, id);
  if (version === undefined)
    throw noSuchVersion(id === undefined ? `staging label: ${wanted}` : `VersionId: ${id}`);
  if (id !== undefined && stage !== undefined && !version.stages.includes(stage))
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  const versionId = id ?? versionAt(secret, wanted)?.[0];
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: versionId,
    SecretString: version.text ?? undefined,
    SecretBinary: version.binary === null ? undefined : Buffer.from(version.binary, "base64"),
    VersionStages: [...version.stages],
    CreatedDate: new Date(version.createdAt),
  };
}

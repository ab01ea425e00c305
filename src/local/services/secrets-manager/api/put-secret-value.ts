import type {
  PutSecretValueRequest,
  PutSecretValueResponse,
  UpdateSecretRequest,
  UpdateSecretResponse,
  UpdateSecretVersionStageRequest,
  UpdateSecretVersionStageResponse,
} from "@aws-sdk/client-secrets-manager";
import { own } from "../../../kernel/own.ts";
import type { Operation } from "../../../kernel/service.ts";
import { invalidParameter, noSuchVersion } from "../errors.ts";
import { readValue, type Secrets, versionAt, withStage, withVersion } from "../secrets.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export const putSecretValue = (
  secrets: Secrets,
): Operation<PutSecretValueRequest, PutSecretValueResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:PutSecretValue", SecretId),

  handle(input) {
    const secret = secrets.findAlive(input.SecretId);
    const value = readValue(input.SecretString, input.SecretBinary);
    if (value.text === null && value.binary === null)
      throw invalidParameter("You must provide either SecretString or SecretBinary.");
    const { ids, clock } = secrets.context;
    const id = input.ClientRequestToken ?? ids.uuid();
    const changed = withVersion(secret, id, value, input.VersionStages ?? ["AWSCURRENT"], clock.now());
    secrets.state.secrets.put(secret.name, changed);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: id,
      VersionStages: [...(own(changed.versions, id)?.stages ?? [])],
    };
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
export const updateSecret = (secrets: Secrets): Operation<UpdateSecretRequest, UpdateSecretResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:UpdateSecret", SecretId),

  handle(input) {
    const { ids, clock } = secrets.context;
    const found = secrets.findAlive(input.SecretId);
    const described = {
      ...found,
      description: input.Description ?? found.description,
      kmsKeyId: input.KmsKeyId ?? found.kmsKeyId,
      type: input.Type ?? found.type,
      changedAt: clock.now(),
    };
    const value = readValue(input.SecretString, input.SecretBinary);
    const hasValue = value.text !== null || value.binary !== null;
    const id = input.ClientRequestToken ?? ids.uuid();
    const changed = hasValue ? withVersion(described, id, value, ["AWSCURRENT"], clock.now()) : described;
    secrets.state.secrets.put(found.name, changed);
    return { ARN: found.arn, Name: found.name, VersionId: hasValue ? id : undefined };
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
export const updateSecretVersionStage = (
  secrets: Secrets,
): Operation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:UpdateSecretVersionStage", SecretId),

  handle({ SecretId, VersionStage = "", MoveToVersionId, RemoveFromVersionId }) {
    const secret = secrets.findAlive(SecretId);
    const holder = versionAt(secret, VersionStage)?.[0];
    for (const id of [MoveToVersionId, RemoveFromVersionId]) {
      if (id !== undefined && own(secret.versions, id) === undefined) throw noSuchVersion(`VersionId: ${id}`);
    }
    if (holder !== undefined && MoveToVersionId !== holder && RemoveFromVersionId !== holder)
      throw invalidParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${VersionStage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    if (MoveToVersionId === undefined && VersionStage === "AWSCURRENT")
      throw invalidParameter(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
      );
    secrets.state.secrets.put(secret.name, withStage(secret, VersionStage, MoveToVersionId ?? null));
    return { ARN: secret.arn, Name: secret.name };
  },
});

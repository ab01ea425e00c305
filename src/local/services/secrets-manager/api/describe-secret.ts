import type {
  DescribeSecretRequest,
  DescribeSecretResponse,
  GetResourcePolicyRequest,
  GetResourcePolicyResponse,
  ListSecretsRequest,
  ListSecretsResponse,
  ListSecretVersionIdsRequest,
  ListSecretVersionIdsResponse,
} from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../../kernel/service.ts";
import { matching } from "../filters.ts";
import type { Secrets } from "../secrets.ts";
import type { Secret } from "../state.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export const describeSecret = (
  secrets: Secrets,
): Operation<DescribeSecretRequest, DescribeSecretResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:DescribeSecret", SecretId),
  handle({ SecretId }) {
    const secret = secrets.find(SecretId);
    return {
      ...present(secret),
      VersionIdsToStages: stagesOf(secret),
      CreatedDate: new Date(secret.createdAt),
    };
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export const listSecrets = (secrets: Secrets): Operation<ListSecretsRequest, ListSecretsResponse> => ({
  access: () => [{ action: "secretsmanager:ListSecrets", resource: "*" }],

  handle(input) {
    const { NextToken, MaxResults: size = 100, Filters = [], SortOrder = "desc" } = input;
    const all = matching(secrets, Filters, input.IncludePlannedDeletion === true);
    all.sort((a, b) => (SortOrder === "asc" ? a.createdAt - b.createdAt : b.createdAt - a.createdAt));
    const from = Number(NextToken ?? 0);
    return {
      SecretList: all.slice(from, from + size).map((secret) => ({
        ...present(secret),
        SecretVersionsToStages: stagesOf(secret),
        CreatedDate: new Date(secret.createdAt),
      })),
      NextToken: from + size < all.length ? String(from + size) : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html */
export const listSecretVersionIds = (
  secrets: Secrets,
): Operation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:ListSecretVersionIds", SecretId),

  handle({ SecretId, IncludeDeprecated, NextToken, MaxResults: size = 100 }) {
    const secret = secrets.find(SecretId);
    const shown = Object.entries(secret.versions).filter(
      ([, { stages }]) => IncludeDeprecated === true || stages.length > 0,
    );
    const from = Number(NextToken ?? 0);
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: shown.slice(from, from + size).map(([VersionId, { stages, createdAt }]) => ({
        VersionId,
        VersionStages: [...stages],
        CreatedDate: new Date(createdAt),
      })),
      NextToken: from + size < shown.length ? String(from + size) : undefined,
    };
  },
});

/** Secrets have no resource policies here; tools ask all the same. */
export const getResourcePolicy = (
  secrets: Secrets,
): Operation<GetResourcePolicyRequest, GetResourcePolicyResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:GetResourcePolicy", SecretId),
  handle({ SecretId }) {
    const { arn, name } = secrets.find(SecretId);
    return { ARN: arn, Name: name };
  },
});

function present(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description ?? undefined,
    KmsKeyId: secret.kmsKeyId ?? undefined,
    Type: secret.type ?? undefined,
    RotationEnabled: undefined,
    LastChangedDate: new Date(secret.changedAt),
    LastAccessedDate: secret.accessedAt === null ? undefined : new Date(secret.accessedAt),
    DeletedDate: secret.deletedAt === null ? undefined : new Date(secret.deletedAt),
    Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

function stagesOf(secret: Secret): Record<string, string[]> | undefined {
  const staged = Object.entries(secret.versions).filter(([, { stages }]) => stages.length > 0);
  return staged.length === 0
    ? undefined
    : Object.fromEntries(staged.map(([id, { stages }]) => [id, [...stages]]));
}

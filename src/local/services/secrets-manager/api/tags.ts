import type { TagResourceRequest, UntagResourceRequest } from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../../kernel/service.ts";
import type { Secrets } from "../secrets.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export const tagResource = (secrets: Secrets): Operation<TagResourceRequest> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:TagResource", SecretId),

  handle({ SecretId, Tags = [] }) {
    const secret = secrets.findAlive(SecretId);
    const added = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    secrets.state.secrets.put(secret.name, { ...secret, tags: { ...secret.tags, ...added } });
    return {};
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UntagResource.html */
export const untagResource = (secrets: Secrets): Operation<UntagResourceRequest> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:UntagResource", SecretId),

  handle({ SecretId, TagKeys = [] }) {
    const secret = secrets.findAlive(SecretId);
    const kept = Object.entries(secret.tags).filter(([key]) => !TagKeys.includes(key));
    secrets.state.secrets.put(secret.name, { ...secret, tags: Object.fromEntries(kept) });
    return {};
  },
});

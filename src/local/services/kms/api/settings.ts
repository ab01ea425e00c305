import type {
  DisableKeyRotationRequest,
  EnableKeyRotationRequest,
  GetKeyPolicyRequest,
  GetKeyPolicyResponse,
  GetKeyRotationStatusRequest,
  GetKeyRotationStatusResponse,
  ListKeyPoliciesRequest,
  ListKeyPoliciesResponse,
  ListResourceTagsRequest,
  ListResourceTagsResponse,
  PutKeyPolicyRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../../kernel/service.ts";
import { validation } from "../errors.ts";
import type { Keys } from "../keys.ts";
import type { Key } from "../state.ts";
import { checkPolicy } from "./keys.ts";

const year = 365;
const day = 24 * 60 * 60 * 1000;

/** An operation that changes a key. */
function changing<I extends { KeyId: string | undefined }>(
  keys: Keys,
  action: string,
  change: (key: Key, input: I) => Partial<Key>,
): Operation<I> {
  return {
    access: ({ KeyId }, { caller }) => keys.access(action, KeyId, caller),
    handle(input) {
      const key = keys.find(input.KeyId);
      keys.state.keys.put(key.id, { ...key, ...change(key, input) });
      return {};
    },
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
export const putKeyPolicy = (keys: Keys): Operation<PutKeyPolicyRequest> =>
  changing(keys, "kms:PutKeyPolicy", (_key, { Policy = "" }) => {
    checkPolicy(Policy);
    return { policy: Policy };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy = (keys: Keys): Operation<GetKeyPolicyRequest, GetKeyPolicyResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:GetKeyPolicy", KeyId, caller),
  handle: ({ KeyId }) => ({ Policy: keys.find(KeyId).policy, PolicyName: "default" }),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html */
export const listKeyPolicies = (keys: Keys): Operation<ListKeyPoliciesRequest, ListKeyPoliciesResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:ListKeyPolicies", KeyId, caller),
  handle({ KeyId }) {
    keys.find(KeyId);
    return { PolicyNames: ["default"], Truncated: false };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const enableKeyRotation = (keys: Keys): Operation<EnableKeyRotationRequest> =>
  changing(keys, "kms:EnableKeyRotation", (_key, { RotationPeriodInDays: days = year }) => {
    if (!(days >= 90 && days <= 2560))
      throw validation("The rotation period must be between 90 and 2560 days.");
    return { rotationDays: days };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation = (keys: Keys): Operation<DisableKeyRotationRequest> =>
  changing(keys, "kms:DisableKeyRotation", () => ({ rotationDays: null }));

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus = (
  keys: Keys,
): Operation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:GetKeyRotationStatus", KeyId, caller),
  handle({ KeyId }) {
    const { id, rotationDays, createdAt } = keys.find(KeyId);
    if (rotationDays === null) return { KeyRotationEnabled: false, KeyId: keys.keyArn(id) };
    return {
      KeyRotationEnabled: true,
      KeyId: keys.keyArn(id),
      RotationPeriodInDays: rotationDays,
      NextRotationDate: new Date(createdAt + rotationDays * day),
    };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html */
export const tagResource = (keys: Keys): Operation<TagResourceRequest> =>
  changing(keys, "kms:TagResource", ({ tags }, { Tags = [] }) => ({
    tags: {
      ...tags,
      ...Object.fromEntries(Tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue])),
    },
  }));

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html */
export const untagResource = (keys: Keys): Operation<UntagResourceRequest> =>
  changing(keys, "kms:UntagResource", ({ tags }, { TagKeys = [] }) => ({
    tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))),
  }));

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html */
export const listResourceTags = (
  keys: Keys,
): Operation<ListResourceTagsRequest, ListResourceTagsResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:ListResourceTags", KeyId, caller),
  handle: ({ KeyId }) => ({
    Tags: Object.entries(keys.find(KeyId).tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    Truncated: false,
  }),
});

import type {
  CreateKeyRequest,
  CreateKeyResponse,
  DescribeKeyRequest,
  DescribeKeyResponse,
  KeyMetadata,
  ListKeysRequest,
  ListKeysResponse,
  UpdateKeyDescriptionRequest,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { malformedPolicy } from "../errors.ts";
import type { Keys } from "../keys.ts";
import type { Key } from "../state.ts";

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const createKey = (keys: Keys): Operation<CreateKeyRequest, CreateKeyResponse> => ({
  access: () => [{ action: "kms:CreateKey", resource: "*" }],

  handle(input) {
    const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
    if (spec !== "SYMMETRIC_DEFAULT") throw notSupportedHere(`KMS keys of the spec ${spec}`);
    if ((input.KeyUsage ?? "ENCRYPT_DECRYPT") !== "ENCRYPT_DECRYPT")
      throw notSupportedHere(`KMS keys for ${input.KeyUsage}`);
    if ((input.Origin ?? "AWS_KMS") !== "AWS_KMS") throw notSupportedHere(`KMS keys from ${input.Origin}`);
    if (input.Policy !== undefined) checkPolicy(input.Policy);
    const key = keys.newKey({
      description: input.Description ?? "",
      multiRegion: input.MultiRegion === true,
      tags: Object.fromEntries(
        (input.Tags ?? []).map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]),
      ),
      ...(input.Policy !== undefined && { policy: input.Policy }),
    });
    return { KeyMetadata: metadataOf(key, keys) };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const describeKey = (keys: Keys): Operation<DescribeKeyRequest, DescribeKeyResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:DescribeKey", KeyId, caller),
  handle: ({ KeyId }) => ({ KeyMetadata: metadataOf(keys.find(KeyId), keys) }),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
export const listKeys = (keys: Keys): Operation<ListKeysRequest, ListKeysResponse> => ({
  access: () => [{ action: "kms:ListKeys", resource: "*" }],

  handle({ Marker: after = "", Limit: size = 100 }) {
    const found = keys.state.keys.list({ after, limit: size + 1 });
    const page = found.slice(0, size);
    const truncated = found.length > size;
    return {
      Keys: page.map(({ key }) => ({ KeyId: key, KeyArn: keys.keyArn(key) })),
      Truncated: truncated,
      NextMarker: truncated ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html */
export const updateKeyDescription = (keys: Keys): Operation<UpdateKeyDescriptionRequest> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:UpdateKeyDescription", KeyId, caller),

  handle({ KeyId, Description = "" }) {
    const key = keys.find(KeyId);
    keys.state.keys.put(key.id, { ...key, description: Description });
    return {};
  },
});

/** @throws WireError MalformedPolicyDocumentException */
export function checkPolicy(text: string): void {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy === "object" && policy !== null && "Statement" in policy) return;
  } catch {
    // Said below.
  }
  throw malformedPolicy();
}

function metadataOf(key: Key, keys: Keys): KeyMetadata {
  return {
    AWSAccountId: keys.context.accountId,
    KeyId: key.id,
    Arn: keys.keyArn(key.id),
    CreationDate: new Date(key.createdAt),
    Enabled: key.state === "Enabled",
    Description: key.description,
    KeyUsage: "ENCRYPT_DECRYPT",
    KeyState: key.state,
    DeletionDate: key.goneAt === null ? undefined : new Date(key.goneAt),
    Origin: "AWS_KMS",
    KeyManager: key.manager,
    KeySpec: "SYMMETRIC_DEFAULT",
    CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    MultiRegion: key.multiRegion,
  };
}

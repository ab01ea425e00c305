import type {
  GenerateDataKeyRequest,
  GenerateDataKeyResponse,
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateDataKeyWithoutPlaintextResponse,
  GenerateRandomRequest,
  GenerateRandomResponse,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../../kernel/service.ts";
import { encrypt } from "../ciphertext.ts";
import { validation } from "../errors.ts";
import type { Keys } from "../keys.ts";

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html */
export const generateDataKey = (keys: Keys): Operation<GenerateDataKeyRequest, GenerateDataKeyResponse> => ({
  access: ({ KeyId, EncryptionContext }, { caller }) =>
    keys.access("kms:GenerateDataKey", KeyId, caller, EncryptionContext),
  handle: (input) => dataKey(keys, input),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html */
export const generateDataKeyWithoutPlaintext = (
  keys: Keys,
): Operation<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse> => ({
  access: ({ KeyId, EncryptionContext }, { caller }) =>
    keys.access("kms:GenerateDataKeyWithoutPlaintext", KeyId, caller, EncryptionContext),
  handle(input) {
    const { Plaintext: _plaintext, ...sealed } = dataKey(keys, input);
    return sealed;
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html */
export const generateRandom = (keys: Keys): Operation<GenerateRandomRequest, GenerateRandomResponse> => ({
  access: () => [{ action: "kms:GenerateRandom", resource: "*" }],
  handle: ({ NumberOfBytes }) => ({ Plaintext: keys.context.ids.bytes(checkSize(NumberOfBytes)) }),
});

function dataKey(keys: Keys, input: GenerateDataKeyRequest) {
  const key = keys.usable(input.KeyId);
  if ((input.KeySpec === undefined) === (input.NumberOfBytes === undefined))
    throw validation("Please specify either number of bytes or key spec.");
  const sizes: Readonly<Record<string, number>> = { AES_128: 16, AES_256: 32 };
  const size = input.KeySpec === undefined ? input.NumberOfBytes : sizes[input.KeySpec];
  const Plaintext = keys.context.ids.bytes(checkSize(size));
  const CiphertextBlob = encrypt(key, Plaintext, input.EncryptionContext ?? {}, keys.context.ids);
  return { CiphertextBlob, Plaintext, KeyId: keys.keyArn(key.id) };
}

function checkSize(size: number | undefined): number {
  if (size === undefined || !(size >= 1 && size <= 1024))
    throw validation("The number of bytes must be between 1 and 1024.");
  return size;
}

import type {
  DecryptRequest,
  DecryptResponse,
  EncryptRequest,
  EncryptResponse,
  ReEncryptRequest,
  ReEncryptResponse,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { decrypt, encrypt, keyIdOf } from "../ciphertext.ts";
import { incorrectKey, validation } from "../errors.ts";
import type { EncryptionContext, Keys } from "../keys.ts";

const symmetric = "SYMMETRIC_DEFAULT" as const;
const largest = 4096;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
export const encryptOperation = (keys: Keys): Operation<EncryptRequest, EncryptResponse> => ({
  access: ({ KeyId, EncryptionContext }, { caller }) =>
    keys.access("kms:Encrypt", KeyId, caller, EncryptionContext),

  handle({ KeyId, Plaintext = new Uint8Array(), EncryptionContext = {}, EncryptionAlgorithm }) {
    checkAlgorithm(EncryptionAlgorithm);
    const key = keys.usable(KeyId);
    if (Plaintext.length < 1 || Plaintext.length > largest)
      throw validation(
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
      );
    return {
      CiphertextBlob: encrypt(key, Plaintext, EncryptionContext, keys.context.ids),
      KeyId: keys.keyArn(key.id),
      EncryptionAlgorithm: symmetric,
    };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decryptOperation = (keys: Keys): Operation<DecryptRequest, DecryptResponse> => ({
  access: ({ KeyId, CiphertextBlob, EncryptionContext }, { caller }) =>
    keys.access("kms:Decrypt", KeyId ?? sourceOf(CiphertextBlob), caller, EncryptionContext),

  handle({ KeyId, CiphertextBlob, EncryptionContext = {}, EncryptionAlgorithm }) {
    checkAlgorithm(EncryptionAlgorithm);
    const { id, plaintext } = open(keys, KeyId, CiphertextBlob, EncryptionContext);
    return { Plaintext: plaintext, KeyId: keys.keyArn(id), EncryptionAlgorithm: symmetric };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html */
export const reEncrypt = (keys: Keys): Operation<ReEncryptRequest, ReEncryptResponse> => ({
  access: (input, { caller }) => [
    ...keys.access(
      "kms:ReEncryptFrom",
      input.SourceKeyId ?? sourceOf(input.CiphertextBlob),
      caller,
      input.SourceEncryptionContext,
    ),
    ...keys.access("kms:ReEncryptTo", input.DestinationKeyId, caller, input.DestinationEncryptionContext),
  ],

  handle(input) {
    checkAlgorithm(input.SourceEncryptionAlgorithm);
    checkAlgorithm(input.DestinationEncryptionAlgorithm);
    const { SourceKeyId, CiphertextBlob, SourceEncryptionContext = {} } = input;
    const { id, plaintext } = open(keys, SourceKeyId, CiphertextBlob, SourceEncryptionContext);
    const key = keys.usable(input.DestinationKeyId);
    const into = input.DestinationEncryptionContext ?? {};
    return {
      CiphertextBlob: encrypt(key, plaintext, into, keys.context.ids),
      SourceKeyId: keys.keyArn(id),
      KeyId: keys.keyArn(key.id),
      SourceEncryptionAlgorithm: symmetric,
      DestinationEncryptionAlgorithm: symmetric,
    };
  },
});

function open(
  keys: Keys,
  wanted: string | undefined,
  ciphertext: Uint8Array = new Uint8Array(),
  context: EncryptionContext,
) {
  const id = keyIdOf(ciphertext);
  if (wanted !== undefined && keys.find(wanted).id !== id) throw incorrectKey();
  const key = keys.usable(id);
  return { id, plaintext: decrypt(key, ciphertext, context) };
}

/** For the check of access; what is no ciphertext is said not to be afterwards. */
function sourceOf(ciphertext: Uint8Array | undefined): string | undefined {
  try {
    return keyIdOf(ciphertext ?? new Uint8Array());
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

function checkAlgorithm(algorithm: string | undefined): void {
  if (algorithm !== undefined && algorithm !== symmetric)
    throw notSupportedHere(`the encryption algorithm ${algorithm} of KMS`);
}

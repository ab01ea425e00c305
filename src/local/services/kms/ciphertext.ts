import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Ids } from "../../kernel/ids.ts";
import { invalidCiphertext } from "./errors.ts";
import type { EncryptionContext } from "./keys.ts";
import type { Key } from "./state.ts";

/** One byte of version, 36 of the key's id, 12 of nonce, 16 of tag, then what is encrypted. */
const version = 1;
const idEnd = 37;
const nonceEnd = idEnd + 12;
const tagEnd = nonceEnd + 16;

/** AES-256-GCM with the encryption context as associated data. */
export function encrypt(key: Key, plaintext: Uint8Array, context: EncryptionContext, ids: Ids): Buffer {
  const nonce = ids.bytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key.material, "base64"), nonce);
  cipher.setAAD(associated(context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(version), Buffer.from(key.id), nonce, cipher.getAuthTag(), sealed]);
}

/**
 * @returns the id of the key that a ciphertext was made with
 * @throws WireError InvalidCiphertextException
 */
export function keyIdOf(ciphertext: Uint8Array): string {
  const bytes = Buffer.from(ciphertext);
  if (bytes.length < tagEnd || bytes[0] !== version) throw invalidCiphertext();
  return bytes.subarray(1, idEnd).toString("latin1");
}

/** @throws WireError InvalidCiphertextException where it was changed, or the context is another */
export function decrypt(key: Key, ciphertext: Uint8Array, context: EncryptionContext): Buffer {
  const bytes = Buffer.from(ciphertext);
  const nonce = bytes.subarray(idEnd, nonceEnd);
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(key.material, "base64"), nonce);
  decipher.setAAD(associated(context));
  decipher.setAuthTag(bytes.subarray(nonceEnd, tagEnd));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

function associated(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}

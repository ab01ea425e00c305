import { randomBytes, randomUUID } from "node:crypto";

/** The only source of randomness in the local cloud. */
export interface Ids {
  uuid(): string;
  /** Upper-case letters and digits, as in access keys and generated names. */
  upper(length: number): string;
  /** Lower-case letters and digits, as in API ids. */
  lower(length: number): string;
  hex(length: number): string;
  bytes(length: number): Buffer;
}

export const randomIds: Ids = {
  uuid: () => randomUUID(),
  upper: (length) => pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length),
  lower: (length) => pick("abcdefghijklmnopqrstuvwxyz234567", length),
  hex: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length),
  bytes: (length) => randomBytes(length),
};

/** 32 characters, so that a byte's low five bits choose without bias. */
function pick(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join("");
}

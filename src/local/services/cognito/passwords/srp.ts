import { createHash, createHmac } from "node:crypto";
import { modularPower } from "./modular-power.ts";

/**
 * The server's half of Secure Remote Password as Cognito speaks it: the 3072-bit group of RFC 5054 (RFC 3526's 15th),
 * SHA-256, and a key of 16 bytes from "Caldera Derived Key".
 */
export const primeHex =
  "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

const prime = BigInt(`0x${primeHex}`);
const generator = 2n;
/** k = H(pad(N) | pad(g)) */
const multiplier = fromHex(hashHex(padHex(prime) + padHex(generator)));

/** What is kept in place of a password: g to the power of x. */
export function srpVerifier(poolId: string, userId: string, password: string, salt: string): string {
  return power(generator, secretExponent(poolId, userId, password, salt)).toString(16);
}

/** The server's public value. */
export function srpPublicValue(verifier: string, b: string): string {
  return ((multiplier * fromHex(verifier) + power(generator, fromHex(b))) % prime).toString(16);
}

/** A public value that would make the key predictable, or that is no number of the group's size. */
export function isDegenerate(A: string): boolean {
  return !/^[0-9a-f]{1,1024}$/i.test(A) || fromHex(A) % prime === 0n;
}

/** The key both sides share when the password is right. */
export function srpServerKey(verifier: string, b: string, A: string, B: string): Buffer {
  const u = fromHex(hashHex(padHex(fromHex(A)) + padHex(fromHex(B))));
  const shared = power((fromHex(A) * power(fromHex(verifier), u)) % prime, fromHex(b));
  return derivedKey(u, shared);
}

/** 16 bytes by HKDF, as Cognito's clients derive them. */
export function derivedKey(u: bigint, shared: bigint): Buffer {
  const pseudoRandom = createHmac("sha256", hexBytes(padHex(u)))
    .update(hexBytes(padHex(shared)))
    .digest();
  return createHmac("sha256", pseudoRandom)
    .update(Buffer.concat([Buffer.from("Caldera Derived Key"), Buffer.from([1])]))
    .digest()
    .subarray(0, 16);
}

/** What the client proves its key with. */
export function srpSignature(
  key: Buffer,
  poolId: string,
  userId: string,
  secretBlock: string,
  timestamp: string,
): string {
  return createHmac("sha256", key)
    .update(poolNameOf(poolId))
    .update(userId)
    .update(Buffer.from(secretBlock, "base64"))
    .update(timestamp)
    .digest("base64");
}

/** x = H(pad(salt) | H(pool name | user | ":" | password)) */
export function secretExponent(poolId: string, userId: string, password: string, salt: string): bigint {
  const identity = createHash("sha256")
    .update(`${poolNameOf(poolId)}${userId}:${password}`)
    .digest("hex");
  return fromHex(hashHex(padHex(fromHex(salt)) + identity));
}

/** The text form that every hash takes a number in: whole bytes, and a leading zero byte where it would look negative. */
export function padHex(value: bigint): string {
  const text = value.toString(16);
  const even = text.length % 2 === 0 ? text : `0${text}`;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

/** A power modulo the group's prime. */
export const power = modularPower(primeHex);

function poolNameOf(poolId: string): string {
  return poolId.slice(poolId.indexOf("_") + 1);
}

function hashHex(hex: string): string {
  return createHash("sha256").update(hexBytes(hex)).digest("hex");
}

function hexBytes(hex: string): Buffer {
  return Buffer.from(hex, "hex");
}

export function fromHex(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

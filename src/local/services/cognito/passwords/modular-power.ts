import { constants, createPublicKey, publicEncrypt } from "node:crypto";

/**
 * Powers modulo a number of 3072 bits. A sign-in takes several, and each would hold up everything else in this process for
 * some milliseconds with `BigInt` alone. RSA without padding is nothing but such a power, so OpenSSL computes it, several
 * times as fast. It takes exponents of any length up to this modulus.
 *
 * @param modulusHex odd, 3072 bits
 */
export function modularPower(modulusHex: string): (base: bigint, exponent: bigint) => bigint {
  const modulus = BigInt(`0x${modulusHex}`);
  const n = Buffer.from(modulusHex, "hex").toString("base64url");
  let refused = false;
  return (base, exponent) => {
    if (exponent === 0n) return 1n;
    if (!refused) {
      try {
        return byRsa(n, base % modulus, exponent, modulusHex.length);
      } catch {
        // An OpenSSL that minds exponents which no real key has.
        refused = true;
      }
    }
    return bySquaring(base % modulus, exponent, modulus);
  };
}

function byRsa(n: string, base: bigint, exponent: bigint, digits: number): bigint {
  const hex = exponent.toString(16);
  const e = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").toString("base64url");
  const key = createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
  const text = Buffer.from(base.toString(16).padStart(digits, "0"), "hex");
  return BigInt(`0x${publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, text).toString("hex")}`);
}

/** The same without OpenSSL. */
export function bySquaring(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

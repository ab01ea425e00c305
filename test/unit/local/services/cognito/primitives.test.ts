import { createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomIds } from "../../../../../src/local/kernel/ids.ts";
import {
  base32,
  fromBase32,
  matchingStep,
  totpCode,
} from "../../../../../src/local/services/cognito/mfa/totp.ts";
import { bySquaring } from "../../../../../src/local/services/cognito/passwords/modular-power.ts";
import {
  checkPassword,
  temporaryPassword,
} from "../../../../../src/local/services/cognito/passwords/password-policy.ts";
import { fromHex, padHex, power, primeHex } from "../../../../../src/local/services/cognito/passwords/srp.ts";
import {
  newVerifier,
  passwordMatches,
} from "../../../../../src/local/services/cognito/passwords/verify-password.ts";
import { jwt } from "../../../../../src/local/services/cognito/tokens/jwt.ts";
import { newPoolKey } from "../../../../../src/local/services/cognito/tokens/pool-key.ts";

describe("TOTP", () => {
  const secret = base32(Buffer.from("12345678901234567890"));

  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  test.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ])("at %i seconds it is %s", (seconds, code) => {
    expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
  });

  test("base32 is RFC 4648's, both ways", () => {
    expect(base32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
    expect(fromBase32("MZXW6YTBOI").toString()).toBe("foobar");
  });

  test("one step early or late is taken, two are not, used ones are not", () => {
    const now = 1_000_000 * 30_000;
    expect(matchingStep(secret, totpCode(secret, 999_999), now, 0)).toBe(999_999);
    expect(matchingStep(secret, totpCode(secret, 1_000_001), now, 0)).toBe(1_000_001);
    expect(matchingStep(secret, totpCode(secret, 999_998), now, 0)).toBeNull();
    expect(matchingStep(secret, totpCode(secret, 1_000_000), now, 1_000_000)).toBeNull();
  });
});

describe("password policy", () => {
  const all = {
    MinimumLength: 8,
    RequireLowercase: true,
    RequireUppercase: true,
    RequireNumbers: true,
    RequireSymbols: true,
  };

  test.each([
    ["Aa1-567", "Password not long enough"],
    ["aaaa1111-", "Password must have uppercase characters"],
    ["AAAA1111-", "Password must have lowercase characters"],
    ["AAAAaaaa-", "Password must have numeric characters"],
    ["AAAAaaaa1", "Password must have symbol characters"],
    [`Aa1-${"x".repeat(260)}`, "Password too long"],
  ])("%s is refused", (password, reason) => {
    expect(() => checkPassword(password, all)).toThrow(`Password did not conform with policy: ${reason}`);
  });

  test("what is not asked for is not needed; made passwords pass", () => {
    expect(() => checkPassword("aaaaaa", { MinimumLength: 6 })).not.toThrow();
    expect(() =>
      checkPassword(temporaryPassword(randomIds.bytes(64), { ...all, MinimumLength: 20 }), all),
    ).not.toThrow();
  });
});

describe("SRP", () => {
  test("numbers are whole bytes and never look negative", () => {
    expect([padHex(1n), padHex(0x7fn), padHex(0x80n), padHex(0x123n)]).toEqual(["01", "7f", "0080", "0123"]);
    expect(primeHex).toHaveLength(768);
  });

  test("powers are what multiplication gives", () => {
    const prime = fromHex(primeHex);
    const number = fc.bigInt({ min: 0n, max: 2n ** 3100n });
    const exponent = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 256n }), fc.bigInt({ min: 0n, max: 5n }));
    fc.assert(
      fc.property(fc.oneof(number, fc.constantFrom(prime, prime - 1n, 2n * prime)), exponent, (base, by) => {
        expect(power(base, by)).toBe(bySquaring(base % prime, by, prime));
      }),
      { numRuns: 50 },
    );
  });

  test("a verifier knows its password, and holds nothing of it", () => {
    const kept = newVerifier("eu-west-1_abc", "ada", "Correct-Horse-7", randomIds);
    expect(passwordMatches(kept, "eu-west-1_abc", "ada", "Correct-Horse-7")).toBe(true);
    expect(passwordMatches(kept, "eu-west-1_abc", "ada", "Correct-Horse-8")).toBe(false);
    expect(passwordMatches(kept, "eu-west-1_abc", "eve", "Correct-Horse-7")).toBe(false);
    expect(Object.keys(kept)).toEqual(["salt", "verifier"]);
  });
});

describe("JWT", () => {
  test("is signed with the pool's key, and refused with another or changed", async () => {
    const [key, other] = [await newPoolKey(randomIds), await newPoolKey(randomIds)];
    const { sign, verify: read } = jwt();
    const token = sign({ sub: "x" }, key);
    expect(read(token, key)).toEqual({ sub: "x" });
    expect(read(token, other)).toBeNull();
    const [header = "", , signature = ""] = token.split(".");
    const forged = Buffer.from('{"sub":"y"}').toString("base64url");
    expect(read(`${header}.${forged}.${signature}`, key)).toBeNull();
    const none = Buffer.from(JSON.stringify({ alg: "none", kid: key.kid })).toString("base64url");
    expect(read(`${none}.${forged}.`, key)).toBeNull();
    const publicKey = createPublicKey({ key: { kty: "RSA", n: key.n, e: key.e }, format: "jwk" });
    const text = token.slice(0, token.lastIndexOf("."));
    expect(verify("RSA-SHA256", Buffer.from(text), publicKey, Buffer.from(signature, "base64url"))).toBe(
      true,
    );
  });
});

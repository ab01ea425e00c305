import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keyedHash } from "../../../../src/local/signing/keyed-hash.ts";

test("gives what Node's HMAC gives, whatever the key and the text, again and again", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.string({ unit: "binary", maxLength: 300 }), { minLength: 1, maxLength: 4 }),
      (key, texts) => {
        const sign = keyedHash(key);
        for (const text of texts)
          expect(sign(text)).toBe(createHmac("sha256", key).update(text).digest("hex"));
      },
    ),
  );
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { successorOf } from "../../../../../../src/local/services/s3/objects/listing.ts";
import { type LocalS3, localS3 } from "../local-s3.ts";

let s3: LocalS3;
let count = 0;
beforeAll(async () => {
  s3 = await localS3();
});
afterAll(() => s3.cloud.close());

async function bucket(): Promise<string> {
  count += 1;
  const Bucket = `random-${count}`;
  await s3.call("CreateBucket", { Bucket });
  return Bucket;
}

const inOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const anyKey = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .filter((key) => !key.includes("\0"));

test("any key keeps its own bytes", async () => {
  const Bucket = await bucket();
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anyKey, { minLength: 1, maxLength: 8 }), async (keys) => {
      for (const Key of keys) await s3.call("PutObject", { Bucket, Key, Body: `of ${Key}` });
      for (const Key of keys) expect((await s3.read(Bucket, Key)).toString()).toBe(`of ${Key}`);
      const { Contents } = await s3.call("ListObjectsV2", { Bucket });
      expect((Contents as { Key: string }[]).map(({ Key }) => Key)).toEqual(keys.toSorted(inOrder));
      for (const Key of keys) await s3.call("DeleteObject", { Bucket, Key });
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["NUL", "a\0b", "InvalidURI"],
  ["half a character", "a\ud800", "InvalidURI"],
  ["nothing", "", "InvalidURI"],
  ["1,025 bytes", "x".repeat(1025), "KeyTooLongError"],
])("a key of %s is refused", async (_, Key, code) => {
  const Bucket = await bucket();
  await expect(s3.call("PutObject", { Bucket, Key, Body: "x" })).rejects.toMatchObject({ code });
});

describe("a listing, page by page", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "/", "-", "é", "\u{ffff}", "\u{10ffff}"),
    maxLength: 6,
  });
  const key = text.filter((candidate) => candidate !== "");

  /** What S3 would list, from first principles. */
  function expected(
    keys: readonly string[],
    prefix: string,
    delimiter: string,
  ): { keys: string[]; groups: string[] } {
    const groups = new Set<string>();
    const plain = keys.toSorted(inOrder).filter((candidate) => {
      if (!candidate.startsWith(prefix)) return false;
      const at = delimiter === "" ? -1 : candidate.indexOf(delimiter, prefix.length);
      if (at >= 0) groups.add(candidate.slice(0, at + delimiter.length));
      return at < 0;
    });
    return { keys: plain, groups: [...groups] };
  }

  async function listed(operation: string, Bucket: string, input: object) {
    const found = { keys: [] as string[], groups: [] as string[] };
    let next: Record<string, unknown> | null = {};
    while (next !== null) {
      const page: Record<string, unknown> = await s3.call(operation, { Bucket, ...input, ...next });
      const rows = (page["Contents"] ?? page["Versions"]) as { Key: string }[];
      found.keys.push(...rows.map(({ Key }) => Key));
      found.groups.push(...(page["CommonPrefixes"] as { Prefix: string }[]).map(({ Prefix }) => Prefix));
      next = page["IsTruncated"]
        ? {
            ContinuationToken: page["NextContinuationToken"],
            Marker: page["NextMarker"] ?? rows.at(-1)?.Key,
            KeyMarker: page["NextKeyMarker"],
            VersionIdMarker: page["NextVersionIdMarker"],
          }
        : null;
    }
    return found;
  }

  test.each(["ListObjectsV2", "ListObjects", "ListObjectVersions"])(
    "%s is the model's",
    async (operation) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(key, { maxLength: 12 }),
          text,
          fc.constantFrom("", "/", "a", "-b", "\u{10ffff}"),
          fc.integer({ min: 1, max: 5 }),
          async (keys, Prefix, Delimiter, MaxKeys) => {
            const Bucket = await bucket();
            for (const Key of keys) await s3.call("PutObject", { Bucket, Key, Body: "" });
            const input = { Prefix, MaxKeys, ...(Delimiter !== "" && { Delimiter }) };
            expect(await listed(operation, Bucket, input)).toEqual(expected(keys, Prefix, Delimiter));
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

test("a prefix's successor is behind all that begin with it, and before everything else", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.string({ unit: "binary" }),
      (prefix, other) => {
        const successor = successorOf(prefix);
        if (successor === null) return;
        expect(inOrder(prefix + other, successor)).toBeLessThan(0);
        if (inOrder(other, prefix) > 0 && !other.startsWith(prefix)) {
          expect(inOrder(other, successor)).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
  expect(successorOf("\u{10ffff}")).toBeNull();
  expect(successorOf("a\u{d7ff}")).toBe("a\u{e000}");
});

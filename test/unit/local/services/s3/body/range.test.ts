import fc from "fast-check";
import { expect, test } from "vitest";
import { readRange } from "../../../../../../src/local/services/s3/body/range.ts";

test.each([
  ["bytes=0-0", 10, 0, 0],
  ["bytes=0-9", 10, 0, 9],
  ["bytes=9-", 10, 9, 9],
  ["bytes=5-500", 10, 5, 9],
  ["bytes=-3", 10, 7, 9],
  ["bytes=-30", 10, 0, 9],
])("%s of %i bytes", (header, size, first, last) => {
  expect(readRange(header, size)).toEqual({ first, last });
});

test.each([undefined, "", "bytes=", "bytes=-", "bytes=3-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"])(
  "%s is the whole",
  (header) => {
    expect(readRange(header, 10)).toBeNull();
  },
);

test.each([
  ["bytes=10-", 10],
  ["bytes=-0", 10],
  ["bytes=0-0", 0],
  ["bytes=-1", 0],
])("%s of %i bytes cannot be satisfied", (header, size) => {
  expect(() => readRange(header, size)).toThrow(
    expect.objectContaining({ code: "InvalidRange", status: 416 }),
  );
});

test("what it gives always lies inside", () => {
  fc.assert(
    fc.property(fc.option(fc.nat()), fc.option(fc.nat()), fc.integer({ min: 1 }), (from, to, size) => {
      try {
        const range = readRange(`bytes=${from ?? ""}-${to ?? ""}`, size);
        if (range === null) return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
        expect(range.last).toBeLessThan(size);
      } catch (error) {
        expect(error).toMatchObject({ code: "InvalidRange" });
      }
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Frame, frameReader } from "../../../../../src/local/services/lambda/execution/frames.ts";

function frame(kind: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + body.length, 0);
  head[4] = kind;
  return Buffer.concat([head, body]);
}

test("frames come out whole, however their bytes were cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 300 }), { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 30 }),
      (texts, cuts) => {
        const bytes = Buffer.concat(texts.map((text) => frame(3, Buffer.from(text))));
        const seen: Frame[] = [];
        const read = frameReader((one) => seen.push(one));
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = cuts[turn % cuts.length] as number;
          read(bytes.subarray(at, at + size));
          at += size;
        }
        expect(seen).toEqual(texts.map((text) => ({ kind: "log", text })));
      },
    ),
  );
});

test("outcomes carry the memory in use and the bytes as they are", () => {
  const body = Buffer.alloc(4 + 3 * 1024 * 1024, 0x61);
  body.writeUInt32BE(51_200, 0);
  const seen: Frame[] = [];
  const read = frameReader((one) => seen.push(one));
  for (const kind of [4, 5, 6]) {
    const bytes = frame(kind, body);
    for (let at = 0; at < bytes.length; at += 65_536) read(bytes.subarray(at, at + 65_536));
  }
  expect(seen.map(({ kind }) => kind)).toEqual(["result", "failure", "fatal"]);
  for (const one of seen) {
    expect(one).toMatchObject({ memoryKiB: 51_200 });
    expect("body" in one && one.body.length).toBe(3 * 1024 * 1024);
  }
});

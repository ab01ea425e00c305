import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readForm } from "../../../../../../src/local/services/s3/forms/multipart-form.ts";

const boundary = "----boundary";
const contentType = `multipart/form-data; boundary=${boundary}`;

function bodyOf(
  fields: readonly (readonly [string, string])[],
  file: Uint8Array | null,
  name = "a.txt",
): Buffer {
  const parts = fields.map(([field, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`),
  );
  if (file !== null) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(file), Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

async function* cut(data: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < data.length; from += size) yield data.subarray(from, from + size);
}

async function read(data: Buffer, size = 1000) {
  const { fields, file } = await readForm(cut(data, size), contentType);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.data) pieces.push(Buffer.from(piece));
  return { fields: Object.fromEntries(fields), name: file.name, data: Buffer.concat(pieces) };
}

test("fields and file come out as they went in, whatever the network makes of them", async () => {
  const awkward = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .constantFrom("\r\n", "\r\n--", "\r\n------bound", "--")
      .map((text) => new Uint8Array(Buffer.from(text))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(awkward, { maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      async (pieces, size) => {
        const file = Buffer.concat(pieces);
        fc.pre(!file.includes(boundary));
        const form = await read(
          bodyOf(
            [
              ["Key", "ä b"],
              ["policy", "e30="],
            ],
            file,
          ),
          size,
        );
        expect(form.fields).toEqual({ key: "ä b", policy: "e30=" });
        expect(form.data.equals(file)).toBe(true);
      },
    ),
  );
});

test("a file's name is its last part", async () => {
  expect((await read(bodyOf([], Buffer.from("x"), "C:\\\\photos\\\\a.png"))).name).toBe("a.png");
  expect((await read(bodyOf([], Buffer.from("x"), "../../etc/passwd"))).name).toBe("passwd");
});

describe("refused", () => {
  test.each<[string, Buffer, string]>([
    ["no file", bodyOf([["key", "a"]], null), "InvalidArgument"],
    [
      "fields of more than 20 KB",
      bodyOf([["key", "a".repeat(21_000)]], Buffer.from("x")),
      "MaxPostPreDataLengthExceededError",
    ],
    ["an endless preamble", Buffer.alloc(50_000, "x"), "MaxPostPreDataLengthExceededError"],
    ["an end in the middle", bodyOf([["key", "a"]], Buffer.from("xyz")).subarray(0, -12), "IncompleteBody"],
    [
      "a part without a name",
      Buffer.from(`--${boundary}\r\nX: y\r\n\r\nz\r\n--${boundary}--`),
      "MalformedPOSTRequest",
    ],
  ])("%s", async (_, data, code) => {
    await expect(read(data)).rejects.toMatchObject({ code });
  });

  test("no boundary", async () => {
    await expect(readForm(cut(Buffer.from("x"), 1), "multipart/form-data")).rejects.toMatchObject({
      code: "MalformedPOSTRequest",
    });
  });
});

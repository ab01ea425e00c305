import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import { zipFolder } from "../../../../src/deploy/assembly/zip-folder.ts";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "plinth-zip-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const files = {
  "index.mjs": "export const handler = 1;\n".repeat(5000),
  "below/größe.json": '{"a":1}',
  empty: "",
};

test("another program reads back what was put in", async () => {
  const read = unzipSync(await zipFolder(folderWith(files)));
  const texts = Object.entries(read).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
  expect(Object.fromEntries(texts)).toEqual(files);
});

test("the same files give the same bytes, whenever they were written", async () => {
  const [one, other] = [folderWith(files), folderWith(files)];
  utimesSync(join(other, "index.mjs"), 1, 1);
  const zips = await Promise.all([one, other].map(zipFolder));
  expect(Buffer.from(zips[1] ?? []).equals(Buffer.from(zips[0] ?? []))).toBe(true);
  expect(zips[0]?.length).toBeLessThan(2000);
});

test("every file is an ordinary one that everybody may read, of the first day there is", async () => {
  const zip = Buffer.from(await zipFolder(folderWith({ "index.mjs": "x" })));
  const entry = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  expect(zip.readUInt32LE(entry + 38) >>> 16).toBe(0o100644);
  expect(zip.readUInt8(entry + 5)).toBe(3);
  expect([zip.readUInt16LE(entry + 12), zip.readUInt16LE(entry + 14)]).toEqual([0, 0x21]);
});

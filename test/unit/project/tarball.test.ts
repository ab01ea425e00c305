import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { tarball } from "../../../src/project/tarball.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-tarball-"));
afterAll(() => rmSync(folder, { recursive: true }));

const long = `package/${"deep/".repeat(30)}file.ts`;
const entries = [
  { path: "package/bin/run.js", content: Buffer.from("#!/usr/bin/env node\n"), executable: true },
  { path: "package/empty.txt", content: Buffer.alloc(0), executable: false },
  { path: "package/big.bin", content: Buffer.alloc(10_000, 7), executable: false },
  { path: "package/ünï.txt", content: Buffer.from("é"), executable: false },
  { path: long, content: Buffer.from("deep"), executable: false },
];

test("tar reads it back", async () => {
  writeFileSync(join(folder, "a.tgz"), await tarball(entries));
  execFileSync("tar", ["-xzf", "a.tgz"], { cwd: folder });
  for (const entry of entries) expect(readFileSync(join(folder, entry.path))).toEqual(entry.content);
  expect(statSync(join(folder, "package/bin/run.js")).mode & 0o111).toBe(0o111);
  expect(statSync(join(folder, "package/big.bin")).mode & 0o111).toBe(0);
});

test("the same files give the same bytes", async () => {
  expect(await tarball(entries)).toEqual(await tarball(entries));
});

test("a path that no tar archive can hold is refused", async () => {
  await expect(
    tarball([{ path: "x".repeat(101), content: Buffer.alloc(0), executable: false }]),
  ).rejects.toThrow("too long");
});

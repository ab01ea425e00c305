import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newAssembly } from "../../../../src/operations/synth/assembly-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-out-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a new assembly replaces the old one whole", () => {
  const out = join(folder, "cdk.out");
  mkdirSync(out);
  writeFileSync(join(out, "manifest.json"), "old");
  writeFileSync(join(out, "stale.template.json"), "old");
  const assembly = newAssembly(out);
  mkdirSync(assembly.folder);
  writeFileSync(join(assembly.folder, "manifest.json"), "new");
  assembly.replace();
  expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe("new");
  expect(readdirSync(folder)).toEqual(["cdk.out"]);
  expect(readdirSync(out)).toEqual(["manifest.json"]);
});

test("a discarded one leaves the old one alone", () => {
  const out = join(folder, "cdk.out");
  mkdirSync(out);
  writeFileSync(join(out, "manifest.json"), "old");
  const assembly = newAssembly(out);
  mkdirSync(assembly.folder);
  assembly.discard();
  expect(readdirSync(folder)).toEqual(["cdk.out"]);
});

test("a folder with something else in it is never replaced", () => {
  writeFileSync(join(folder, "thesis.txt"), "years of work");
  expect(() => newAssembly(folder)).toThrow(expect.objectContaining({ code: "OUT_IS_NOT_AN_ASSEMBLY" }));
  expect(() => newAssembly(join(folder, "thesis.txt"))).toThrow(expect.objectContaining({ exit: 2 }));
  expect(existsSync(join(folder, "thesis.txt"))).toBe(true);
});

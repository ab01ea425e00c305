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
import { dirname, join } from "node:path";
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
  assembly.discard();
  expect(readdirSync(folder)).toEqual(["cdk.out"]);
});

test("a folder with something else in it is never replaced", () => {
  writeFileSync(join(folder, "thesis.txt"), "years of work");
  expect(() => newAssembly(folder)).toThrow(expect.objectContaining({ code: "OUT_IS_NOT_AN_ASSEMBLY" }));
  expect(() => newAssembly(join(folder, "thesis.txt"))).toThrow(expect.objectContaining({ exit: 2 }));
  expect(existsSync(join(folder, "thesis.txt"))).toBe(true);
});

test.each([
  ["a project, which has its own cdk.out", ["cdk.out/manifest.json", "plinth.config.ts"]],
  ["a web site, which has a manifest.json as well", ["manifest.json", "index.html"]],
  ["an assembly to which somebody added notes", ["manifest.json", "cdk.out", "notes.md"]],
])("%s is never replaced", (_what, paths) => {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), "mine");
  }
  expect(() => newAssembly(folder)).toThrow(expect.objectContaining({ code: "OUT_IS_NOT_AN_ASSEMBLY" }));
  for (const path of paths) expect(existsSync(join(folder, path))).toBe(true);
});

test("what the CDK writes is replaced", () => {
  const names = ["cdk.out", "manifest.json", "tree.json", "validation-report.json", "a-dev.template.json"];
  for (const name of [...names, `asset.${"0f".repeat(32)}.zip`]) writeFileSync(join(folder, name), "");
  mkdirSync(join(folder, `asset.${"ab".repeat(32)}`));
  mkdirSync(join(folder, "assembly-Prod"));
  expect(() => newAssembly(folder)).not.toThrow();
});

test("a discarded one leaves no folder that was made for it", () => {
  newAssembly(join(folder, "build/prod/out")).discard();
  expect(readdirSync(folder)).toEqual([]);
});

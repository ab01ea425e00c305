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
import { stage } from "../../../../src/operations/init/staging.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-staging-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a new folder appears whole, and disappears whole", () => {
  const target = join(folder, "a", "b", "acme");
  const staging = stage(target);
  staging.write("models/x.ts", "x");
  expect(existsSync(target)).toBe(false);
  const undo = staging.place();
  expect(readFileSync(join(target, "models/x.ts"), "utf8")).toBe("x");
  expect(readdirSync(join(folder, "a", "b"))).toEqual(["acme"]);
  writeFileSync(join(target, "package-lock.json"), "{}");
  undo([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("what is discarded leaves nothing, not even the folders above", () => {
  const staging = stage(join(folder, "a", "acme"));
  staging.write("x", "x");
  staging.discard();
  expect(readdirSync(folder)).toEqual([]);
});

test("into a folder that is there, beside what is in it", () => {
  const target = join(folder, "acme");
  mkdirSync(join(target, "models"), { recursive: true });
  writeFileSync(join(target, "models", "mine.ts"), "mine");
  const staging = stage(target);
  staging.write("models/x.ts", "x");
  staging.write("infra/deep/y.ts", "y");
  const undo = staging.place();
  expect(readdirSync(target).sort()).toEqual(["infra", "models"]);
  expect(readdirSync(join(target, "models")).sort()).toEqual(["mine.ts", "x.ts"]);
  mkdirSync(join(target, "node_modules"));
  undo(["node_modules"]);
  expect(readdirSync(target)).toEqual(["models"]);
  expect(readdirSync(join(target, "models"))).toEqual(["mine.ts"]);
});

test("files in the way are all named, and nothing is moved", () => {
  const target = join(folder, "acme");
  mkdirSync(target);
  writeFileSync(join(target, "package.json"), "{}");
  writeFileSync(join(target, "infra"), "a file where a folder belongs");
  const staging = stage(target);
  for (const path of ["package.json", "infra/app.ts", "infra/custom.ts", "cdk.json"])
    staging.write(path, "x");
  expect(() => staging.place()).toThrow(
    expect.objectContaining({
      code: "FILES_IN_THE_WAY",
      problems: [
        expect.objectContaining({ file: "infra" }),
        expect.objectContaining({ file: "package.json" }),
      ],
    }),
  );
  staging.discard();
  expect(readdirSync(target).sort()).toEqual(["infra", "package.json"]);
  expect(readFileSync(join(target, "package.json"), "utf8")).toBe("{}");
});

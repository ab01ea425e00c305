import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ownPackage, packOwnPackage } from "../../../src/project/own-package.ts";

const root = mkdtempSync(join(tmpdir(), "plinth-own-"));
afterAll(() => rmSync(root, { recursive: true }));
for (const folder of ["bin", "dist/deep", "src"]) mkdirSync(join(root, folder), { recursive: true });
for (const path of [
  "bin/run.js",
  "dist/a.js",
  "dist/deep/b.js",
  "src/secret.ts",
  "LICENSE",
  "README.md",
  ".env",
]) {
  writeFileSync(join(root, path), path);
}
writeFileSync(
  join(root, "package.json"),
  JSON.stringify({ version: "1.2.3", files: ["bin", "dist", "CHANGELOG.md"] }),
);

test("a package without the mark of publishing has to go along", () => {
  expect(ownPackage(root)).toEqual({ kind: "build", version: "1.2.3" });
  writeFileSync(join(root, "dist/RELEASE"), "");
  expect(ownPackage(root)).toEqual({ kind: "published", version: "1.2.3" });
  rmSync(join(root, "dist/RELEASE"));
});

test("the tarball holds what npm would publish, and nothing else", async () => {
  writeFileSync(join(root, "own.tgz"), await packOwnPackage(root));
  const listed = execFileSync("tar", ["-tzf", "own.tgz"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  expect(listed.sort()).toEqual(
    ["LICENSE", "README.md", "bin/run.js", "dist/a.js", "dist/deep/b.js", "package.json"].map(
      (path) => `package/${path}`,
    ),
  );
});

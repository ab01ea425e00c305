import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { install } from "../../../src/project/install.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-install-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());
const never = new AbortController().signal;

function fakeNpm(script: string): void {
  writeFileSync(join(folder, "npm"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "npm"), 0o755);
  vi.stubEnv("PATH", [folder, process.env["PATH"]].join(delimiter));
}

test("what npm fetches is told by the package's name", async () => {
  fakeNpm(`echo "npm http fetch GET 200 https://registry.example/@aws-sdk%2fclient-s3 12ms (cache hit)" >&2
echo "npm http fetch GET 200 https://registry.example/esbuild/-/esbuild-0.28.2.tgz 80ms" >&2
echo "npm warn deprecated something" >&2
echo "added 85 packages"`);
  const details: string[] = [];
  await install(folder, "npm", never, (detail) => details.push(detail));
  expect(details.sort()).toEqual(["added 85 packages", "fetched @aws-sdk/client-s3", "fetched esbuild"]);
});

test("a failure shows the last that was said, and the command that is left", async () => {
  fakeNpm(
    'echo "npm http fetch GET 404 https://registry.example/nothing 3ms" >&2\necho "npm error code E404" >&2\nexit 1',
  );
  await expect(install(folder, "npm", never, () => {})).rejects.toMatchObject({
    code: "INSTALL_FAILED",
    exit: 1,
    message: '"npm install" failed with exit code 1. The last it said:\n  npm error code E404',
    remedy: `The project is written. Once that is solved: cd ${folder} && npm install`,
  });
});

test("a package manager that is not there is named", async () => {
  vi.stubEnv("PATH", folder);
  await expect(install(folder, "bun", never, () => {})).rejects.toMatchObject({
    code: "PACKAGE_MANAGER_MISSING",
  });
});

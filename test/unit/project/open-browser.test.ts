import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { browserCommand, openBrowser } from "../../../src/project/open-browser.ts";

const url = "https://example.com/?a=1&b=$(whoami)#x";
afterEach(() => vi.unstubAllEnvs());

test("each system has a program that knows the browser; the address is one word", () => {
  expect(browserCommand(url, "darwin")).toEqual(["open", url]);
  expect(browserCommand(url, "win32")).toEqual(["rundll32", "url.dll,FileProtocolHandler", url]);
  expect(browserCommand(url, "linux")).toEqual(["xdg-open", url]);
});

test.skipIf(process.platform === "win32")("no shell reads the address", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-browser-"));
  const told = join(folder, "told");
  const program = join(folder, "xdg-open");
  writeFileSync(program, `#!/bin/sh\nprintf %s "$1" > "${told}.part"\nmv "${told}.part" "${told}"\n`);
  chmodSync(program, 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  expect(await openBrowser(url, "linux")).toBe(true);
  await vi.waitUntil(() => existsSync(told), { timeout: 30_000 });
  expect(readFileSync(told, "utf8")).toBe(url);
  rmSync(folder, { recursive: true });
});

test("where there is no such program, nothing is opened", async () => {
  vi.stubEnv("PATH", "");
  expect(await openBrowser(url, "linux")).toBe(false);
});

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everything, everythingLock } from "../support/backends/everything.ts";
import { synth } from "./support/synth.ts";
import { temporaryProject } from "./support/temporary-project.ts";

const cacheOf = (project: string) => join(project, ".plinth", "cache", "bundles");

/** The one folder of bundles, and when it was written. */
function bundles(project: string): { readonly name: string; readonly written: number } {
  const [name, ...others] = readdirSync(cacheOf(project)).filter((entry) => entry !== "state.json");
  expect(others).toEqual([]);
  return { name: name ?? "", written: statSync(join(cacheOf(project), name ?? "")).mtimeMs };
}

/** Every file of every bundle, by its path in the folder of bundles. */
function texts(project: string): Record<string, string> {
  const folder = join(cacheOf(project), bundles(project).name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]),
  );
}

test("bundles are built once, and again when a source changes", async () => {
  const project = temporaryProject(everything, everythingLock);
  const first = await synth(project);
  const built = bundles(project);

  const second = await synth(project);
  expect(bundles(project)).toEqual(built);
  expect(second.texts).toEqual(first.texts);

  writeFileSync(
    join(project, "functions/send-invoice/handler.ts"),
    "export const handler = async () => null;\n",
  );
  const third = await synth(project);
  expect(bundles(project).name).not.toBe(built.name);
  const changed = Object.keys(third.texts).filter((name) => third.texts[name] !== first.texts[name]);
  expect(changed.filter((name) => name.includes("foundation"))).toEqual([]);
  expect(changed.length).toBeGreaterThan(0);
}, 60_000);

test("a cache that was cut short is built anew", async () => {
  const project = temporaryProject(everything, everythingLock);
  const first = await synth(project);
  writeFileSync(join(cacheOf(project), "state.json"), '{"folder":"');
  expect((await synth(project)).texts).toEqual(first.texts);
}, 60_000);

test("bundles and templates do not depend on where the project is", async () => {
  const projects = [0, 1].map(() => temporaryProject(everything, everythingLock));
  const [one, other] = await Promise.all(projects.map((project) => synth(project)));
  expect(other?.texts).toEqual(one?.texts);
  const [ours, theirs] = projects.map(texts);
  expect(theirs).toEqual(ours);
  for (const [path, text] of Object.entries(ours ?? {})) {
    expect(text.includes(import.meta.dirname.split("/test/")[0] ?? ""), `${path} names a folder`).toBe(false);
  }
}, 60_000);

test("AppSync functions are readable and within AppSync's 32 KB", async () => {
  const project = temporaryProject(everything, everythingLock);
  await synth(project);
  const functions = Object.entries(texts(project)).filter(([path]) => path.startsWith("/appsync/"));
  expect(functions.length).toBeGreaterThan(5);
  for (const [path, text] of functions) {
    expect(Buffer.byteLength(text), path).toBeLessThanOrEqual(32_768);
    expect(text, path).toContain("// infra/runtime/");
  }
}, 60_000);

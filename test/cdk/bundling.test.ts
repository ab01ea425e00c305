import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everything, everythingLock } from "../support/backends/everything.ts";
import { synth } from "./support/synth.ts";
import { temporaryProject } from "./support/temporary-project.ts";

const cacheOf = (project: string) => join(project, ".plinth", "cache", "bundles");

/** When each kept bundle was written, by the name of its folder. */
function bundles(project: string): Record<string, number> {
  const names = readdirSync(cacheOf(project)).filter((entry) => entry !== "state.json");
  return Object.fromEntries(names.map((name) => [name, statSync(join(cacheOf(project), name)).mtimeMs]));
}

/** Every file of every bundle, by its path in the folder of bundles. */
function texts(project: string): Record<string, string> {
  const folder = cacheOf(project);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== "state.json",
  );
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]),
  );
}

/** The paths that one of them has and the other has not, or not the same. */
function differing(one: Record<string, unknown>, other: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => one[key] !== other[key]);
}

test("bundles are built once; a changed handler costs its own alone, and what is built then is what a first build gives", async () => {
  const project = temporaryProject(everything, everythingLock);
  const first = await synth(project);
  const built = bundles(project);
  const before = texts(project);

  const second = await synth(project);
  expect(bundles(project)).toEqual(built);
  expect(second.texts).toEqual(first.texts);

  const handler = "functions/send-invoice/handler.ts";
  const text = "export const handler = async () => null;\n";
  writeFileSync(join(project, handler), text);
  const third = await synth(project);
  const changed = Object.keys(third.texts).filter((name) => third.texts[name] !== first.texts[name]);
  expect(changed.filter((name) => name.includes("foundation"))).toEqual([]);
  expect(changed.length).toBeGreaterThan(0);
  const after = differing(before, texts(project));
  expect(after.length).toBeGreaterThan(0);
  expect(after.filter((path) => !path.includes("/send-invoice/"))).toEqual([]);

  const other = temporaryProject(everything, everythingLock);
  writeFileSync(join(other, handler), text);
  expect((await synth(other)).texts).toEqual(third.texts);
  expect(texts(other)).toEqual(texts(project));
}, 60_000);

test("a changed model costs no bundle of code: its data stands beside it", async () => {
  const project = temporaryProject(everything, everythingLock);
  await synth(project);
  const before = texts(project);
  const file = join(project, "infra/backend.gen.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/monthlyUsd: \d+/, "monthlyUsd: 4321"));
  await synth(project);
  const code = (all: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([path]) => path.endsWith("/changes/index.mjs"))
        .map(([, text]) => [text.length, text]),
    );
  expect(Object.keys(code(before))).toHaveLength(1);
  expect(code(texts(project))).toEqual(code(before));
  const data = Object.entries(texts(project)).filter(([path]) => path.endsWith("/changes/backend.mjs"));
  expect(data.map(([, text]) => text.includes("4321"))).toEqual([true]);
}, 60_000);

test("a cache that was cut short is built anew", async () => {
  const project = temporaryProject(everything, everythingLock);
  const first = await synth(project);
  writeFileSync(join(cacheOf(project), "state.json"), '{"backend":{"folder":"');
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
  const functions = Object.entries(texts(project)).filter(([path]) => path.endsWith(".js"));
  expect(functions.length).toBeGreaterThan(5);
  for (const [path, text] of functions) {
    expect(Buffer.byteLength(text), path).toBeLessThanOrEqual(32_768);
    expect(text, path).toContain("// infra/runtime/");
  }
}, 60_000);

import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changesBetween, isEmpty, takeSnapshot } from "../../../src/dev/snapshot.ts";
import { projectWith } from "./project-with.ts";

test("only what can change a deployment is looked at", () => {
  const project = projectWith({
    "plinth.config.ts": "",
    "models/deep/note.ts": "",
    "functions/build/handler.ts": "",
    "models/readme.md": "",
    ".plinth/assembly/manifest.json": "",
    "node_modules/a/index.js": "",
    "functions/x/node_modules/a/index.js": "",
    "cdk.out/manifest.json": "",
    "client/amplify_outputs.json": "",
  });
  const { files, folders } = takeSnapshot(project);
  expect([...files.keys()].sort()).toEqual([
    "functions/build/handler.ts",
    "models/deep/note.ts",
    "plinth.config.ts",
  ]);
  expect(folders).toContain(join(project, "models", "deep"));
});

test("changes are found by content, whatever happened in between", () => {
  const project = projectWith({ "models/a.ts": "a", "models/b.ts": "b", "models/c.ts": "c" });
  const before = takeSnapshot(project);
  const path = (name: string) => join(project, "models", name);
  utimesSync(path("a.ts"), 1, 1);
  renameSync(path("b.ts"), path("d.ts"));
  writeFileSync(path("c.ts"), "x");
  const changes = changesBetween(before, takeSnapshot(project, before));
  expect(changes).toEqual({ created: ["models/d.ts"], modified: ["models/c.ts"], deleted: ["models/b.ts"] });

  writeFileSync(path("c.ts"), "c");
  renameSync(path("d.ts"), path("b.ts"));
  expect(isEmpty(changesBetween(before, takeSnapshot(project)))).toBe(true);
});

test("a folder that comes and goes", () => {
  const project = projectWith({ "plinth.config.ts": "" });
  const before = takeSnapshot(project);
  mkdirSync(join(project, "functions/greet"), { recursive: true });
  writeFileSync(join(project, "functions/greet/handler.ts"), "x");
  const during = takeSnapshot(project, before);
  expect(changesBetween(before, during).created).toEqual(["functions/greet/handler.ts"]);
  rmSync(join(project, "functions"), { recursive: true });
  expect(changesBetween(during, takeSnapshot(project, during)).deleted).toEqual([
    "functions/greet/handler.ts",
  ]);
});

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ProjectWatcher, usualTimes, watchProject } from "../../../src/dev/watch-project.ts";
import { projectWith } from "./project-with.ts";

/** Quiet for long enough that what a test does in a row is one change. */
const calm = { ...usualTimes, quiet: 150 };

function watching(project: string, times = calm): ProjectWatcher {
  const watcher = watchProject(project, times);
  onTestFinished(() => watcher.close());
  return watcher;
}

test("a save by way of another file, as careful editors do it, is one change", async () => {
  const project = projectWith({ "models/note.ts": "one" });
  const watcher = watching(project);
  const next = watcher.next();
  writeFileSync(join(project, "models/.note.ts.swp"), "two");
  renameSync(join(project, "models/.note.ts.swp"), join(project, "models/note.ts"));
  expect((await next)?.changes).toEqual({ created: [], modified: ["models/note.ts"], deleted: [] });
});

test("files in a new folder are followed, and those of a removed one are gone", async () => {
  const project = projectWith({ "models/note.ts": "one" });
  const watcher = watching(project);
  const first = watcher.next();
  mkdirSync(join(project, "functions/greet"), { recursive: true });
  writeFileSync(join(project, "functions/greet/handler.ts"), "1");
  expect((await first)?.changes.created).toEqual(["functions/greet/handler.ts"]);
  const second = watcher.next();
  writeFileSync(join(project, "functions/greet/handler.ts"), "2");
  expect((await second)?.changes.modified).toEqual(["functions/greet/handler.ts"]);
  const third = watcher.next();
  rmSync(join(project, "functions"), { recursive: true });
  expect((await third)?.changes.deleted).toEqual(["functions/greet/handler.ts"]);
});

test("changes while nobody waits come with the next ones", async () => {
  const project = projectWith({ "models/note.ts": "one", "models/tag.ts": "one" });
  const watcher = watching(project);
  writeFileSync(join(project, "models/note.ts"), "two");
  writeFileSync(join(project, "models/tag.ts"), "two");
  expect((await watcher.next())?.changes.modified).toEqual(["models/note.ts", "models/tag.ts"]);
});

test("what is written and taken back is no change, and what one wrote oneself is none either", async () => {
  const project = projectWith({ "models/note.ts": "one", "infra/a.gen.ts": "one" });
  const watcher = watching(project);
  writeFileSync(join(project, "models/note.ts"), "two");
  writeFileSync(join(project, "models/note.ts"), "one");
  writeFileSync(join(project, "infra/a.gen.ts"), "two");
  watcher.accept(["infra/a.gen.ts"]);
  const next = watcher.next();
  setTimeout(() => writeFileSync(join(project, "models/last.ts"), "x"), 400);
  expect((await next)?.changes).toEqual({ created: ["models/last.ts"], modified: [], deleted: [] });
});

test("while git changes the files, nobody looks; a lock that was left behind does not count for ever", async () => {
  const project = projectWith({ "models/note.ts": "one", ".git/index.lock": "" });
  const watcher = watching(project);
  const next = watcher.next();
  writeFileSync(join(project, "models/note.ts"), "half");
  setTimeout(() => {
    writeFileSync(join(project, "models/note.ts"), "whole");
    writeFileSync(join(project, "models/tag.ts"), "whole");
    rmSync(join(project, ".git/index.lock"));
  }, 500);
  expect((await next)?.changes).toEqual({
    created: ["models/tag.ts"],
    modified: ["models/note.ts"],
    deleted: [],
  });
});

test("waking gives no change, and closing ends", async () => {
  const watcher = watching(projectWith({ "models/note.ts": "one" }));
  watcher.wake();
  expect((await watcher.next())?.changes).toEqual({ created: [], modified: [], deleted: [] });
  const last = watcher.next();
  watcher.close();
  expect(await last).toBeNull();
  expect(await watcher.next()).toBeNull();
});

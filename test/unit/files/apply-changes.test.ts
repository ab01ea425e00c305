import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyChanges } from "../../../src/files/apply-changes.ts";
import { finishInterrupted, journalPath } from "../../../src/files/journal.ts";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "plinth-files-"));
  mkdirSync(join(project, "models"));
  writeFileSync(join(project, "models/a.ts"), "a\n");
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function snapshot(): Record<string, string> {
  const files = readdirSync(project, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(project.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

describe("applyChanges", () => {
  test("creates, replaces and removes, and leaves nothing of its own behind", () => {
    writeFileSync(join(project, "models/old.ts"), "old\n");
    applyChanges(project, [
      { path: "models/a.ts", before: "a\n", after: "A\n" },
      { path: "infra/models/b.gen.ts", before: null, after: "b\n" },
      { path: "models/old.ts", before: "old\n", after: null },
    ]);
    expect(snapshot()).toEqual({ "models/a.ts": "A\n", "infra/models/b.gen.ts": "b\n" });
    expect(readdirSync(project).sort()).toEqual(["infra", "models"]);
  });

  test("removes the folders that a removal empties", () => {
    mkdirSync(join(project, "infra/models"), { recursive: true });
    writeFileSync(join(project, "infra/models/a.gen.ts"), "x");
    applyChanges(project, [{ path: "infra/models/a.gen.ts", before: "x", after: null }]);
    expect(readdirSync(project)).toEqual(["models"]);
  });

  test("keeps a file's mode", () => {
    chmodSync(join(project, "models/a.ts"), 0o600);
    applyChanges(project, [{ path: "models/a.ts", before: "a\n", after: "A\n" }]);
    expect(snapshot()["models/a.ts"]).toBe("A\n");
  });

  test.each([
    [
      "the file changed meanwhile",
      [{ path: "models/a.ts", before: "stale", after: "new" }],
      "FILE_CHANGED_MEANWHILE",
    ],
    [
      "a file appeared meanwhile",
      [{ path: "models/a.ts", before: null, after: "new" }],
      "FILE_CHANGED_MEANWHILE",
    ],
    [
      "a file stands where a folder belongs",
      [{ path: "models/a.ts/b.ts", before: null, after: "x" }],
      "NOT_A_FOLDER",
    ],
  ])("where %s, refuses and leaves the project byte-identical", (_, changes, code) => {
    const before = snapshot();
    const good = { path: "infra/new/first.ts", before: null, after: "first" };
    expect(() => applyChanges(project, [good, ...changes])).toThrow(expect.objectContaining({ code }));
    expect(snapshot()).toEqual(before);
    expect(readdirSync(project)).toEqual(["models"]);
  });

  test("never writes behind a link that leaves the project", () => {
    const outside = mkdtempSync(join(tmpdir(), "plinth-outside-"));
    symlinkSync(outside, join(project, "infra"));
    expect(() => applyChanges(project, [{ path: "infra/x.ts", before: null, after: "x" }])).toThrow(
      expect.objectContaining({ code: "LINK_LEAVES_PROJECT" }),
    );
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  test.each(["../x.ts", "/etc/x", "a/../../x", "..\\x"])("never takes the path %s", (path) => {
    expect(() => applyChanges(project, [{ path, before: null, after: "x" }])).toThrow();
    expect(readdirSync(project)).toEqual(["models"]);
  });
});

describe("finishInterrupted", () => {
  test("completes the moves of a process that was killed between two of them", () => {
    mkdirSync(join(project, ".plinth"));
    writeFileSync(join(project, "models/b.ts.plinth-1.tmp"), "b\n");
    writeFileSync(join(project, "models/gone.ts"), "gone\n");
    const moves = [
      { from: "models/a.ts.plinth-1.tmp", to: "models/a.ts" },
      { from: "models/b.ts.plinth-1.tmp", to: "models/b.ts" },
    ];
    writeFileSync(journalPath(project), JSON.stringify({ moves, removals: ["models/gone.ts"] }));
    expect(finishInterrupted(project)).toBe(true);
    expect(snapshot()).toEqual({ "models/a.ts": "a\n", "models/b.ts": "b\n" });
    expect(finishInterrupted(project)).toBe(false);
  });
});

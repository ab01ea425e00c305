import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { filesOf, goldenCases, runCase } from "./golden-case.ts";

describe("edits of hand-written files", () => {
  test("there are cases enough", () => {
    expect(goldenCases.length).toBeGreaterThanOrEqual(30);
  });

  test.each(goldenCases)("%s", async (name) => {
    const changes = await runCase(name);
    const result = changes.map(({ path, after }) => ({ path, text: after }));
    expect(result.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(filesOf(name, "after"));
  });

  test.each(goldenCases)("%s: what comes out is TypeScript, and every line of a file stays", async (name) => {
    for (const { path, before, after } of await runCase(name)) {
      expect(parseSync(path, after ?? "").errors).toEqual([]);
      if (before === null) continue;
      const comments = (text: string) => parseSync(path, text).comments.map(({ value }) => value);
      expect(comments(after ?? "")).toEqual(comments(before));
      expect((after ?? "").startsWith("\uFEFF")).toBe(before.startsWith("\uFEFF"));
      const loneLineFeeds = (text: string) => text.split(/(?<!\r)\n/).length - 1;
      if (before.includes("\r\n")) expect(loneLineFeeds(after ?? "")).toBe(loneLineFeeds(before));
    }
  });
});

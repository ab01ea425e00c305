import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifest, visibleCommands } from "../../../src/cli/help/manifest.ts";
import { commandGroups } from "../../../src/cli/help/render-overview.ts";

const root = join(import.meta.dirname, "../../..");
const commands = visibleCommands(readManifest(root));

test("every command class is in the manifest", () => {
  const files = globSync("src/commands/**/*.ts", { cwd: root });
  expect(commands.map(({ id }) => id).sort()).toEqual(
    files.map((path) => path.replace(/^src\/commands\/|\.ts$/g, "").replaceAll("/", ":")).sort(),
  );
});

describe.each(commands.map((command) => [command.id, command] as const))("%s", (id, command) => {
  test("has a summary, a description, a group and examples", () => {
    expect(command.summary).toMatch(/^[A-Z].*\.$/);
    expect(command.description?.length).toBeGreaterThan(40);
    expect(commandGroups).toContain(command.group);
    expect(command.examples?.length).toBeGreaterThanOrEqual(2);
  });

  test("documents every argument and flag", () => {
    const undocumented = [
      ...Object.values(command.args).filter(({ description }) => !description),
      ...Object.values(command.flags).filter(({ summary, description }) => !(summary ?? description)),
    ];
    expect(undocumented).toEqual([]);
  });

  test("takes --json, --yes and --debug", () => {
    expect(Object.keys(command.flags)).toEqual(expect.arrayContaining(["json", "yes", "debug"]));
  });

  test("its examples use flags that it has", () => {
    for (const example of command.examples ?? []) {
      if (typeof example === "string") throw new Error(`"${example}" has no description`);
      const [, own] = example.command.split(`plinth ${id.replaceAll(":", " ")}`);
      if (own === undefined) throw new Error(`"${example.command}" does not run the command`);
      const used = [...own.matchAll(/ --(no-)?([a-z-]+)/g)].map((match) => match[2]);
      expect(Object.keys(command.flags)).toEqual(expect.arrayContaining(used));
    }
  });
});

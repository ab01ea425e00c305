import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));
const sources = tracked.filter((path) => /^(src|bin|scripts|bench)\/.*\.ts$/.test(path));
const textOf = (path: string) => readFileSync(join(root, path), "utf8");

describe("the house rules of CONTRIBUTING.md", () => {
  test("there is something to check", () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  test("no source file is over 400 lines", () => {
    expect(sources.filter((path) => textOf(path).split("\n").length > 401)).toEqual([]);
  });

  test("no file or folder is called after nothing in particular", () => {
    const empty = /(^|\/|-)(utils?|helpers?|common|misc|stuff)([./-]|$)|(^|\/)shared([./]|$)/;
    expect(sources.filter((path) => empty.test(path))).toEqual([]);
  });

  test("source files are named in kebab-case", () => {
    expect(sources.filter((path) => !/\/\$?_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.ts$/.test(path))).toEqual(
      [],
    );
  });

  test("only commands have a default export", () => {
    const withDefault = sources.filter(
      (path) => path.startsWith("src/") && /^export default /m.test(textOf(path)),
    );
    // print-config.ts prints the user's configuration, which has one.
    const allowed = /^src\/(commands\/|templates\/project\/|operations\/init\/print-config\.ts$)/;
    expect(withDefault.filter((path) => !allowed.test(path))).toEqual([]);
  });

  test("nothing is left undone or switched off", () => {
    // In tests `@ts-expect-error` is an assertion: the compiler must refuse the line.
    const marks =
      /(\/\/|\*).*\b(TODO|FIXME|XXX|HACK)\b|^\s*\/\/ @ts-(ignore|nocheck)|\w\.(skip|only|todo)\(/m;
    const here = "test/repository/house-rules.test.ts";
    const code = tracked.filter(
      (path) => /^(src|bin|scripts|bench|test)\/.*\.ts$/.test(path) && path !== here,
    );
    expect(code.filter((path) => marks.test(textOf(path)))).toEqual([]);
  });

  test("every process exit is in the launcher, or in a process that serves another", () => {
    const serves = ["src/operations/synth/warm/warm-process.ts"];
    expect(
      sources.filter((path) => path.startsWith("src/") && textOf(path).includes("process.exit(")),
    ).toEqual(serves);
  });

  test("no file names a machine's folder", () => {
    const texts = tracked.filter(
      (path) => /\.(ts|js|md|json|yml|cjs)$/.test(path) && !path.startsWith("test/repository/"),
    );
    expect(texts.filter((path) => /\/(work|root)\//.test(textOf(path)))).toEqual([]);
  });
});

describe("the documents", () => {
  const documents = tracked.filter((path) => path.endsWith(".md") && !path.startsWith("test/golden/"));

  test.each(documents)("%s links only to what is there", (path) => {
    const links = [...textOf(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
      (match) => match[1] as string,
    );
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  test("every decision is numbered once", () => {
    const numbers = tracked.flatMap((path) => /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] ?? []);
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  test("every runtime dependency is explained in a decision", () => {
    const decision = textOf("docs/decisions/0002-dependencies.md");
    const manifest = JSON.parse(textOf("package.json")) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...manifest["dependencies"], ...manifest["devDependencies"] });
    expect(names.filter((name) => !decision.includes(`\`${name}\``))).toEqual([]);
  });
});

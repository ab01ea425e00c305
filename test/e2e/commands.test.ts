import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readManifest, spoken, visibleCommands } from "../../src/cli/help/manifest.ts";
import { filesBelow } from "./support/files-below.ts";
import { plinth, root, run, shellEnvironment } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const folder = temporaryFolder();
const escapes = String.fromCharCode(27);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("help and version", () => {
  test("--version", async () => {
    const stdout = `plinth/${version} ${process.platform}-${process.arch} node-${process.version}\n`;
    expect(await plinth(["--version"], { folder })).toEqual({ code: 0, stdout, stderr: "" });
  });

  test.each([[[]], [["--help"]], [["help"]]])("%j lists every command", async (words) => {
    const { code, stdout } = await plinth(words, { folder });
    expect(code).toBe(0);
    for (const { id } of visibleCommands(readManifest(root))) expect(stdout).toContain(`  ${spoken(id)}`);
  });

  test.each(visibleCommands(readManifest(root)).map(({ id }) => id))(
    "%s --help has examples and no colour",
    async (id) => {
      const shown = await plinth([id, "--help"], { folder });
      expect(shown).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(`EXAMPLES\n`) });
      expect(shown.stdout).not.toContain(escapes);
      expect(await plinth(["help", id], { folder })).toEqual(shown);
    },
  );

  test("a reader that stops early ends the output quietly", async () => {
    const child = spawn(process.execPath, [join(root, "bin/run.js"), "--help"], { env: shellEnvironment() });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("wrong command lines end with 2 and say what to type", () => {
  test.each([
    [["generat"], 'Did you mean "plinth generate"?'],
    [["help", "snyth"], 'Did you mean "plinth synth"?'],
    [["deploy-to-mars"], 'See "plinth --help"'],
    [["--frobnicate"], 'See "plinth --help"'],
    [["generate", "--chek"], "Did you mean --check?"],
    [["generate", "now"], '"now" is one argument too many.'],
    [["generate", "--check", "--force"], "--force"],
    [["synth", "--stage"], "--stage"],
    [["init", "--package-manager", "cargo"], "npm, pnpm, yarn, bun"],
    [["synth"], "plinth init"],
  ])("%j", async (words, advice) => {
    const { code, stdout, stderr } = await plinth(words, { folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(advice);
    expect(stderr).not.toContain(escapes);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    [["generat", "--json"], "UNKNOWN_COMMAND"],
    [["generate", "--chek", "--json"], "UNKNOWN_FLAG"],
    [["generate", "now", "--json"], "UNEXPECTED_ARGUMENT"],
    [["synth", "--json", "--stage"], "INVALID_FLAG"],
    [["synth", "--json"], "NOT_A_PROJECT"],
    [["init", "x", "--json"], "MISSING_ANSWER"],
    [["init", "acme", "--json", "--yes", "--region", "mars"], "INVALID_ANSWER"],
  ])("%j as JSON", async (words, code) => {
    const ran = await plinth(words, { folder });
    expect(ran).toMatchObject({ code: 2, stderr: "" });
    const { ok, error } = JSON.parse(ran.stdout);
    expect(ok).toBe(false);
    expect(Object.keys(error)).toEqual(["code", "message", "remedy", "problems"]);
    expect(error.code).toBe(code);
  });
});

describe("an older Node", () => {
  const launcher = join(folder, "launcher");
  const pretend = join(folder, "pretend.mjs");
  beforeAll(() => {
    mkdirSync(join(launcher, "bin"), { recursive: true });
    cpSync(join(root, "bin/run.js"), join(launcher, "bin/run.js"));
    writeFileSync(join(launcher, "package.json"), '{"type":"module","version":"9.9.9"}');
    const code =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });';
    writeFileSync(pretend, `if (!process.env.PLINTH_REEXECUTED) ${code}\n`);
  });
  const old = (words: readonly string[], where: string) =>
    run(process.execPath, ["--import", pathToFileURL(pretend).href, join(launcher, "bin/run.js"), ...words], {
      folder: where,
    });

  test("is told what to do", async () => {
    const ran = await old(["--version"], folder);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(
      'Plinth needs Node 22.18 or newer; this is Node 20.20.2.\nRun "npm install"',
    );
    expect(JSON.parse((await old(["synth", "--json"], folder)).stdout)).toMatchObject({
      error: { code: "NODE_TOO_OLD" },
    });
  });

  test("is replaced by the project's own", async () => {
    const project = join(folder, "pinned");
    mkdirSync(join(project, "node_modules/node/bin"), { recursive: true });
    mkdirSync(join(project, "models"));
    const script = `#!/bin/sh\nexec "${process.execPath}" "$@"\n`;
    writeFileSync(join(project, "node_modules/node/bin/node"), script, { mode: 0o755 });
    const ran = await old(["--version"], join(project, "models"));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("plinth/9.9.9") });
  });
});

describe("in a project", () => {
  const pristine = join(folder, "pristine");
  const project = join(folder, "acme");
  beforeAll(async () => {
    const words = ["init", "pristine", "--name", "acme", "--yes", "--no-install", "--json"];
    const ran = await plinth(words, { folder });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toEqual({
      ok: true,
      result: {
        name: "acme",
        folder: pristine,
        packageManager: expect.stringMatching(/^(npm|pnpm|yarn|bun)$/),
        installed: false,
        git: expect.stringMatching(/^(committed|staged)$/),
      },
    });
  });
  beforeEach(() => {
    rmSync(project, { recursive: true, force: true });
    cpSync(pristine, project, { recursive: true });
  });

  test("a second init is refused, file by file", async () => {
    const before = filesBelow(project);
    const ran = await plinth(["init", ".", "--yes", "--json"], { folder: project });
    const { error } = JSON.parse(ran.stdout);
    expect(ran.code).toBe(2);
    expect(error.code).toBe("FILES_IN_THE_WAY");
    expect(error.problems.map(({ file }: { file: string }) => file)).toEqual(
      expect.arrayContaining(["cdk.json", "package.json", "plinth.config.ts"]),
    );
    expect(filesBelow(project)).toEqual(before);
  });

  test("generate is idempotent, tells counts, and --check passes", async () => {
    for (const flags of [["--json"], ["--check", "--json"]]) {
      const { code, stdout } = await plinth(["generate", ...flags], { folder: project });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        ok: true,
        result: {
          models: 0,
          functions: 0,
          created: [],
          updated: [],
          pruned: [],
          unchanged: expect.any(Number),
          deploy: [],
        },
      });
    }
    expect(await plinth(["generate"], { folder: join(project, "infra/runtime") })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Up to date: \d+ files\.\n$/),
    });
  });

  test("generate --check lists what is out of date and writes nothing", async () => {
    rmSync(join(project, "infra/app.ts"));
    const before = filesBelow(project);
    const { code, stderr } = await plinth(["generate", "--check"], { folder: project });
    expect(code).toBe(2);
    expect(stderr).toContain("infra/app.ts  is missing.");
    expect(stderr).toContain('Run "plinth generate" and commit the result.');
    expect(filesBelow(project)).toEqual(before);
    const made = await plinth(["generate"], { folder: project });
    expect(made.stdout).toMatch(/^\+ infra\/app\.ts\n1 created, 0 updated, 0 pruned, \d+ unchanged\n$/);
  });

  test("a generated file that was edited stops it, until --force", async () => {
    appendFileSync(join(project, "infra/app.ts"), "// mine\n");
    const before = filesBelow(project);
    const refused = await plinth(["generate"], { folder: project });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("infra/app.ts");
    expect(refused.stderr).toContain("plinth generate --force");
    expect(filesBelow(project)).toEqual(before);
    expect(await plinth(["generate", "--force"], { folder: project })).toMatchObject({ code: 0 });
    expect(filesBelow(project)).toEqual(filesBelow(pristine));
  });

  test("every problem of the definition is shown with its line", async () => {
    mkdirSync(join(project, "models"), { recursive: true });
    const text =
      'import { belongsTo, model } from "plinth";\n\nexport const Note = model({\n  owner: belongsTo("Custmer"),\n});\n';
    writeFileSync(join(project, "models/note.ts"), text);
    const { code, stderr } = await plinth(["generate"], { folder: project });
    expect(code).toBe(2);
    expect(stderr).toContain("models/note.ts:4  ");
  });

  test("a lost lock is not guessed anew", async () => {
    rmSync(join(project, "plinth.lock.json"));
    const ran = await plinth(["generate", "--json"], { folder: project });
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout).error).toMatchObject({
      code: "LOCK_MISSING",
      remedy: expect.stringContaining("git checkout"),
    });
  });

  test("add-model and add-function without a terminal name what is missing", async () => {
    expect((await plinth(["add-model"], { folder: project })).stderr).toContain("NAME is missing");
    expect((await plinth(["add-function", "x-y"], { folder: project })).stderr).toContain(
      "--trigger is missing",
    );
  });

  test("a dry run shows the diff and writes nothing", async () => {
    const before = filesBelow(project);
    const { code, stdout } = await plinth(["add-model", "Customer", "name:text", "--dry-run"], {
      folder: project,
    });
    expect(code).toBe(0);
    expect(stdout).toContain("+++ b/models/customer.ts");
    expect(stdout).toContain("+  name: text(),");
    expect(stdout).toContain("Nothing was written");
    expect(filesBelow(project)).toEqual(before);
  });

  test("what add-model and add-function print for scripts", async () => {
    const model = await plinth(["add-model", "Customer", "name:text", "--json"], { folder: project });
    expect(model).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(model.stdout)).toMatchObject({
      ok: true,
      result: {
        model: "Customer",
        isNew: true,
        dryRun: false,
        created: ["models/customer.ts"],
        edited: [],
        added: { Customer: ["name"] },
        generated: { created: ["infra/models/customer.gen.ts"], updated: expect.any(Array), pruned: [] },
        api: { queries: ["getCustomer(id)", "listCustomers"] },
        diff: null,
      },
    });
    const added = await plinth(["add-function", "greet", "--trigger", "query", "--json"], {
      folder: project,
    });
    expect(JSON.parse(added.stdout)).toMatchObject({
      ok: true,
      result: {
        function: "greet",
        trigger: "query",
        created: ["functions/greet/function.ts", "functions/greet/handler.ts"],
      },
    });
  });

  test("synth tells an unknown stage, drift, and missing packages apart", async () => {
    const synth = async (...words: string[]) => {
      const { code, stdout } = await plinth(["synth", "--json", ...words], { folder: project });
      return { code, error: JSON.parse(stdout).error };
    };
    expect(await synth()).toMatchObject({ code: 2, error: { code: "NOT_INSTALLED" } });
    mkdirSync(join(project, "node_modules/aws-cdk-lib"), { recursive: true });
    expect(await synth("--stage", "prd")).toMatchObject({
      code: 2,
      error: { code: "UNKNOWN_STAGE", remedy: "The stages are: dev, prod, local." },
    });
    rmSync(join(project, "infra/app.ts"));
    expect(await synth()).toMatchObject({ code: 2, error: { code: "OUT_OF_DATE" } });
    writeFileSync(join(project, "cdk.json"), "{");
    expect(await synth()).toMatchObject({ code: 2, error: { code: "CDK_SETTINGS_UNREADABLE" } });
  });
});

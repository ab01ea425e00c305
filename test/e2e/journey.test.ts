import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { filesBelow } from "./support/files-below.ts";
import { root, run } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/**
 * What was promised, from the packed tarball, in an empty folder, with nothing of this checkout on the way: a project,
 * three related models, a function, templates; and the same templates without Plinth.
 */
const folder = temporaryFolder();
const project = join(folder, "acme");
const prefix = join(folder, "global");
const installed = join(prefix, "bin", "plinth");
const inProject = (...words: string[]) => run("npx", ["--no-install", ...words], { folder: project });

beforeAll(async () => {
  const packed = await run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
    folder: root,
  });
  const tarball = join(folder, packed.stdout.trim());
  const install = ["install", "--global", "--prefix", prefix, "--no-audit", "--no-fund", tarball];
  expect(await run("npm", install, { folder })).toMatchObject({ code: 0 });
}, 60_000);

test("plinth init makes an installed project under git", async () => {
  const made = await run(installed, ["init", "acme", "--yes"], { folder });
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining("npx plinth add-model") });
  expect(made.stderr).toContain("Install dependencies: with npm");
  expect(JSON.parse(readFileSync(join(project, "package.json"), "utf8"))).toMatchObject({
    name: "acme",
    devDependencies: { plinth: expect.stringMatching(/^file:vendor\/plinth-.*\.tgz$/) },
  });
  for (const path of ["node_modules/.bin/plinth", "package-lock.json", "infra/app.ts", "plinth.lock.json"]) {
    expect(existsSync(join(project, path)), path).toBe(true);
  }
  const log = await run("git", ["log", "--format=%s"], { folder: project });
  if (log.code === 0) expect(log.stdout).toBe("Start acme with Plinth\n");
  expect(await inProject("plinth", "generate", "--check")).toMatchObject({ code: 0 });
}, 90_000);

test("installing again says nothing but what npm says of itself", async () => {
  const again = await run("npm", ["install", "--no-audit", "--no-fund"], { folder: project });
  const aboutThisMachine = /^npm warn (Unknown|config)/;
  const warnings = again.stderr.split("\n").filter((line) => line !== "" && !aboutThisMachine.test(line));
  expect({ code: again.code, warnings }).toEqual({ code: 0, warnings: [] });
}, 60_000);

test("three related models and a function are added, type-check strictly, and synthesize", async () => {
  const additions = [
    ["add-model", "Customer", "name:text", "email:email:unique"],
    [
      "add-model",
      "Invoice",
      "number:text:unique",
      "status:oneOf:draft,sent,paid:default=draft",
      "total:money",
      "dueOn:date:optional",
      "customer:belongsTo:Customer",
    ],
    ["add-model", "InvoiceLine", "text:text", "amount:money", "invoice:belongsTo:Invoice:onDelete=cascade"],
    [
      "add-function",
      "send-invoice",
      "--trigger",
      "mutation",
      "--input",
      "invoiceId:id",
      "--returns",
      "sent:boolean",
    ],
  ];
  for (const words of additions) expect(await inProject("plinth", ...words)).toMatchObject({ code: 0 });
  expect(await inProject("tsc")).toEqual({ code: 0, stdout: "", stderr: expect.any(String) });
  const synth = await inProject("plinth", "synth", "--json");
  expect(JSON.parse(synth.stdout)).toMatchObject({
    ok: true,
    result: { stage: "dev", stacks: [{ name: "acme-dev-foundation" }, { name: "acme-dev-service" }] },
  });
}, 90_000);

test("with Plinth uninstalled, npx cdk synth gives the same templates, byte for byte", async () => {
  renameSync(join(project, "cdk.out"), join(folder, "by-plinth"));
  expect(
    await run("npm", ["uninstall", "plinth", "--no-audit", "--no-fund"], { folder: project }),
  ).toMatchObject({ code: 0 });
  expect(existsSync(join(project, "node_modules/plinth"))).toBe(false);
  expect(await inProject("cdk", "synth", "--quiet")).toMatchObject({ code: 0 });
  const [byCdk, byPlinth] = [filesBelow(join(project, "cdk.out")), filesBelow(join(folder, "by-plinth"))];
  expect(Object.keys(byCdk)).toEqual(Object.keys(byPlinth));
  const different = Object.keys(byCdk).filter((path) => byCdk[path] !== byPlinth[path]);
  expect(different).toEqual([]);
  expect(Object.keys(byCdk).filter((path) => path.endsWith(".template.json")).length).toBeGreaterThanOrEqual(
    2,
  );
}, 90_000);

/**
 * The main job, from an empty folder, as a person would do it: a project, three related models, an index, a function, the
 * assembly that deploys. Then the proof of the way out: Plinth is uninstalled, and the CDK alone gives the same bytes.
 *
 * Leaves the project in `demo-out/acme`. Ends by itself with code 0, or with the code of the step that failed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "demo-out");
const project = join(folder, "acme");
const plinth = join(root, "bin", "run.js");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const env = {
  ...process.env,
  npm_config_loglevel: "error",
  npm_config_fund: "false",
  npm_config_audit: "false",
};
const started = performance.now();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);

say("A new project, in an empty folder");
run(folder, "init acme --yes");

say("Three related models; the other side of each relation is written, too");
run(project, "add-model Customer name:text:max=100 email:email:unique");
run(
  project,
  "add-model Invoice number:text:max=20:unique status:oneOf:draft,sent,paid:default=draft total:money dueOn:date:optional customer:belongsTo:Customer --index byStatus:status:sort=dueOn",
);
run(
  project,
  "add-model InvoiceLine title:text quantity:integer:min=1 price:money invoice:belongsTo:Invoice:onDelete=cascade",
);

say("A function of your own");
run(
  project,
  "add-function send-invoice --trigger mutation --input invoiceId:id --returns sent:boolean --access member",
);

say("The CloudFormation that deploys, validated");
run(project, "synth --out cdk.out");
const ours = templates();

say("The project type-checks under the strictest settings");
execFileSync(npm, ["run", "--silent", "types"], { cwd: project, env, stdio: "inherit" });
console.log("  no errors");

say("The way out: without Plinth, the CDK alone gives the same templates");
execFileSync(npm, ["uninstall", "plinth"], { cwd: project, env, stdio: "ignore" });
execFileSync(npm, ["exec", "--", "cdk", "synth", "--quiet"], {
  cwd: project,
  env: { ...env, CI: "true" },
  stdio: ["ignore", "ignore", "inherit"],
});
const theirs = templates();
for (const [name, text] of ours) {
  if (theirs.get(name) !== text) throw new Error(`${name} differs without Plinth`);
  console.log(`  ${name}  ${(text.length / 1024).toFixed(0)} KB, byte-identical`);
}
if (ours.size !== theirs.size) throw new Error("There are more templates without Plinth");

console.log(
  `\nDone in ${((performance.now() - started) / 1000).toFixed(0)} s. The project is in demo-out/acme.`,
);

function say(text: string): void {
  console.log(`\n\u2500\u2500 ${text}`);
}

function run(cwd: string, line: string): void {
  console.log(`\n$ plinth ${line}`);
  const start = performance.now();
  execFileSync(process.execPath, [plinth, ...line.split(" ")], {
    cwd,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  console.log(`  (${((performance.now() - start) / 1000).toFixed(2)} s)`);
}

function templates(): Map<string, string> {
  const assembly = join(project, "cdk.out");
  const names = readdirSync(assembly).filter((name) => name.endsWith(".template.json"));
  return new Map(names.sort().map((name) => [name, readFileSync(join(assembly, name), "utf8")]));
}

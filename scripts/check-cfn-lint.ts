/**
 * Lints the templates of a backend that uses everything with cfn-lint, in a Python environment that is thrown away.
 * Where Python or PyPI is not there, it says so and ends well: cfn-lint is a second opinion, the CDK validates anyway.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeProject } from "../test/cdk/support/write-project.ts";
import { everything, everythingLock } from "../test/support/backends/everything.ts";

const version = "1.58.0";
const folder = mkdtempSync(join(tmpdir(), "plinth-cfn-lint-"));
const environment = join(folder, "python");
const binaries = join(environment, process.platform === "win32" ? "Scripts" : "bin");

const runs = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** @returns whether no stage's templates have a finding */
function lintAll(): boolean {
  const project = writeProject(join(folder, "project"), everything, everythingLock);
  return everything.app.stages.every(({ name: stage }) => {
    const outdir = join(project, "cdk.out", stage);
    const synth = spawnSync(process.execPath, ["infra/app.ts"], {
      cwd: project,
      stdio: "inherit",
      env: {
        ...process.env,
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify({ stage }),
        CDK_VALIDATION: "false",
      },
    });
    if (synth.status !== 0) return false;
    const templates = readdirSync(outdir).filter((name) => name.endsWith(".template.json"));
    const regions = ["--regions", everything.app.region];
    const paths = templates.map((name) => join(outdir, name));
    console.log(`cfn-lint ${version}: ${templates.length} templates of stage ${stage}`);
    return (
      spawnSync(join(binaries, "cfn-lint"), ["--template", ...paths, ...regions], { stdio: "inherit" })
        .status === 0
    );
  });
}

try {
  const installed =
    runs("python3", ["-m", "venv", environment]) &&
    runs(join(binaries, "pip"), ["install", "--quiet", `cfn-lint==${version}`]);
  if (!installed) console.log("cfn-lint is not checked: Python 3 or PyPI cannot be reached from here.");
  else if (!lintAll()) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

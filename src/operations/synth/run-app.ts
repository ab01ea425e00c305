import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { runProgram } from "../../project/run-program.ts";
import type { CdkSettings } from "./cdk-settings.ts";
import { explainFailure } from "./explain-failure.ts";

/**
 * Runs the project's CDK app into a folder, as the CDK's own command line would.
 *
 * @param project absolute path
 * @param out absolute path of the assembly to write
 * @param fast leave out the CDK's validation of templates
 * @throws UserError with the place in the user's code
 */
export async function runApp(
  project: string,
  settings: CdkSettings,
  out: string,
  fast: boolean,
  signal: AbortSignal,
): Promise<void> {
  assertInstalled(project);
  const [program = "node", ...rest] = settings.command;
  const result = await runProgram({
    // "node" means the one that Plinth runs on: the project's own, also where the PATH has an older one.
    program: program === "node" ? process.execPath : program,
    arguments: rest,
    isScript: program !== "node",
    folder: project,
    environment: {
      ...process.env,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify(settings.context),
      // Compiling the CDK is a third of a synth's time; this keeps the result where the next install clears it away.
      NODE_COMPILE_CACHE: join(project, "node_modules", ".cache", "plinth"),
      ...(fast ? { CDK_VALIDATION: "false" } : {}),
    },
    signal,
  });
  if (result.code !== 0 && !signal.aborted) throw explainFailure(project, result.errors || result.output);
}

function assertInstalled(project: string): void {
  for (let folder = project; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules", "aws-cdk-lib"))) return;
    if (folder === dirname(folder)) break;
  }
  throw new UserError({
    code: "NOT_INSTALLED",
    message: "The project's dependencies are not installed: aws-cdk-lib is missing.",
    remedy: 'Run "npm install" in the project (or pnpm, yarn, bun: what the project uses).',
  });
}

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCloud } from "../src/local/cloud.ts";

/**
 * Drives the local cloud with the official AWS command line, from PyPI in a throw-away environment. Where that cannot be
 * installed it says so and ends well.
 */
const calls: readonly (readonly string[])[] = [
  ["sts", "get-caller-identity"],
  ["ssm", "put-parameter", "--name", "/cli", "--value", "x", "--type", "String"],
  ["ssm", "get-parameter", "--name", "/cli"],
  ["cloudformation", "list-stacks"],
  ["dynamodb", "list-tables"],
  ["sqs", "list-queues"],
  ["sns", "list-topics"],
  ["events", "list-rules"],
  ["scheduler", "list-schedules"],
  ["lambda", "list-functions"],
  ["iam", "list-roles"],
  ["logs", "describe-log-groups"],
  ["secretsmanager", "list-secrets"],
];

const folder = mkdtempSync(join(tmpdir(), "plinth-aws-cli-"));
try {
  const aws = await install();
  if (aws === null) console.log("The AWS command line cannot be installed here: not checked.");
  else await check(aws);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function install(): Promise<string | null> {
  const bin = join(folder, "venv", process.platform === "win32" ? "Scripts" : "bin");
  const made = await run("python3", ["-m", "venv", join(folder, "venv")]);
  if (made.code !== 0) return null;
  await run(join(bin, "pip"), ["install", "--quiet", "awscli"]);
  return existsSync(join(bin, "aws")) ? join(bin, "aws") : null;
}

async function check(aws: string): Promise<void> {
  const cloud = await startCloud({ port: 0, stateFolder: join(folder, "state"), region: "eu-west-1" });
  const environment = {
    AWS_DEFAULT_REGION: cloud.region,
    AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
    AWS_CONFIG_FILE: join(folder, "none"),
  };
  let failed = 0;
  for (const words of calls) {
    const { code, output } = await run(aws, ["--endpoint-url", cloud.endpoint, ...words], environment);
    console.log(`${code === 0 ? "ok    " : "failed"} aws ${words.join(" ")}`);
    if (code === 0) continue;
    failed += 1;
    console.log(output.trim());
  }
  await cloud.close();
  if (failed > 0) process.exitCode = 1;
}

/** @returns code null: there is no such program */
function run(program: string, words: readonly string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(program, words, { env: { ...process.env, ...environment } });
    let output = "";
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", (error) => resolve({ code: null, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { zipSync } from "fflate";
import { type Step, steps, texts } from "./aws-cli-steps.ts";

/**
 * Drives the built `plinth cloud start` with the official AWS command line, from PyPI in a throw-away environment, through
 * every service. Where that cannot be installed it says so and ends well.
 *
 * `AWS_CLI=<program>` takes one that is installed already.
 */
const plinth = join(dirname(import.meta.dirname), "bin", "run.js");
const folder = mkdtempSync(join(tmpdir(), "plinth-aws-cli-"));
const state = join(folder, "state");
try {
  const aws = process.env["AWS_CLI"] ?? (await install());
  if (aws === null) console.log("The AWS command line cannot be installed here: not checked.");
  else await check(aws);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function install(): Promise<string | null> {
  const bin = join(folder, "venv", process.platform === "win32" ? "Scripts" : "bin");
  const made = await run("python3", ["-m", "venv", join(folder, "venv")]);
  if (made.code !== 0) return null;
  await run(join(bin, "pip"), ["install", "--quiet", "--disable-pip-version-check", "awscli"]);
  return existsSync(join(bin, "aws")) ? join(bin, "aws") : null;
}

async function check(aws: string): Promise<void> {
  const work = join(folder, "work");
  prepare(work);
  const start = ["cloud", "start", "--background", "--port", "0", "--region", "eu-west-1", "--state", state];
  await cloud(start);
  try {
    const environment = await cloud(["cloud", "env", "--json", "--state", state]);
    const settings = {
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
    };
    const kept: Record<string, string> = { folder: work, endpoint: environment["AWS_ENDPOINT_URL"] ?? "" };
    let failed = 0;
    for (const step of steps)
      failed += (await take(aws, step, kept, { ...environment, ...settings })) ? 0 : 1;
    failed += await checkFiles(work, kept["presigned"] ?? "");
    console.log(
      `${steps.length} calls of ${(await run(aws, ["--version"])).output.trim()}, ${failed} wrong.`,
    );
    if (failed > 0) process.exitCode = 1;
  } finally {
    await cloud(["cloud", "stop", "--state", state]);
  }
}

function prepare(work: string): void {
  mkdirSync(work);
  // Version 1 of the command line signs addresses the old way by itself, which S3 has long refused for new buckets.
  writeFileSync(join(folder, "config"), "[default]\ns3 =\n  signature_version = s3v4\n");
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(work, name), text);
  writeFileSync(join(work, "function.zip"), zipSync({ "index.mjs": Buffer.from(texts["handler.mjs"]) }));
  // Above 8 MB, the command line uploads in parts.
  writeFileSync(join(work, "large.bin"), Buffer.alloc(12 * 1024 * 1024, "plinth"));
}

/** @returns whether it said what it must */
async function take(
  aws: string,
  { words, says, keeps, after = 0 }: Step,
  kept: Record<string, string>,
  environment: Readonly<Record<string, string>>,
): Promise<boolean> {
  const filled = words.map((word) => word.replace(/\{(\w+)\}/g, (all, name: string) => kept[name] ?? all));
  await delay(after);
  const { code, output } = await run(aws, filled, environment);
  const right = code === 0 && (says === undefined || says.test(output));
  console.log(`${right ? "ok   " : "WRONG"} aws ${words.join(" ").slice(0, 100)}`);
  if (!right) console.log(output.trim());
  if (keeps !== undefined) kept[keeps] = output.trim();
  return right;
}

/** @returns how much is wrong */
async function checkFiles(work: string, presigned: string): Promise<number> {
  const same = readFileSync(join(work, "large.bin")).equals(readFileSync(join(work, "large.back")));
  const doubled = readFileSync(join(work, "answer.json"), "utf8") === '{"doubled":42}';
  // Its object is gone by now; a signature that were wrong would be told first.
  const answer = await fetch(presigned);
  const signed = answer.status === 404;
  if (!same) console.log("WRONG a large file came back as another");
  if (!doubled) console.log("WRONG the function did not double");
  if (!signed) console.log(`WRONG the presigned address answers ${answer.status}: ${await answer.text()}`);
  return [same, doubled, signed].filter((right) => !right).length;
}

/** @returns what the command says with --json */
async function cloud(words: readonly string[]): Promise<Record<string, string>> {
  const { code, output } = await run(process.execPath, [plinth, ...words, "--json"]);
  if (code !== 0) throw new Error(`plinth ${words.join(" ")}: ${output}`);
  return JSON.parse(output).result;
}

/** @returns code null: there is no such program */
function run(program: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const options: SpawnOptions = { env: { ...process.env, ...environment } };
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(program, words, options);
    let output = "";
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", (error) => resolve({ code: null, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

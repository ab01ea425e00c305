import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Credentials } from "../../aws/current-credentials.ts";
import { type Problem, UserError } from "../../errors/user-error.ts";
import type { SeededUser, SeedPeople, WantedUser } from "./seed-people.ts";

export const seedFile = "seed.ts";
/** Of the project: it knows the project's types. Plinth speaks to it by `SeedRequest` and `SeedNews` there. */
const runner = "infra/runtime/seed/run-seed.ts";

export interface RunSeedInput {
  /** Absolute path. */
  readonly project: string;
  readonly graphqlUrl: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly people: SeedPeople;
  /** Told what the seed says. */
  onLog(message: string): void;
}

export interface SeededRecords {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

interface Message {
  readonly kind: "tenant" | "member" | "log" | "done" | "failed";
  readonly number: number;
  readonly id: string;
  readonly tenantId: string;
  readonly name: string | null;
  readonly admin: WantedUser;
  readonly user: WantedUser;
  readonly message: string;
  readonly stack: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Runs the project's seed.ts in a process of its own.
 *
 * @throws UserError SEED_FAILED with the place in seed.ts
 */
export async function runSeedFile(input: RunSeedInput, signal: AbortSignal): Promise<SeededRecords> {
  const { project, credentials, people, onLog } = input;
  if (!existsSync(join(project, runner))) {
    throw new UserError({
      code: "OUT_OF_DATE",
      message: `${runner} is missing.`,
      remedy: 'Run "plinth generate" and commit the result.',
    });
  }
  const child = fork(join(project, runner), {
    cwd: project,
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      PLINTH_GRAPHQL_URL: input.graphqlUrl,
      AWS_REGION: input.region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken ?? "",
    },
  });
  const stop = () => child.kill();
  signal.addEventListener("abort", stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", onLog);
  }
  try {
    return await new Promise<SeededRecords>((resolve, reject) => {
      const answer = (number: number, work: Promise<SeededUser>) =>
        work.then(
          (user) => child.send({ number, user }),
          (error: unknown) =>
            child.send({ number, error: error instanceof Error ? error.message : String(error) }),
        );
      child.on("message", (message: Message) => {
        const { kind, number } = message;
        if (kind === "log") onLog(message.message);
        else if (kind === "tenant")
          void answer(number, people.tenant(message.id, message.name, message.admin));
        else if (kind === "member") void answer(number, people.member(message.tenantId, message.user));
        else if (kind === "failed") reject(failed(project, message.message, message.stack));
        else resolve({ created: message.created, updated: message.updated, unchanged: message.unchanged });
      });
      child.once("error", reject);
      child.once("exit", () => reject(failed(project, "It ended before it was done.", "")));
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function failed(project: string, message: string, stack: string): UserError {
  const place = placeIn(project, stack);
  const remedy = "Correct it and run plinth seed again: what it has made already is left as it is.";
  const problems: readonly Problem[] = place === null ? [] : [{ ...place, message, remedy }];
  return new UserError({
    code: "SEED_FAILED",
    message: place === null ? `${seedFile} failed: ${message}` : `${seedFile} failed.`,
    remedy,
    problems,
  });
}

/** The first place in the user's own code. */
function placeIn(project: string, stack: string): { file: string; line: number } | null {
  for (const [, url = "", line] of stack.matchAll(/(file:\/\/[^\s)]+?):(\d+)(?::\d+)?/g)) {
    const file = relative(project, fileURLToPath(url)).split(sep).join("/");
    if (!/^\.\.|node_modules\/|^infra\//.test(file)) return { file, line: Number(line) };
  }
  return null;
}

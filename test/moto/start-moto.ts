import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** What `README.md` beside this file tells of. */
const version = "5.2.5";

export interface Moto {
  readonly version: string;
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Installs moto's server and starts it on a free port, with the types of `with_types/`.
 *
 * @param folder to install into
 * @returns null where Python or PyPI cannot be reached
 * @throws where it is installed and does not answer
 */
export async function startMoto(folder: string): Promise<Moto | null> {
  const environment = join(folder, "python");
  const binaries = join(environment, process.platform === "win32" ? "Scripts" : "bin");
  const runs = (program: string, words: readonly string[]) =>
    spawnSync(program, words, { stdio: "ignore" }).status === 0;
  const installed =
    runs("python3", ["-m", "venv", environment]) &&
    runs(join(binaries, "pip"), ["install", "--quiet", `moto[server]==${version}`]);
  if (!installed) return null;
  const port = await freePort();
  const child = spawn(join(binaries, "python"), ["-m", "with_types", "--port", String(port)], {
    cwd: import.meta.dirname,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-4000);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(child, endpoint))) throw new Error(`moto does not answer:\n${errors}`);
  return {
    version,
    endpoint,
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function answers(child: ChildProcess, endpoint: string): Promise<boolean> {
  const until = Date.now() + 120_000;
  while (child.exitCode === null && Date.now() < until) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => null);
    if (answer?.ok === true) return true;
    await delay(200);
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port on 127.0.0.1");
  return address.port;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export interface LocalDynamoDB {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Ends the engine; its data is gone. */
  stop(): Promise<void>;
}

const binary = join(import.meta.dirname, "../../../node_modules/@dynoxide/linux-x64/dynoxide");

/**
 * Starts an empty, in-memory DynamoDB engine (dynoxide) in a child process on a free loopback port: about 0.2 s.
 * Call it once a test file, in `beforeAll`, and `stop()` it in `afterAll`.
 */
export async function startDynamoDB(): Promise<LocalDynamoDB> {
  const port = await freePort();
  const child = spawn(binary, ["--host", "127.0.0.1", "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  await listening(child);
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  return {
    endpoint,
    client,
    async stop() {
      process.off("exit", kill);
      client.destroy();
      const gone = once(child, "exit");
      kill();
      await gone;
    },
  };
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

/** Resolves once the engine says on stdout or stderr that it listens. */
function listening(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("listening on")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`dynoxide ended with code ${code}: ${output}`)));
  });
}

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startCloud } from "../../src/local/cloud.ts";
import { workloads } from "./workloads.ts";

/** `node serve.ts <engine> [state folder]`: starts one engine and tells its parent where it is. */
const [, , engine, stateFolder = ""] = process.argv;
if (engine === "plinth") {
  const cloud = await startCloud({ port: 0, stateFolder, region: "eu-west-1" });
  process.send?.({ host: "localhost", port: cloud.port, ...cloud.credentials });
} else {
  const server = engine === "dynalite" ? await dynalite() : nullServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  process.send?.({ host: "localhost", port, accessKeyId: "local", secretAccessKey: "local" });
}

async function dynalite(): Promise<Server> {
  const { default: create } = (await import("dynalite" as string)) as {
    default: (options: object) => Server;
  };
  return create({ createTableMs: 0 });
}

/** Reads requests and answers them with what is written already: as fast as Node's HTTP server can be. */
function nullServer(): Server {
  const answers = new Map(
    workloads.map(({ operation, answer }) => [
      `DynamoDB_20120810.${operation}`,
      Buffer.from(JSON.stringify(answer)),
    ]),
  );
  return createServer((message, response) => {
    message.resume();
    message.on("end", () => {
      const body = answers.get(String(message.headers["x-amz-target"])) ?? Buffer.from("{}");
      response.writeHead(200, {
        "content-type": "application/x-amz-json-1.0",
        "content-length": body.length,
      });
      response.end(body);
    });
  });
}

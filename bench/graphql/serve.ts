import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { exampleFolder } from "../../test/examples/example-project.ts";
import { deployedProject } from "../../test/support/deployed-project.ts";

/**
 * `node serve.ts plinth <state folder>`: an example's project, deployed; `node serve.ts null`: a server that does nothing.
 * Tells its parent where it is.
 */
const [, , kind, stateFolder = ""] = process.argv;

/** What the parent is told. */
export interface Served {
  /** Of the API. */
  readonly url: string;
  readonly realtime: string;
  readonly token: string;
  /** Of records that are there. */
  readonly ids: readonly string[];
}

const many = 200;

async function plinth(): Promise<Served> {
  const project = await deployedProject({ folder: exampleFolder("field-service") }, { stateFolder });
  await project.people.createTenant("alpine", "Alpine Heating");
  const owner = await project.join("owner@alpine.example", { alpine: ["owner"] });
  const ids: string[] = [];
  for (let number = 0; number < many; number += 1) {
    const { createCustomer } = await owner.data<{ createCustomer: { id: string } }>(
      "mutation ($input: CustomerCreate!) { createCustomer(input: $input) { id } }",
      { input: customer(number) },
    );
    ids.push(createCustomer.id);
  }
  const value = (path: string) => project.values[path] ?? "";
  return {
    url: value("api/url"),
    realtime: value("api/realtime-url"),
    token: owner.tokens.accessToken,
    ids,
  };
}

/** A customer as forms send one. */
export function customer(number: number) {
  return {
    name: `Customer number ${number}`,
    kind: "company",
    phone: "+441234567890",
    billingAddress: { street: "1 Some Street", city: "Dublin", zip: "D01", country: "IE" },
    notes: "Rings twice. The boiler is in the cellar, behind the wine.",
  };
}

/**
 * Reads requests and answers as many bytes as they ask for, as fast as Node's HTTP server can; and tells every open
 * WebSocket what one of them says.
 */
async function nothing(): Promise<Served> {
  const answers = new Map<string, Buffer>();
  const answerOf = (size: string) => {
    const known = answers.get(size) ?? Buffer.alloc(Number(size), "x");
    answers.set(size, known);
    return known;
  };
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((message, response) => {
    message.resume();
    message.on("end", () => {
      const body = answerOf(String(message.headers["x-size"]));
      response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
      response.end(body);
      if (message.url === "/tell") for (const each of sockets.clients) each.send(body.toString());
    });
  });
  server.on("upgrade", (message, socket, head) =>
    sockets.handleUpgrade(message, socket, head, (accepted) => sockets.emit("connection", accepted)),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { url: `${url}/`, realtime: `${url.replace("http", "ws")}/`, token: "none", ids: [] };
}

if (process.send !== undefined && (kind === "plinth" || kind === "null"))
  process.send(await (kind === "plinth" ? plinth() : nothing()));

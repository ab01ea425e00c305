import { once } from "node:events";
import { WebSocket } from "ws";
import type { Benchmark } from "./benchmark.ts";
import { openConnection } from "./dynamodb/connection.ts";
import { customer } from "./graphql/serve.ts";
import { posted, type Started, start } from "./graphql/start.ts";

const subscribers = 1_000;
const floor = `a server that sends the same bytes to ${subscribers} WebSockets`;
const fields = "id tenantId name kind phone notes lastChange createdBy";

/** One mutation of a generated project, until the last of 1,000 connections has been told. */
export const localFanOut: Benchmark = {
  name: "local-fan-out",
  title: `Live updates: one change to ${subscribers} subscribers, each on a connection of its own`,
  rounds: 15,
  async prepare(folder) {
    const plinth = await start("plinth", folder);
    const nothing = await start("null");
    const listeners = await connect(plinth.realtime, ["graphql-ws", headerOf(plinth)]);
    await subscribe(plinth, listeners.sockets);
    const query = `mutation ($input: CustomerCreate!) { createCustomer(input: $input) { ${fields} } }`;
    const mutation = posted(plinth.url, JSON.stringify({ query, variables: { input: customer(1) } }), {
      authorization: plinth.token,
    });
    const size = await sizeOfEvent(plinth, mutation, listeners);
    const idle = await connect(nothing.realtime, []);
    const tell = posted(`${nothing.url}tell`, "{}", { "x-size": String(size) });
    return [
      { name: floor, run: () => untilAllHeard(nothing, tell, idle) },
      {
        name: "from the mutation to the last subscriber",
        run: () => untilAllHeard(plinth, mutation, listeners),
        floor,
        target: { milliseconds: 100 },
      },
    ];
  },
};

interface Listeners {
  readonly sockets: readonly WebSocket[];
  /** Called with each message that is data. */
  heard: (bytes: number) => void;
}

const headerOf = ({ url, token }: Started) =>
  `header-${Buffer.from(JSON.stringify({ host: new URL(url).host, Authorization: token })).toString("base64url")}`;

async function connect(address: string, protocols: string[]): Promise<Listeners> {
  const sockets: WebSocket[] = [];
  const listeners: Listeners = { sockets, heard: () => {} };
  while (sockets.length < subscribers) {
    const opened = Array.from({ length: 50 }, () => new WebSocket(address.replace(/^http/, "ws"), protocols));
    await Promise.all(opened.map((each) => once(each, "open")));
    sockets.push(...opened);
  }
  for (const each of sockets) each.on("message", (data: Buffer) => listeners.heard(data.length));
  return listeners;
}

async function subscribe({ url, token }: Started, sockets: readonly WebSocket[]): Promise<void> {
  const data = JSON.stringify({ query: `subscription { onCustomerChanged { ${fields} } }`, variables: {} });
  const extensions = { authorization: { host: new URL(url).host, Authorization: token } };
  await Promise.all(
    sockets.map(async (each) => {
      each.send(JSON.stringify({ type: "start", id: "1", payload: { data, extensions } }));
      for (;;) {
        const [message] = (await once(each, "message")) as [Buffer];
        const { type } = JSON.parse(message.toString()) as { type: string };
        if (type === "start_ack") return;
        if (type === "error") throw new Error(message.toString());
      }
    }),
  );
}

async function sizeOfEvent(server: Started, request: Buffer, listeners: Listeners): Promise<number> {
  const size = new Promise<number>((resolve) => {
    listeners.heard = resolve;
  });
  const connection = await openConnection("localhost", Number(new URL(server.url).port));
  await connection.send(request);
  connection.close();
  return await size;
}

/** Milliseconds from the request to the last message. */
async function untilAllHeard(server: Started, request: Buffer, listeners: Listeners): Promise<number> {
  const connection = await openConnection("localhost", Number(new URL(server.url).port));
  // Nothing of the turn before is still on its way.
  await new Promise((resolve) => setTimeout(resolve, 100));
  let left = subscribers;
  const all = new Promise<void>((resolve) => {
    listeners.heard = () => {
      left -= 1;
      if (left === 0) resolve();
    };
  });
  const begun = performance.now();
  await Promise.all([connection.send(request), all]);
  const took = performance.now() - begun;
  connection.close();
  return took;
}

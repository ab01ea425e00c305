import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Listener extends AsyncDisposable {
  readonly address: string;
  readonly received: Received[];
}

/** A small HTTP server on loopback. @param answer `null` cuts the connection */
export async function listen(
  answer: (request: Received) => Reply | null | Promise<Reply | null>,
): Promise<Listener> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const full = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
    received.push(full);
    const reply = await answer(full);
    if (reply === null) response.destroy();
    else response.writeHead(reply.status ?? 200, reply.headers ?? {}).end(reply.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return {
    address: `http://127.0.0.1:${address.port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

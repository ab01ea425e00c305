import type { IncomingMessage } from "node:http";
import { type Duplex, Readable } from "node:stream";
import { WebSocketServer } from "ws";
import { WireError } from "../../../kernel/wire-error.ts";
import type { HttpRequest } from "../../../protocols/http-message.ts";
import { Unauthorized } from "../auth/caller.ts";
import { type ConnectionPorts, lowerCased, serveConnection } from "./connection.ts";

type Ports = Omit<ConnectionPorts, "stored" | "engine" | "signed"> & {
  readonly stored: (apiId: string) => ReturnType<ConnectionPorts["stored"]>;
  readonly engine: (apiId: string) => ReturnType<ConnectionPorts["engine"]>;
};

/** Accepts WebSockets on `/graphql/<api>/realtime`. */
export function realtime(ports: Ports) {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    handleProtocols: (protocols) => (protocols.has("graphql-ws") ? "graphql-ws" : false),
  });

  return {
    upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): boolean {
      const url = new URL(message.url ?? "/", "http://localhost");
      const apiId = /^\/graphql\/([a-z0-9]+)\/realtime\/?$/.exec(url.pathname)?.[1];
      if (apiId === undefined) return false;
      const signed: ConnectionPorts["signed"] = (headers, path, body) => ({
        method: "POST",
        path,
        queryString: "",
        query: new URLSearchParams(),
        headers,
        body: Buffer.from(body),
        stream: Readable.from([]),
        sourceIp: message.socket.remoteAddress ?? "127.0.0.1",
        baseUrl: `http://${message.headers.host}`,
      });
      void admit(apiId, signed(authorizationOf(message, url), `/graphql/${apiId}/connect`, "{}")).then(
        (refusal) => {
          server.handleUpgrade(message, socket, head, (accepted) => {
            if (refusal === null) {
              serveConnection(accepted, apiId, {
                ...ports,
                stored: () => ports.stored(apiId),
                engine: () => ports.engine(apiId),
                signed,
              });
              return;
            }
            accepted.send(JSON.stringify({ type: "connection_error", payload: { errors: [refusal] } }));
            accepted.close(1000);
          });
        },
      );
      return true;
    },

    close(): void {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };

  async function admit(apiId: string, request: HttpRequest): Promise<object | null> {
    const stored = ports.stored(apiId);
    if (stored === undefined)
      return { errorType: "NotFoundException", errorCode: 404, message: `GraphQL API ${apiId} not found.` };
    try {
      await ports.authenticate(stored, request);
      return null;
    } catch (problem) {
      if (problem instanceof Unauthorized || problem instanceof WireError)
        return { errorType: "UnauthorizedException", errorCode: 401, message: problem.message };
      return { errorType: "InternalFailure", errorCode: 500 };
    }
  }
}

/** The headers that authorise: in the subprotocol, in the query, or the request's own. */
function authorizationOf(message: IncomingMessage, url: URL): Record<string, string> {
  const protocols = String(message.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
  const inProtocol = protocols.find((each) => each.startsWith("header-"))?.slice("header-".length);
  const encoded = inProtocol ?? url.searchParams.get("header");
  if (encoded === null) return lowerCased(message.headers);
  try {
    return lowerCased(JSON.parse(Buffer.from(encoded, "base64").toString()) as Record<string, unknown>);
  } catch {
    return {};
  }
}

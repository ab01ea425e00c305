import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Where a connection is cut: before a request is handed on, or after it was answered but before that is told. */
export interface Cut {
  /** The how-manieth, from 0; or the first of an operation. */
  readonly request: number | string;
  readonly when: "before" | "after";
}

/** Stands between a client and a cloud, and cuts the connection for good at one request. */
export interface CuttingProxy {
  readonly endpoint: string;
  /** `GetItem`, `AdminCreateUser` and so on, of the requests handed on. */
  readonly operations: readonly string[];
  close(): void;
}

/** @param onCut called at the cut, before the client can notice */
export async function cuttingProxy(
  endpoint: string,
  cut: Cut | null,
  onCut: () => void = () => {},
): Promise<CuttingProxy> {
  const { hostname, port } = new URL(endpoint);
  const operations: string[] = [];
  let count = 0;
  let isCut = false;

  function handOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (isCut) {
      incoming.socket.destroy();
      return;
    }
    const number = count++;
    const operation = operationOf(incoming);
    const here = cut !== null && (cut.request === number || cut.request === operation);
    if (here && cut.when === "before") {
      sever(incoming);
      return;
    }
    operations.push(operation);
    const { method, url: path, headers } = incoming;
    const forwarded = request({ hostname, port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        if (here) sever(incoming);
        else outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(chunks));
      });
    });
    incoming.pipe(forwarded);
  }

  function sever(incoming: IncomingMessage): void {
    isCut = true;
    onCut();
    incoming.socket.destroy();
  }

  const server = createServer(handOn);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function operationOf({ headers }: IncomingMessage): string {
  const target = headers["x-amz-target"];
  return typeof target === "string" ? (target.split(".").at(-1) ?? "") : "";
}

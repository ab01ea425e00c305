import { once } from "node:events";
import { connect } from "node:net";

/** One request at a time over one connection that is kept. */
export interface Connection {
  /** @returns the body of the response; @throws where its status is not 200 */
  send(request: Buffer): Promise<string>;
  close(): void;
}

/**
 * Reads no more of HTTP than what the measured servers write, which leaves the machine to them: the length of a body, or
 * its chunks.
 */
export async function openConnection(host: string, port: number): Promise<Connection> {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, "connect");
  let waiting: { resolve: (body: string) => void; reject: (error: Error) => void } | null = null;
  let received = Buffer.alloc(0);
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("The server closed the connection")));
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const body = completeBody(received);
    if (body === null) return;
    const status = received.toString("latin1", 9, 12);
    received = Buffer.alloc(0);
    if (status === "200") waiting?.resolve(body);
    else waiting?.reject(new Error(`${status}: ${body}`));
    waiting = null;
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close() {
      socket.removeAllListeners("close");
      socket.destroy();
    },
  };
}

/** Null: there is more to come. */
function completeBody(received: Buffer): string | null {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = received.toString("latin1", 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const to = end + 4 + Number(length);
    return received.length < to ? null : received.toString("utf8", end + 4, to);
  }
  const last = received.indexOf("0\r\n\r\n", end);
  return last < 0 ? null : received.toString("utf8", end + 4, last);
}

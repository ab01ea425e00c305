import type { EventEmitter } from "node:events";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createNetServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HttpRequest, HttpResponse, RequestHead } from "../protocols/http-message.ts";
import { answersTogether } from "./answers.ts";
import { guardAgainstOtherSites } from "./guard.ts";
import { WireError } from "./wire-error.ts";

export interface ServerOptions {
  /** 0: any free one. */
  readonly port: number;
  /** PEM. Asked for at the first TLS connection. */
  readonly certificate: () => { readonly key: string; readonly cert: string };
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>;
  /** WebSocket and the like. */
  readonly upgrade: (message: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** What must have happened before a request can be answered; null: nothing. */
  readonly prepare: (head: RequestHead) => Promise<unknown> | null;
  /** Requests whose body must not be read in advance. */
  readonly streamed: (head: RequestHead) => boolean;
  /** Told of failures that are this cloud's own. */
  readonly report: (error: unknown, where: string) => void;
  /** Milliseconds in which a client must send its first byte, and its headers. Left out: half a minute. */
  readonly patience?: number;
}

export interface Server {
  readonly port: number;
  close(): Promise<void>;
}

/** AWS's own JSON APIs stop at 16 MB (DynamoDB) or less; bodies of objects are streamed. */
const largestBody = 32 * 1024 * 1024;
const usualPatience = 30_000;
/** A body may take long to come: an object of gigabytes over a slow disk. */
const longestRequest = 300_000;
/**
 * Connections that wait for their next request are kept longer than any client keeps them: one closed just as its client
 * begins to write is an error for it.
 */
const idle = 120_000;

/**
 * Listens on loopback, with HTTP and TLS on one port: a TLS connection begins with the byte 0x16, HTTP with a letter.
 * `aws-amplify` opens its subscriptions on `wss://` whatever the endpoint says, so both are needed.
 */
export async function listen(options: ServerOptions): Promise<Server> {
  const sockets = new Set<Socket>();
  const patience = options.patience ?? usualPatience;
  const limits = {
    headersTimeout: patience,
    requestTimeout: longestRequest,
    connectionsCheckingInterval: patience / 2,
    keepAliveTimeout: idle,
  };
  const send = answersTogether();
  const http = createHttpServer(limits, handle);
  let https: ReturnType<typeof createHttpsServer> | null = null;
  http.on("upgrade", guardUpgrade);
  http.on("clientError", refuseMalformed);
  watchTimeouts(http);

  const front = createNetServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(patience, () => socket.destroy());
    socket.once("readable", () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) {
        socket.destroy();
        return;
      }
      socket.unshift(first);
      socket.setTimeout(0);
      if (first[0] === 0x16) secure().emit("connection", socket);
      else http.emit("connection", socket);
    });
  });

  function secure() {
    if (https === null) {
      https = createHttpsServer({ ...options.certificate(), ...limits }, handle);
      https.on("upgrade", guardUpgrade);
      https.on("clientError", refuseMalformed);
      https.on("tlsClientError", (_error, socket) => socket.destroy());
      watchTimeouts(https);
    }
    return https;
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await answerMessage(message, options);
      response.statusCode = answer.status;
      // One by one: `writeHead` refuses file names in content-disposition that are not ASCII.
      for (const name in answer.headers) response.setHeader(name, answer.headers[name] as string | string[]);
      if (typeof answer.body === "string" || answer.body instanceof Uint8Array) {
        // Headers that wait for the body are sent with it and its length, in one piece rather than three chunks.
        send(response, answer.body);
        return;
      }
      await pipeline(answer.body instanceof Readable ? answer.body : Readable.from(answer.body), response);
    } catch {
      // The client is gone, or a stream broke after its headers were sent: nothing can be said any more.
      response.destroy();
    }
  }

  function guardUpgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      guardAgainstOtherSites(headersOf(message));
      options.upgrade(message, socket, head);
    } catch {
      socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
    }
  }

  await new Promise<void>((resolve, reject) => {
    front.once("error", reject);
    front.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    port: (front.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        // They have never listened themselves: this only ends their watching.
        http.close();
        https?.close();
      }),
  };
}

/** Node looks for requests that take too long once a server listens, which these leave to the one in front. */
function watchTimeouts(server: EventEmitter): void {
  server.emit("listening");
}

async function answerMessage(message: IncomingMessage, options: ServerOptions): Promise<HttpResponse> {
  const headers = headersOf(message);
  try {
    guardAgainstOtherSites(headers);
    const head = headOf(message, headers);
    const preparing = options.prepare(head);
    if (preparing !== null) await preparing;
    const body = options.streamed(head) ? null : await readBody(message);
    return await options.answer(requestOf(message, head, body));
  } catch (error) {
    if (!(error instanceof WireError) && !message.destroyed)
      options.report(error, `${message.method} ${message.url}`);
    const wire =
      error instanceof WireError ? error : new WireError("InternalFailure", "The local cloud failed.", 500);
    return {
      status: wire.status,
      headers: { "content-type": "application/json", "x-amzn-errortype": wire.code, ...wire.headers },
      body: JSON.stringify({ __type: wire.code, message: wire.message }),
    };
  }
}

/** Nobody writes into it. */
const noQuery = new URLSearchParams();

function headOf(message: IncomingMessage, headers: Record<string, string>): RequestHead {
  const url = message.url ?? "/";
  const at = url.indexOf("?");
  const queryString = at < 0 ? "" : url.slice(at + 1);
  return {
    method: message.method ?? "GET",
    path: at < 0 ? url : url.slice(0, at),
    queryString,
    query: queryString === "" ? noQuery : new URLSearchParams(queryString),
    headers,
  };
}

function requestOf(message: IncomingMessage, head: RequestHead, body: Uint8Array | null): HttpRequest {
  const scheme = "encrypted" in message.socket ? "https" : "http";
  return {
    ...head,
    body,
    stream: message,
    sourceIp: message.socket.remoteAddress ?? "127.0.0.1",
    baseUrl: `${scheme}://${head.headers["host"]}`,
  };
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in message.headers) {
    const value = message.headers[name];
    headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  }
  return headers;
}

/** By events rather than iteration: every request waits for this, and most are one chunk. */
function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // It may have gone while what it asks for was being prepared; nothing would tell of that any more.
    if (message.destroyed) reject(new Error("The client is gone."));
    if (Number(message.headers["content-length"] ?? 0) > largestBody) reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) {
        message.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    message.on("end", () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    message.on("error", reject);
    message.on("close", () => {
      // It comes after the end, too, and an error costs more than all else that is done for a request here.
      if (!message.readableEnded) reject(new Error("The client is gone."));
    });
  });
}

/** The rest of it is not waited for. */
function tooLarge(): WireError {
  const text = `Request bodies end at ${largestBody} bytes.`;
  return new WireError("RequestEntityTooLarge", text, 413, {}, { connection: "close" });
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const [status, __type, message] = refusals[error.code ?? ""] ?? otherRefusal;
  const body = JSON.stringify({ __type, message });
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\nx-amzn-errortype: ${__type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

type Refusal = readonly [status: string, code: string, message: string];

const otherRefusal: Refusal = ["400 Bad Request", "BadRequest", "The request is not well-formed HTTP."];
const refusals: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    "408 Request Timeout",
    "RequestTimeout",
    "Your socket connection to the server was not read from or written to within the timeout period.",
  ],
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    "RequestHeaderSectionTooLarge",
    "Your request header section exceeds the maximum allowed size.",
  ],
};

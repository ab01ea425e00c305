import { parse } from "graphql";
import type { WebSocket } from "ws";
import { WireError } from "../../../kernel/wire-error.ts";
import type { HttpRequest } from "../../../protocols/http-message.ts";
import type { authenticator } from "../auth/authenticate.ts";
import { Unauthorized } from "../auth/caller.ts";
import type { Engine } from "../execution/engine.ts";
import type { StoredApi } from "../state.ts";
import { questionOf, type Subscriber, type subscriptionHub } from "./hub.ts";

/** AppSync's limits and times of one connection. */
const mostSubscriptions = 200;
const keepAliveEvery = 60_000;
const connectionTimeoutMs = 300_000;
const longestConnection = 24 * 60 * 60 * 1000;
/** Bytes of one message, in either direction. */
const largestPayload = 240 * 1024;

export interface ConnectionPorts {
  readonly stored: () => StoredApi | undefined;
  readonly engine: () => Engine | null;
  readonly authenticate: ReturnType<typeof authenticator>;
  readonly hub: ReturnType<typeof subscriptionHub>;
  /** A request that carries headers of a message instead of its own. */
  readonly signed: (headers: Readonly<Record<string, string>>, path: string, body: string) => HttpRequest;
}

interface Message {
  readonly type?: string;
  readonly id?: string;
  readonly payload?: {
    readonly data?: string;
    readonly extensions?: { readonly authorization?: Readonly<Record<string, string>> };
  };
}

/** Speaks AppSync's protocol on one accepted WebSocket. https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html */
export function serveConnection(socket: WebSocket, apiId: string, ports: ConnectionPorts): void {
  const subscriptions = new Map<string, Subscriber | null>();
  const send = (message: object) => socket.send(JSON.stringify(message));
  const keepAlive = setInterval(() => send({ type: "ka" }), keepAliveEvery);
  const end = setTimeout(() => socket.close(1000), longestConnection);

  socket.on("message", (data) => {
    const text = String(data);
    void receive(text).catch(() => socket.close(1011));
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    clearInterval(keepAlive);
    clearTimeout(end);
    for (const each of subscriptions.values()) if (each !== null) ports.hub.remove(each);
    subscriptions.clear();
  });

  async function receive(text: string): Promise<void> {
    if (Buffer.byteLength(text) > largestPayload)
      return void fail(undefined, "MaxPayloadSizeExceeded", "The message is too large.");
    const message = read(text);
    switch (message?.type) {
      case "connection_init":
        send({ type: "connection_ack", payload: { connectionTimeoutMs } });
        send({ type: "ka" });
        return;
      case "start":
        return await start(message);
      case "stop":
        return void stop(message.id ?? "");
      default:
        return void fail(
          message?.id,
          "UnsupportedOperation",
          "unknown not supported through the realtime channel",
        );
    }
  }

  async function start({ id, payload }: Message): Promise<void> {
    if (id === undefined || id === "")
      return void fail(undefined, "BadRequestException", "The id is missing.");
    if (subscriptions.has(id))
      return void fail(id, "DuplicatedOperationError", `Subscription ${id} exists already.`);
    if (subscriptions.size >= mostSubscriptions)
      return void fail(
        id,
        "MaxSubscriptionsReachedError",
        `Max number of ${mostSubscriptions} subscriptions reached`,
      );
    subscriptions.set(id, null);
    const refuse = (errorType: string, message: string) => {
      subscriptions.delete(id);
      fail(id, errorType, message);
    };
    const stored = ports.stored();
    const engine = ports.engine();
    const request = asked(payload?.data);
    if (stored === undefined || engine === null) return void refuse("NotFoundException", "The API is gone.");
    if (request === null) return void refuse("BadRequestException", "Unable to parse GraphQL query.");
    const headers = lowerCased(payload?.extensions?.authorization ?? {});
    try {
      const signed = ports.signed(headers, `/graphql/${apiId}`, payload?.data ?? "");
      const caller = await ports.authenticate(stored, signed);
      const run = await engine.run({ ...request, operationName: null, headers, domainName: null }, caller);
      if (run.errors !== undefined) {
        subscriptions.delete(id);
        send({ type: "error", id, payload: { errors: run.errors } });
        return;
      }
      if (run.opened === null)
        return void refuse(
          "UnsupportedOperation",
          `${run.operation?.operation ?? "unknown"} not supported through the realtime channel`,
        );
      // It was stopped, or the connection closed, while its resolver ran.
      if (!subscriptions.has(id)) return;
      const begin = `{"id":${JSON.stringify(id)},"type":"data","payload":`;
      const subscriber: Subscriber = {
        apiId,
        opened: run.opened,
        document: parse(request.query),
        variables: request.variables,
        caller,
        question: questionOf(request.query, request.variables, caller),
        deliver(answer) {
          if (answer.length > largestPayload) fail(id, "MaxPayloadSizeExceeded", "The event is too large.");
          else socket.send(`${begin}${answer}}`);
        },
        disconnect() {
          send({ type: "complete", id });
          socket.close(1000, "Subscription invalidated");
        },
      };
      subscriptions.set(id, subscriber);
      ports.hub.add(subscriber);
      send({ type: "start_ack", id });
    } catch (problem) {
      if (!(problem instanceof Unauthorized) && !(problem instanceof WireError)) throw problem;
      refuse("UnauthorizedException", problem.message);
    }
  }

  function stop(id: string): void {
    const subscriber = subscriptions.get(id);
    if (subscriber === undefined) return void fail(id, "UnknownOperationError", `Unknown operation id ${id}`);
    subscriptions.delete(id);
    if (subscriber !== null) ports.hub.remove(subscriber);
    send({ type: "complete", id });
  }

  function fail(id: string | undefined, errorType: string, message: string): void {
    send({ type: "error", ...(id !== undefined && { id }), payload: { errors: [{ errorType, message }] } });
  }
}

function read(text: string): Message | null {
  try {
    return JSON.parse(text) as Message | null;
  } catch {
    return null;
  }
}

function asked(text: string | undefined) {
  try {
    const { query, variables } = JSON.parse(text ?? "") as { query?: unknown; variables?: object | null };
    if (typeof query !== "string" || query === "") return null;
    return { query, variables: { ...variables } as Readonly<Record<string, unknown>> };
  } catch {
    return null;
  }
}

export function lowerCased(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

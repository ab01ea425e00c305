import { eventually } from "../cloud/eventually.ts";

/** A live connection of one caller, by AppSync's WebSocket protocol. */
export interface Subscriber {
  /** Starts a subscription and waits until it is acknowledged. @throws where it is refused, with the errors */
  subscribe<T = Record<string, unknown>>(document: string, variables?: object): Promise<Subscription<T>>;
  close(): void;
}

export interface Subscription<T> {
  /** What has arrived so far: the `data` of each message. */
  readonly received: readonly T[];
  /** True when the server has ended it, or the connection. */
  readonly ended: boolean;
  /** Waits until something that fits has arrived. */
  next(fits?: (data: T) => boolean): Promise<T>;
  stop(): void;
}

interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly data?: unknown; readonly errors?: unknown };
}

/**
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 *
 * @param url the API's realtime URL
 * @param host of the GraphQL URL
 */
export async function subscriber(url: string, host: string, token: () => string): Promise<Subscriber> {
  const authorization = () => ({ host, Authorization: token() });
  const header = Buffer.from(JSON.stringify(authorization())).toString("base64url");
  const socket = new WebSocket(url.replace(/^http/, "ws"), ["graphql-ws", `header-${header}`]);
  const frames: Frame[] = [];
  const open = new Map<string, { received: unknown[]; ended: boolean }>();
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame;
    if (frame.type === "data") open.get(frame.id ?? "")?.received.push(frame.payload?.data);
    else frames.push(frame);
    if (frame.type === "complete" || frame.type === "error") {
      const subscription = open.get(frame.id ?? "");
      if (subscription !== undefined) subscription.ended = true;
    }
  });
  socket.addEventListener("close", () => {
    for (const subscription of open.values()) subscription.ended = true;
  });
  const find = (type: string, id?: string) => frames.find((each) => each.type === type && each.id === id);
  const until = (type: string, id?: string) =>
    eventually(async () => {
      const refusal = find("error", id) ?? find("connection_error");
      const found = find(type, id) ?? refusal;
      if (found === undefined) throw new Error(`No ${type} came.`);
      return found;
    });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("The WebSocket was refused.")));
  });
  socket.send(JSON.stringify({ type: "connection_init" }));
  const answer = await until("connection_ack");
  if (answer.type !== "connection_ack") throw new Error(JSON.stringify(answer.payload));
  let count = 0;
  return {
    async subscribe<T>(document: string, variables: object = {}) {
      const id = `s${++count}`;
      const state = { received: [] as unknown[], ended: false };
      open.set(id, state);
      const data = JSON.stringify({ query: document, variables });
      socket.send(
        JSON.stringify({
          type: "start",
          id,
          payload: { data, extensions: { authorization: authorization() } },
        }),
      );
      const started = await until("start_ack", id);
      if (started.type !== "start_ack") throw new Error(JSON.stringify(started.payload));
      return {
        get received() {
          return state.received as T[];
        },
        get ended() {
          return state.ended;
        },
        next: (fits: (data: T) => boolean = () => true) =>
          eventually(async () => {
            const found = (state.received as T[]).find(fits);
            if (found === undefined) throw new Error(`Got ${JSON.stringify(state.received)} for ${document}`);
            return found;
          }),
        stop: () => socket.send(JSON.stringify({ type: "stop", id })),
      };
    },
    close: () => socket.close(),
  };
}

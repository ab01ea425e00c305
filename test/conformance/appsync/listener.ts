import { expect } from "vitest";

export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: {
    readonly data?: Record<string, unknown>;
    readonly errors?: {
      readonly errorType: string;
      readonly message?: string;
      readonly errorCode?: number;
    }[];
    readonly connectionTimeoutMs?: number;
  };
}

/** A client of AppSync's WebSocket protocol that keeps what it gets. */
export class Listener {
  readonly frames: Frame[] = [];
  closed = false;
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => this.frames.push(JSON.parse(String(data)) as Frame));
    socket.addEventListener("close", () => {
      this.closed = true;
    });
  }

  /**
   * @param url of the API, for queries
   * @param authorization as the protocol has it: `{ host, "x-api-key" }`
   */
  static async open(
    url: string,
    authorization: object,
    how: "protocol" | "query" = "protocol",
  ): Promise<Listener> {
    const header = Buffer.from(JSON.stringify(authorization)).toString("base64url");
    const realtime = `${url.replace(/^http/, "ws")}/realtime`;
    const socket =
      how === "protocol"
        ? new WebSocket(realtime, ["graphql-ws", `header-${header}`])
        : new WebSocket(`${realtime}?header=${encodeURIComponent(header)}&payload=e30=`, "graphql-ws");
    const listener = new Listener(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error("The WebSocket was refused.")));
    });
    return listener;
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  subscribe(id: string, query: string, authorization: object, variables: object = {}): void {
    const data = JSON.stringify({ query, variables });
    this.send({ type: "start", id, payload: { data, extensions: { authorization } } });
  }

  async until(holds: (frames: readonly Frame[]) => boolean): Promise<void> {
    await expect
      .poll(() => holds(this.frames) || JSON.stringify(this.frames).slice(0, 2_000), {
        timeout: 15_000,
        interval: 10,
      })
      .toBe(true);
  }

  async started(id: string): Promise<void> {
    await this.until((frames) => frames.some((each) => each.type === "start_ack" && each.id === id));
  }

  of(type: string): Frame[] {
    return this.frames.filter((each) => each.type === type);
  }

  close(): void {
    this.socket.close();
  }
}

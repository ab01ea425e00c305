import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import {
  type ConnectionPorts,
  serveConnection,
} from "../../../../../../src/local/services/appsync/realtime/connection.ts";
import { subscriptionHub } from "../../../../../../src/local/services/appsync/realtime/hub.ts";

/** A WebSocket as far as a connection uses one. */
class Socket extends EventEmitter {
  readonly sent: { readonly type: string }[] = [];
  readonly send = (text: string) => void this.sent.push(JSON.parse(text));
  readonly close = vi.fn(() => this.emit("close"));
  readonly terminate = vi.fn();
}

const ports: ConnectionPorts = {
  stored: () => undefined,
  engine: () => null,
  authenticate: async () => {
    throw new Error("Nobody authenticates here.");
  },
  hub: subscriptionHub(),
  signed: () => {
    throw new Error("Nobody signs here.");
  },
};

let socket: Socket;
beforeEach(() => {
  vi.useFakeTimers();
  socket = new Socket();
  serveConnection(socket as unknown as WebSocket, "api", ports);
});
afterEach(() => {
  vi.useRealTimers();
});

// https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
it("is kept alive every minute, within the time that the acknowledgement promises", async () => {
  socket.emit("message", '{"type":"connection_init"}');
  await vi.advanceTimersByTimeAsync(0);
  expect(socket.sent).toEqual([
    { type: "connection_ack", payload: { connectionTimeoutMs: 300_000 } },
    { type: "ka" },
  ]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(socket.sent).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(240_000);
  expect(socket.sent.slice(2)).toEqual(Array(5).fill({ type: "ka" }));
});

// https://docs.aws.amazon.com/general/latest/gr/appsync.html
it("ends after 24 hours", async () => {
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000 - 1);
  expect(socket.close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(socket.close).toHaveBeenCalledWith(1000);
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves no timer behind when it closes", () => {
  expect(vi.getTimerCount()).toBe(2);
  socket.emit("close");
  expect(vi.getTimerCount()).toBe(0);
});

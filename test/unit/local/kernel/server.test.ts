import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { listen, type Server, type ServerOptions } from "../../../../src/local/kernel/server.ts";

let server: Server | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function start(more: Partial<ServerOptions> = {}): Promise<number> {
  server = await listen({
    port: 0,
    certificate: () => {
      throw new Error("Nobody speaks TLS here.");
    },
    answer: async ({ method, path, body }) => ({
      status: 200,
      headers: { "content-type": "text/plain" },
      body: `${method} ${path} ${body === null ? "stream" : Buffer.from(body)}`,
    }),
    upgrade: (_message, socket) => void socket.end("HTTP/1.1 404 Not Found\r\n\r\n"),
    prepare: () => null,
    report: () => {},
    streamed: () => false,
    ...more,
  });
  return server.port;
}

/** All that comes back until the connection ends. */
function say(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket: Socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
}

const wellFormed = (body: string, more = "") =>
  `POST /x HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: ${body.length}\r\n${more}\r\n${body}`;

describe("requests", () => {
  test("are answered, with their body read", async () => {
    expect(await say(await start(), wellFormed("body"))).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*POST \/x body/);
  });

  test("wait until what they mean is prepared, and are not read before where they are streams", async () => {
    let prepared = false;
    const port = await start({
      prepare: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        prepared = true;
      },
      streamed: () => prepared,
    });
    expect(await say(port, wellFormed("body"))).toContain("POST /x stream");
  });

  test("whose answer is no HTTP get none, and the next is answered", async () => {
    const port = await start({
      answer: async ({ path }) => ({ status: path === "/x" ? 42 : 200, headers: {}, body: "said" }),
    });
    expect(await say(port, wellFormed(""))).toBe("");
    expect(await say(port, wellFormed("").replace("/x", "/y"))).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*said/);
  });

  test("whose preparation fails are told so, and the next is answered", async () => {
    let first = true;
    const reported: unknown[] = [];
    const port = await start({
      report: (error) => reported.push(error),
      prepare: () => {
        if (!first) return null;
        first = false;
        return Promise.reject(new Error("a bug"));
      },
    });
    expect(await say(port, wellFormed(""))).toMatch(/^HTTP\/1\.1 500[\s\S]*"__type":"InternalFailure"/);
    expect(await say(port, wellFormed(""))).toMatch(/^HTTP\/1\.1 200/);
    expect(reported).toEqual([new Error("a bug")]);
  });

  test("of other sites never reach anybody, WebSockets neither", async () => {
    const port = await start();
    const evil = "GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n";
    expect(await say(port, evil)).toMatch(/^HTTP\/1\.1 403[\s\S]*AccessDenied/);
    const upgrade =
      "GET / HTTP/1.1\r\nhost: localhost\r\norigin: https://evil.example\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n";
    expect(await say(port, upgrade)).toMatch(/^HTTP\/1\.1 403/);
    expect(await say(port, upgrade.replace("https://evil.example", "http://localhost:3000"))).toMatch(
      /^HTTP\/1\.1 404/,
    );
  });
});

describe("broken clients", () => {
  test("that say nothing are left", async () => {
    expect(await say(await start({ patience: 100 }))).toBe("");
  });

  test("that never end their headers are told that it took too long", async () => {
    const port = await start({ patience: 200 });
    const heard = await say(port, "GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ");
    expect(heard).toMatch(
      /^HTTP\/1\.1 408[\s\S]*x-amzn-errortype: RequestTimeout[\s\S]*"__type":"RequestTimeout"/,
    );
  });

  test("with headers without end are told so", async () => {
    const heard = await say(await start(), `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"a".repeat(100_000)}`);
    expect(heard).toMatch(/^HTTP\/1\.1 431[\s\S]*RequestHeaderSectionTooLarge/);
  });

  test("that do not speak HTTP are told so", async () => {
    expect(await say(await start(), "HELO there\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400[\s\S]*"__type":"BadRequest"/,
    );
  });

  test("that announce more than is taken are refused before they send it", async () => {
    const huge = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${2 ** 40}\r\n\r\n`;
    expect(await say(await start(), huge)).toMatch(/^HTTP\/1\.1 413[\s\S]*RequestEntityTooLarge/);
  });

  test("that leave in the middle of a body, or hold hundreds of connections, keep nobody waiting", async () => {
    const port = await start();
    const held = Array.from({ length: 300 }, () => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write("POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nhalf");
      return socket;
    });
    expect(await say(port, wellFormed("whole"))).toContain("POST /x whole");
    for (const socket of held) socket.destroy();
    expect(await say(port, wellFormed("again"))).toContain("POST /x again");
  });
});

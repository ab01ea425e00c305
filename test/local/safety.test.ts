import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { request as secureRequest } from "node:https";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../src/local/cloud.ts";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1" });
});
afterAll(() => cloud.close());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

function send({ method = "POST", path = "/", headers = {}, body = "" }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = { "content-length": String(Buffer.byteLength(body)), ...headers };
    const target = { host: "127.0.0.1", port: cloud.port, method, path, headers: all, agent: false } as const;
    const sent = request(target, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"] ?? "",
          body: Buffer.concat(chunks).toString(),
        }),
      );
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A credential scope with a signature that is none. */
const claims = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAPLINTHLOCALCLOUD/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

function expectAwsError(answer: Answer): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  if (answer.type.includes("json")) expect(JSON.parse(answer.body)).toHaveProperty("message");
  else expect(answer.body).toMatch(/<Code>\w+<\/Code><Message>/);
}

describe("only this machine", () => {
  test("listens on loopback", async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ internal, family }) => !internal && family === "IPv4");
    if (outside === undefined) return;
    const refused = await new Promise((resolve) => {
      const socket = connect(cloud.port, outside.address);
      socket.on("connect", () => resolve(false));
      socket.on("error", () => resolve(true));
    });
    expect(refused).toBe(true);
  });

  test.each([
    ["a foreign host", { host: "evil.example" }],
    ["a name that only begins like ours", { host: "localhost.evil.example" }],
    ["a foreign origin", { host: "localhost", origin: "https://evil.example" }],
    ["an origin that is hidden", { host: "localhost", origin: "null" }],
  ])("%s is refused", async (_name, headers) => {
    const answer = await send({ headers });
    expect(answer.status).toBe(403);
    expectAwsError(answer);
  });
});

describe("HTTP and TLS", () => {
  test("are answered on one port", async () => {
    cloud.prepareCertificate();
    const ca = readFileSync(cloud.caFile);
    const status = await new Promise((resolve, reject) => {
      const options = { host: "localhost", port: cloud.port, ca, family: 4 };
      secureRequest(options, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
    expectAwsError(await send({ method: "GET" }));
  });
});

describe("broken clients", () => {
  test("bodies without end are cut off", async () => {
    const headers = { authorization: claims("ssm"), "x-amz-target": "AmazonSSM.GetParameter" };
    const answer = await send({ headers, body: Buffer.alloc(33 * 1024 * 1024) }).catch(
      (error: Error) => error,
    );
    if (!(answer instanceof Error)) expect(answer.status).toBe(413);
    expectAwsError(await send({ method: "GET" }));
  });

  test("what is not HTTP, half-open and silent connections harm nobody", async () => {
    const sockets = ["", "G", "GET / HTTP/1.1\r\nHost: loc", "\u0016", "\u0000\u0001\u0002\r\n\r\n"].map(
      (text) => {
        const socket: Socket = connect(cloud.port, "127.0.0.1");
        socket.on("error", () => {});
        if (text !== "") socket.write(text);
        return socket;
      },
    );
    expectAwsError(await send({ method: "GET" }));
    for (const socket of sockets) socket.destroy();
    expectAwsError(await send({ method: "GET" }));
  });

  test.each([
    [
      "path traversal",
      { method: "GET", path: "/bucket/../../../../etc/passwd", headers: { authorization: claims("s3") } },
    ],
    [
      "an encoded traversal",
      {
        method: "GET",
        path: "/bucket/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        headers: { authorization: claims("s3") },
      },
    ],
    ["an encoding that is none", { method: "GET", path: "/%zz%", headers: { authorization: claims("s3") } }],
    [
      "JSON that is none",
      { headers: { "x-amz-target": "AmazonSSM.GetParameter", authorization: claims("ssm") }, body: "{" },
    ],
    [
      "a form that is none",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "Action=%" },
    ],
  ] as [string, Sent][])("%s is an error as AWS puts it", async (_name, sent) => {
    expectAwsError(await send(sent));
  });
});

describe("a thousand random requests a protocol", () => {
  const protocols: [string, (round: number) => Sent][] = [
    [
      "json",
      (round) => ({
        headers: {
          "x-amz-target": `AmazonSSM.${pick(round, ["GetParameter", "PutParameter", "Nothing", ""])}`,
          authorization: claims("ssm"),
        },
        body: noise(round, '{"Name":'),
      }),
    ],
    [
      "query",
      (round) => ({
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          authorization: claims("cloudformation"),
        },
        body: noise(round, "Action=CreateStack&Version=2010-05-15&Tags.member.1="),
      }),
    ],
    [
      "REST-JSON",
      (round) => ({
        method: pick(round, ["GET", "PUT", "POST", "DELETE"]),
        path: `/2015-03-31/functions/${randomBytes(round % 9).toString("hex")}`,
        headers: { authorization: claims("lambda") },
        body: noise(round, "{"),
      }),
    ],
    [
      "REST-XML",
      (round) => ({
        method: pick(round, ["GET", "PUT", "POST", "DELETE"]),
        path: `/${randomBytes(round % 9).toString("hex")}?${pick(round, ["acl", "tagging", "delete", ""])}`,
        headers: { authorization: claims("s3") },
        body: noise(round, "<a>"),
      }),
    ],
  ];

  test.each(protocols)("%s", async (_name, make) => {
    for (let round = 0; round < 1000; round += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(make(round + index))));
      for (const answer of answers) expectAwsError(answer);
    }
  });

  function pick(round: number, values: readonly string[]): string {
    return values[round % values.length] ?? "";
  }

  function noise(round: number, start: string): Buffer {
    return Buffer.concat([Buffer.from(round % 3 === 0 ? "" : start), randomBytes(round % 200)]);
  }
});

import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../src/local/cloud.ts";
import type { ServiceModel } from "../../../src/local/protocols/model.ts";
import { signedHeaders, type UnsignedRequest } from "../../support/cloud/sign-request.ts";
import { encodeRequest } from "./encode-request.ts";
import { fixtures } from "./fixtures.ts";
import { type Random, seeded } from "./random.ts";
import { randomStructure } from "./random-value.ts";

/**
 * Requests that are signed and mostly well-formed, with parts that are not: they get past signatures and decoders into
 * every operation. `FUZZ_ROUNDS=20000` and `FUZZ_SEED=7` make longer and other runs.
 */
const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 1000);
const seed = Number(process.env["FUZZ_SEED"] ?? 1);
const services = join(import.meta.dirname, "../../../src/local/services");
const models = readdirSync(services, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith("model.gen.json"))
  .map((name) => JSON.parse(readFileSync(join(services, name), "utf8")) as ServiceModel);
/** It answers with a stream that does not end. */
const endless = ["StartLiveTail"];

let cloud: Cloud;
let known: Readonly<Record<string, readonly unknown[]>>;
const failures: string[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  const log = (line: string) => {
    if (/\n\s+at /.test(line)) failures.push(line);
  };
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1", log });
  known = await fixtures(cloud);
});
afterAll(async () => {
  agent.destroy();
  await cloud.close();
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function send(unsigned: UnsignedRequest, service: string): Promise<Answer> {
  const host = `localhost:${cloud.port}`;
  const headers = signedHeaders(unsigned, host, { region: "eu-west-1", service }, cloud.credentials);
  const path = unsigned.query === "" ? unsigned.path : `${unsigned.path}?${unsigned.query}`;
  const to = { host: "127.0.0.1", port: cloud.port, method: unsigned.method, path, agent } as const;
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(unsigned.body.length) };
    const sent = request({ ...to, headers: { ...headers, ...length } }, (answer) => {
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
    sent.end(unsigned.body);
  });
}

/** Changes a few bytes, after they were right and before they are signed. */
function mutated(sent: UnsignedRequest, random: Random): UnsignedRequest {
  if (random.chance(0.85)) return sent;
  const which = random.below(4);
  if (which === 0)
    return { ...sent, path: sent.path + random.pick(["/", "//", "/..", "/%2e%2e/x", "%00", "/%zz"]) };
  if (which === 1)
    return {
      ...sent,
      query: [sent.query, random.pick(["a", "acl", "versionId=x", "uploads", "max-keys=-1"])]
        .filter(Boolean)
        .join("&"),
    };
  if (which === 2) return { ...sent, method: random.pick(["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH"]) };
  const body = Buffer.from(sent.body);
  for (let times = random.below(4) + 1; times > 0 && body.length > 0; times -= 1)
    body[random.below(body.length)] = random.below(256);
  return { ...sent, body: random.chance(0.3) ? body.subarray(0, random.below(body.length + 1)) : body };
}

/** Null: as AWS would have it. */
function wrong({ status, type, body }: Answer, method: string): string | null {
  if (status >= 500) return `${status}: ${body}`;
  if (status < 400 || method === "HEAD" || status === 404) return null;
  if (type.includes("json")) return typeof JSON.parse(body).message === "string" ? null : body;
  return /<Code>\w+(\.\w+)*<\/Code><Message>/.test(body) ? null : `${type} ${body}`;
}

describe(`${rounds} signed requests a protocol, seed ${seed}`, () => {
  test.each(["json", "query", "restJson", "restXml"] as const)(
    "%s: never a failure of the cloud's own, always an error as AWS puts it",
    async (protocol) => {
      const random = seeded(seed);
      const mine = models.filter((model) => model.protocol === protocol);
      const operations = mine.flatMap((model) =>
        Object.keys(model.operations)
          .filter((name) => !endless.includes(name))
          .map((name) => ({ model, name })),
      );
      const problems: string[] = [];
      const statuses = new Map<number, number>();
      for (let round = 0; round < rounds; round += 10) {
        await Promise.all(
          Array.from({ length: 10 }, async () => {
            const { model, name } = random.pick(operations);
            const shape = model.operations[name]?.input;
            const input = shape == null ? {} : randomStructure(model, shape, random, known);
            const sent = mutated(encodeRequest(model, name, input as Record<string, unknown>), random);
            const answer = await send(sent, model.signingName);
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            const problem = wrong(answer, sent.method);
            if (problem !== null)
              problems.push(`${name} ${sent.method} ${sent.path}?${sent.query} ${sent.body}\n${problem}`);
          }),
        );
      }
      expect({ problems, failures: failures.splice(0) }).toEqual({ problems: [], failures: [] });
      // Enough of them reach a handler: neither refused by the decoder nor unknown.
      expect(statuses.get(200) ?? 0).toBeGreaterThan(rounds / 50);
      await expect(fetch(cloud.endpoint)).resolves.toMatchObject({ status: 403 });
    },
    600_000,
  );
});

import { Agent, request } from "node:http";
import type { Cloud } from "../../../src/local/cloud.ts";
import type { Caller } from "../../../src/local/kernel/service.ts";
import { WireError } from "../../../src/local/kernel/wire-error.ts";
import { decodeJson, encodeJson } from "../../../src/local/protocols/json.ts";
import type { ServiceModel } from "../../../src/local/protocols/model.ts";
import model from "../../../src/local/services/dynamodb/model.gen.json" with { type: "json" };

/** What an engine answers to an operation, as JSON on the wire. */
export interface Answer {
  /** Null: it succeeded. */
  readonly error: string | null;
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Engine = (operation: string, input: object) => Promise<Answer>;

/** The engine under test, called inside this process through the codec it has on the wire. */
export function localEngine(cloud: Cloud): Engine {
  const shapes = model as ServiceModel;
  const root: Caller = {
    kind: "root",
    arn: `arn:aws:iam::${cloud.accountId}:root`,
    accountId: cloud.accountId,
    userId: cloud.accountId,
    roleArn: null,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };
  return async (operation, input) => {
    const { input: inputShape, output: outputShape } = shapes.operations[operation] ?? {};
    try {
      const output = await cloud.call(
        "dynamodb",
        operation,
        decodeJson(shapes, inputShape ?? "", input),
        root,
      );
      const body = JSON.parse(JSON.stringify(encodeJson(shapes, outputShape ?? "", output)));
      return { error: null, message: "", body };
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return { error: error.code, message: error.message, body: { ...error.members } };
    }
  };
}

/** Another engine, over HTTP. */
export function remoteEngine(endpoint: string): Engine {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  return async (operation, input) => {
    const payload = JSON.stringify(input);
    const text = await new Promise<string>((resolve, reject) => {
      const sent = request(
        {
          agent,
          hostname,
          port,
          method: "POST",
          headers: {
            "content-type": "application/x-amz-json-1.0",
            "content-length": Buffer.byteLength(payload),
            "x-amz-target": `DynamoDB_20120810.${operation}`,
            authorization:
              "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
            "x-amz-date": "20260101T000000Z",
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
          response.on("error", reject);
        },
      );
      sent.on("error", reject);
      sent.end(payload);
    });
    const { __type: type, message, Message, ...body } = JSON.parse(text) as Record<string, unknown>;
    return {
      error: typeof type === "string" ? (type.split("#").at(-1) as string) : null,
      message: String(message ?? Message ?? ""),
      body,
    };
  };
}

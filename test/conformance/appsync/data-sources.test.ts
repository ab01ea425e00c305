import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateDataSourceCommand,
  type CreateDataSourceCommandInput,
  CreateResolverCommand,
} from "@aws-sdk/client-appsync";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { SQSClient } from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allow, policy, trustService } from "../../support/cloud/function-code.ts";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { type ListeningQueue, listeningQueue } from "../../support/cloud/queue.ts";
import { target } from "../../support/cloud/target.ts";
import { createApi, runtime, type TestApi } from "./api.ts";

// Every data source acts in its role: a role that may not, is refused as on AWS.

const schema = `
  type Item { id: ID! mate: AWSJSON  broken: String }
  type Query {
    invoke(text: String): AWSJSON  fails: AWSJSON  async: AWSJSON  direct(text: String): AWSJSON  refused: AWSJSON
    items: [Item]
    echo(text: String): AWSJSON  unreachable: AWSJSON  parameter(name: String): AWSJSON  forbidden(name: String): AWSJSON
  }
  type Mutation { emit(text: String): AWSJSON  emitRefused: AWSJSON }
`;
const { settings } = target();
const unique = `ds${Date.now().toString(36)}`;
let api: TestApi;
let functions: Functions;
let server: Server;
let queue: ListeningQueue;

const source = (request: string, response = "ctx.result") =>
  `import { util } from "@aws-appsync/utils"; export function request(ctx) { return ${request}; }
   export function response(ctx) { if (ctx.error) { util.error(ctx.error.message, ctx.error.type); } return ${response}; }`;

async function roleFor(name: string, ...statements: object[]): Promise<string> {
  const iam = new IAMClient(settings);
  const RoleName = `${unique}-${name}`;
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustService("appsync.amazonaws.com") }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: policy(...statements) }),
  );
  return Role?.Arn ?? "";
}

beforeAll(async () => {
  functions = await functionsFor(settings, unique, ["logs:*"]);
  const name = await functions.create(
    "worker",
    `export async function handler(event) {
       if (Array.isArray(event)) return event.map((each) => each.source?.id === "2"
         ? { data: null, errorMessage: "no mate", errorType: "Lonely" }
         : { data: { mate: each.source?.id ?? each.id, together: event.length } });
       if (event.fail) throw new Error("out of order");
       return { event };
     }`,
  );
  const arn = `arn:aws:lambda:${settings.region}:${functions.roleArn.split(":")[4]}:function:${name}`;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      response.writeHead(201, { "content-type": "application/json", "x-back": "yes" });
      response.end(
        JSON.stringify({ method, url, mine: headers["x-mine"], body: Buffer.concat(chunks).toString() }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sqs = new SQSClient(settings);
  queue = await listeningQueue(sqs, unique, "events.amazonaws.com");
  const events = new EventBridgeClient(settings);
  const { EventBusArn = "" } = await events.send(new CreateEventBusCommand({ Name: unique }));
  await events.send(
    new PutRuleCommand({
      Name: unique,
      EventBusName: unique,
      EventPattern: JSON.stringify({ source: ["shop"] }),
    }),
  );
  await events.send(
    new PutTargetsCommand({ Rule: unique, EventBusName: unique, Targets: [{ Id: "q", Arn: queue.arn }] }),
  );
  await new SSMClient(settings).send(
    new PutParameterCommand({ Name: `/${unique}/a`, Value: "found", Type: "String" }),
  );

  api = await createApi(settings, schema);
  const add = (input: Omit<CreateDataSourceCommandInput, "apiId">) =>
    api.client.send(new CreateDataSourceCommand({ apiId: api.apiId, ...input }));
  const signed = {
    endpoint: `https://ssm.${settings.region}.amazonaws.com`,
    authorizationConfig: {
      authorizationType: "AWS_IAM" as const,
      awsIamConfig: { signingRegion: settings.region, signingServiceName: "ssm" },
    },
  };
  const powerless = await roleFor("powerless", allow("dynamodb:Query"));
  const lambdaConfig = { lambdaFunctionArn: arn };
  await add({
    name: "worker",
    type: "AWS_LAMBDA",
    lambdaConfig,
    serviceRoleArn: await roleFor("worker", allow("lambda:InvokeFunction", arn)),
  });
  await add({ name: "noworker", type: "AWS_LAMBDA", lambdaConfig, serviceRoleArn: powerless });
  await add({ name: "web", type: "HTTP", httpConfig: { endpoint } });
  await add({ name: "nowhere", type: "HTTP", httpConfig: { endpoint: "http://127.0.0.1:1" } });
  await add({
    name: "ssm",
    type: "HTTP",
    httpConfig: signed,
    serviceRoleArn: await roleFor("ssm", allow("ssm:GetParameter")),
  });
  await add({ name: "nossm", type: "HTTP", httpConfig: signed, serviceRoleArn: powerless });
  const eventBridgeConfig = { eventBusArn: EventBusArn };
  await add({
    name: "bus",
    type: "AMAZON_EVENTBRIDGE",
    eventBridgeConfig,
    serviceRoleArn: await roleFor("bus", allow("events:PutEvents", EventBusArn)),
  });
  await add({ name: "nobus", type: "AMAZON_EVENTBRIDGE", eventBridgeConfig, serviceRoleArn: powerless });

  await api.resolver(
    "Query",
    "invoke",
    "worker",
    source('{ operation: "Invoke", payload: { text: ctx.args.text } }'),
  );
  await api.resolver("Query", "fails", "worker", source('{ operation: "Invoke", payload: { fail: true } }'));
  await api.resolver(
    "Query",
    "async",
    "worker",
    source('{ operation: "Invoke", invocationType: "Event", payload: {} }'),
  );
  await api.resolver("Query", "refused", "noworker", source('{ operation: "Invoke", payload: {} }'));
  const direct = (typeName: string, fieldName: string, more = {}) =>
    api.client.send(
      new CreateResolverCommand({ apiId: api.apiId, typeName, fieldName, dataSourceName: "worker", ...more }),
    );
  await direct("Query", "direct");
  await direct("Item", "broken", { maxBatchSize: 10 });
  await api.resolver(
    "Query",
    "items",
    "nothing",
    source('{ payload: [{ id: "1" }, { id: "2" }, { id: "3" }] }'),
  );
  await api.resolver(
    "Item",
    "mate",
    "worker",
    source('{ operation: "BatchInvoke", payload: { id: ctx.source.id } }', "ctx.result.data"),
  );
  await api.resolver(
    "Query",
    "echo",
    "web",
    source(
      '{ method: "POST", resourcePath: "/a/b", params: { query: { q: ctx.args.text }, headers: { "X-Mine": "m" }, body: { text: ctx.args.text } } }',
    ),
  );
  await api.resolver("Query", "unreachable", "nowhere", source('{ method: "GET", resourcePath: "/" }'));
  const get =
    '{ method: "POST", resourcePath: "/", params: { headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParameter" }, body: { Name: ctx.args.name } } }';
  await api.resolver("Query", "parameter", "ssm", source(get));
  await api.resolver("Query", "forbidden", "nossm", source(get));
  const emit =
    '{ operation: "PutEvents", events: [{ source: "shop", detailType: "sold", detail: { text: ctx.args.text } }] }';
  await api.resolver("Mutation", "emit", "bus", source(emit));
  await api.resolver("Mutation", "emitRefused", "nobus", source(emit));
}, 60_000);
afterAll(async () => {
  server.close();
  await queue.remove();
  await functions.removeAll();
});

const ask = async (query: string, field: string): Promise<unknown> => {
  const { data, errors } = await api.query(query);
  expect(errors).toEqual([]);
  const value = data?.[field];
  return typeof value === "string" ? JSON.parse(value) : value;
};

describe("Lambda", () => {
  it("is invoked with the payload", async () => {
    expect(await ask('{ invoke(text: "t") }', "invoke")).toEqual({ event: { text: "t" } });
  });
  it("gets the whole context of a direct resolver", async () => {
    expect(await ask('{ direct(text: "t") }', "direct")).toMatchObject({
      event: {
        arguments: { text: "t" },
        identity: null,
        source: null,
        request: { headers: { "x-api-key": api.key } },
        prev: null,
        info: { fieldName: "direct", parentTypeName: "Query", variables: {}, selectionSetList: [] },
      },
    });
  });
  it("that throws is an error of the field", async () => {
    expect((await api.query("{ fails }")).errors).toMatchObject([
      { message: "out of order", errorType: "Lambda:Unhandled", path: ["fails"] },
    ]);
  });
  it("invoked as an event gives nothing", async () => {
    expect(await ask("{ async }", "async")).toBeNull();
  });
  it("is invoked once for all fields of a batch", async () => {
    const { data } = await api.query("{ items { id mate } }");
    const items = data?.["items"] as { id: string; mate: string }[];
    expect(items.map(({ mate }) => JSON.parse(mate))).toEqual(
      ["1", "2", "3"].map((mate) => ({ mate, together: 3 })),
    );
  });
  it("fails one member of a direct batch and not the others", async () => {
    const { data, errors } = await api.query("{ items { broken } }");
    expect(data?.["items"]).toHaveLength(3);
    expect(errors.filter((each) => each["errorType"] === "Lonely")).toMatchObject([
      { path: ["items", 1, "broken"], message: "no mate" },
    ]);
  });
  it("may not be invoked by a role without the permission", async () => {
    const [error] = (await api.query("{ refused }")).errors;
    expect(error).toMatchObject({ errorType: "Lambda:AccessDeniedException" });
    expect(error?.["message"]).toContain("lambda:InvokeFunction");
  });
});

describe("HTTP", () => {
  it("sends what it is told, and gives status, headers and body", async () => {
    const answer = (await ask('{ echo(text: "a b") }', "echo")) as Record<string, unknown>;
    expect(answer).toMatchObject({ statusCode: 201, headers: { "x-back": "yes" } });
    expect(JSON.parse(String(answer["body"]))).toEqual({
      method: "POST",
      url: "/a/b?q=a+b",
      mine: "m",
      body: '{"text":"a b"}',
    });
  });
  it("fails where nobody answers", async () => {
    expect((await api.query("{ unreachable }")).errors).toMatchObject([{ path: ["unreachable"] }]);
  });
  it("signs for an AWS service, in its role", async () => {
    const answer = (await ask(`{ parameter(name: "/${unique}/a") }`, "parameter")) as Record<string, unknown>;
    expect([answer["statusCode"], JSON.parse(String(answer["body"]))]).toMatchObject([
      200,
      { Parameter: { Value: "found" } },
    ]);
  });
  it("is refused by the service where the role may not", async () => {
    const answer = (await ask(`{ forbidden(name: "/${unique}/a") }`, "forbidden")) as Record<string, unknown>;
    expect(answer["statusCode"]).toBe(400);
    expect(String(answer["body"])).toContain("AccessDeniedException");
  });
});

describe("EventBridge", () => {
  it("puts events", async () => {
    expect(await ask('mutation { emit(text: "hi") }', "emit")).toMatchObject({
      FailedEntryCount: 0,
      Entries: [{ EventId: expect.any(String) }],
    });
    const [message] = await queue.take(1);
    expect(JSON.parse(message?.body ?? "{}")).toMatchObject({
      source: "shop",
      "detail-type": "sold",
      detail: { text: "hi" },
    });
  });
  it("is refused where the role may not", async () => {
    expect((await api.query("mutation { emitRefused }")).errors).toMatchObject([
      { errorType: "EventBridge:AccessDeniedException" },
    ]);
  });
});

describe("the control plane", () => {
  const make = (input: Omit<CreateDataSourceCommandInput, "apiId" | "name">) =>
    api.client.send(new CreateDataSourceCommand({ apiId: api.apiId, name: "refused", ...input }));
  it.each<[string, Omit<CreateDataSourceCommandInput, "apiId" | "name">, RegExp]>([
    [
      "versioned tables",
      {
        type: "AMAZON_DYNAMODB",
        serviceRoleArn: "arn:aws:iam::000000000000:role/r",
        dynamodbConfig: { tableName: "t", awsRegion: "eu-west-1", versioned: true },
      },
      /versioned/,
    ],
    ["SQL", { type: "RELATIONAL_DATABASE" }, /RELATIONAL_DATABASE/],
    ["OpenSearch", { type: "AMAZON_OPENSEARCH_SERVICE" }, /AMAZON_OPENSEARCH_SERVICE/],
    [
      "no role",
      {
        type: "AWS_LAMBDA",
        lambdaConfig: { lambdaFunctionArn: "arn:aws:lambda:eu-west-1:000000000000:function:f" },
      },
      /role/,
    ],
    ["no endpoint", { type: "HTTP", httpConfig: { endpoint: "example" } }, /absolute/],
  ])("refuses %s in words", async (_what, input, words) => {
    await expect(make(input)).rejects.toThrow(words);
  });
  it("refuses caching in words", async () => {
    const cached = api.client.send(
      new CreateResolverCommand({
        apiId: api.apiId,
        typeName: "Item",
        fieldName: "id",
        dataSourceName: "nothing",
        runtime,
        code: source("{ payload: 1 }"),
        cachingConfig: { ttl: 60 },
      }),
    );
    await expect(cached).rejects.toThrow(/caching/);
  });
});

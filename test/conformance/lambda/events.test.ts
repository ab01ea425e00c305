import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  InvokeCommand,
  ListEventSourceMappingsCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { zip } from "../../support/cloud/function-code.ts";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-events-${Date.now()}`;
const journal = `${prefix}-journal`;
let functions: Functions;
let dynamodb: DynamoDBClient;
let sqs: SQSClient;
let code: Uint8Array;
const mappings: string[] = [];
const queues: string[] = [];
const tables: string[] = [];

/**
 * Writes down every event it gets, then does what the records ask for: fail, or report those that are marked. What it
 * writes down is how black-box tests see what a function was given.
 */
const source = `
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient();
let count = 0;
export const handler = async (event) => {
  const id = String(Date.now()).padStart(15, "0") + process.pid + "-" + String(++count).padStart(6, "0");
  const Item = { test: { S: process.env.TEST }, id: { S: id }, event: { S: JSON.stringify(event) } };
  await client.send(new PutItemCommand({ TableName: process.env.JOURNAL, Item }));
  if (event.fail) throw new Error("asked to fail");
  const marked = (event.Records ?? []).filter((record) => (record.body ?? record.dynamodb?.Keys?.id?.S ?? "").includes("poison"));
  if (marked.length === 0) return { done: true };
  if (process.env.REPORT !== "yes") throw new Error("poisoned");
  return { batchItemFailures: marked.map((record) => ({ itemIdentifier: record.messageId ?? record.dynamodb.SequenceNumber })) };
};`;

beforeAll(async () => {
  functions = await functionsFor(settings, prefix, [
    "logs:*",
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
    "dynamodb:PutItem",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
  ]);
  dynamodb = new DynamoDBClient(settings);
  sqs = new SQSClient(settings);
  await table(journal, ["test", "id"]);
  const bundled = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    minify: true,
  });
  code = zip({ "index.js": bundled.outputFiles[0]?.text ?? "" });
}, 60_000);

afterAll(async () => {
  for (const UUID of mappings) await functions.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  await functions.removeAll();
  for (const TableName of tables) await dynamodb.send(new DeleteTableCommand({ TableName }));
  for (const QueueUrl of queues) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
});

/** A table by its keys, with a stream. */
async function table(TableName: string, keys: readonly string[]): Promise<string> {
  const made = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keys.map((AttributeName, position) => ({
        AttributeName,
        KeyType: position === 0 ? "HASH" : "RANGE",
      })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  tables.push(TableName);
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 60, minDelay: 1 }, { TableName });
  return made.TableDescription?.LatestStreamArn ?? "";
}

async function queue(name: string): Promise<{ QueueUrl: string; arn: string }> {
  const { QueueUrl = "" } = await sqs.send(
    new CreateQueueCommand({ QueueName: `${prefix}-${name}`, Attributes: { VisibilityTimeout: "10" } }),
  );
  queues.push(QueueUrl);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  return { QueueUrl, arn: Attributes?.["QueueArn"] ?? "" };
}

const create = (name: string, variables: Record<string, string> = {}) =>
  functions.create(name, "", {
    Code: { ZipFile: code },
    Timeout: 10,
    MemorySize: 256,
    Environment: { Variables: { JOURNAL: journal, TEST: name, ...variables } },
  });

async function map(input: Omit<CreateEventSourceMappingCommandInput, "FunctionName">, FunctionName: string) {
  const mapping = await functions.lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName, ...input }),
  );
  const { UUID = "" } = mapping;
  mappings.push(UUID);
  await eventually(async () => {
    const { State } = await functions.lambda.send(new GetEventSourceMappingCommand({ UUID }));
    expect(State).toBe("Enabled");
  }, 60);
  return mapping;
}

// biome-ignore lint/suspicious/noExplicitAny: events of several shapes, looked at by the tests
type AnyEvent = any;

/** The events that a function has written down, oldest first. */
async function events(name: string): Promise<AnyEvent[]> {
  const { Items = [] } = await dynamodb.send(
    new ScanCommand({
      TableName: journal,
      ConsistentRead: true,
      FilterExpression: "test = :test",
      ExpressionAttributeValues: { ":test": { S: name } },
    }),
  );
  return Items.toSorted((a, b) => ((a["id"]?.S ?? "") < (b["id"]?.S ?? "") ? -1 : 1)).map((item) =>
    JSON.parse(item["event"]?.S ?? ""),
  );
}

const put = (TableName: string, id: string, more: object = {}) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));

async function nextMessage(QueueUrl: string): Promise<AnyEvent> {
  return eventually(async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
    const [message] = Messages ?? [];
    expect(message).toBeDefined();
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    return JSON.parse(message?.Body ?? "");
  }, 60);
}

describe("asynchronous invocation", () => {
  test("is accepted at once and made later", async () => {
    const name = await create("async");
    const Payload = Buffer.from('{"hello":1}');
    const answer = await functions.lambda.send(
      new InvokeCommand({ FunctionName: name, InvocationType: "Event", Payload }),
    );
    expect(answer.StatusCode).toBe(202);
    await eventually(async () => expect(await events("async")).toEqual([{ hello: 1 }]));
  });

  test("is tried again, then told to the destination", async () => {
    const name = await create("failing");
    const { QueueUrl, arn } = await queue("failures");
    await functions.lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: name,
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: arn } },
      }),
    );
    const Payload = Buffer.from('{"fail":true}');
    await functions.lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: "Event", Payload }));
    const record = await eventually(() => nextMessage(QueueUrl), 120);
    expect(record).toMatchObject({
      version: "1.0",
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 2 },
      requestPayload: { fail: true },
      responseContext: { statusCode: 200, functionError: "Unhandled" },
      responsePayload: { errorMessage: "asked to fail" },
    });
    expect(await events("failing")).toHaveLength(2);
  }, 150_000);
});

describe("DynamoDB streams", () => {
  test("changes arrive in their order, as Lambda writes them", async () => {
    const TableName = `${prefix}-stream`;
    const arn = await table(TableName, ["id"]);
    const name = await create("stream");
    for (const id of ["1", "2", "3"]) await put(TableName, id, { data: { B: Buffer.from("bytes") } });
    await map({ EventSourceArn: arn, StartingPosition: "TRIM_HORIZON", BatchSize: 2 }, name);
    await eventually(async () => {
      const records = (await events("stream")).flatMap(({ Records }) => Records);
      expect(records.map(({ dynamodb: change }) => change.Keys.id.S)).toEqual(["1", "2", "3"]);
      expect(records[0]).toMatchObject({
        eventName: "INSERT",
        eventSource: "aws:dynamodb",
        eventSourceARN: arn,
        awsRegion: settings.region,
        dynamodb: {
          NewImage: { id: { S: "1" }, data: { B: Buffer.from("bytes").toString("base64") } },
          StreamViewType: "NEW_AND_OLD_IMAGES",
          ApproximateCreationDateTime: expect.any(Number),
        },
      });
    }, 60);
    expect((await events("stream")).every(({ Records }) => Records.length <= 2)).toBe(true);
  }, 90_000);

  test("filters keep the rest away", async () => {
    const TableName = `${prefix}-filter`;
    const arn = await table(TableName, ["id"]);
    const name = await create("filter");
    const Pattern = JSON.stringify({
      eventName: ["INSERT"],
      dynamodb: { NewImage: { kind: { S: ["wanted"] } } },
    });
    await map(
      { EventSourceArn: arn, StartingPosition: "TRIM_HORIZON", FilterCriteria: { Filters: [{ Pattern }] } },
      name,
    );
    await put(TableName, "no", { kind: { S: "other" } });
    await put(TableName, "yes", { kind: { S: "wanted" } });
    await eventually(async () => {
      const records = (await events("filter")).flatMap(({ Records }) => Records);
      expect(records.map(({ dynamodb: change }) => change.Keys.id.S)).toEqual(["yes"]);
    }, 60);
  }, 90_000);

  test("a batch is split until the poisoned record stands alone, and goes to the destination", async () => {
    const TableName = `${prefix}-bisect`;
    const arn = await table(TableName, ["id"]);
    const dead = await queue("dead");
    const name = await create("bisect");
    for (const id of ["a", "b", "poison", "d"]) await put(TableName, id);
    await map(
      {
        EventSourceArn: arn,
        StartingPosition: "TRIM_HORIZON",
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: dead.arn } },
      },
      name,
    );
    expect(await nextMessage(dead.QueueUrl)).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted" },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: arn },
    });
    await eventually(async () => {
      const last = (await events("bisect")).at(-1);
      expect(last.Records.map((record: AnyEvent) => record.dynamodb.Keys.id.S)).toEqual(["d"]);
    }, 60);
  }, 90_000);

  test("reported items: what was handled before them does not come again", async () => {
    const TableName = `${prefix}-report`;
    const arn = await table(TableName, ["id"]);
    const name = await create("report", { REPORT: "yes" });
    for (const id of ["a", "b", "poison", "d"]) await put(TableName, id);
    await map(
      {
        EventSourceArn: arn,
        StartingPosition: "TRIM_HORIZON",
        MaximumRetryAttempts: 1,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
      name,
    );
    await eventually(async () => {
      const batches = (await events("report")).map(({ Records }) =>
        Records.map((record: AnyEvent) => record.dynamodb.Keys.id.S),
      );
      expect(batches.at(-1)).toEqual(["poison", "d"]);
      expect(batches.flat().filter((id: string) => id === "a")).toHaveLength(1);
    }, 60);
  }, 90_000);
});

describe("SQS", () => {
  test("messages arrive with their attributes, and are gone when handled", async () => {
    const { QueueUrl, arn } = await queue("work");
    const name = await create("queue");
    await map({ EventSourceArn: arn, BatchSize: 5 }, name);
    const MessageAttributes = { colour: { DataType: "String", StringValue: "red" } };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello", MessageAttributes }));
    await eventually(async () => {
      expect((await events("queue"))[0]?.Records).toMatchObject([
        {
          body: "hello",
          messageAttributes: { colour: { stringValue: "red", dataType: "String" } },
          attributes: { ApproximateReceiveCount: "1", SentTimestamp: expect.any(String) },
          eventSource: "aws:sqs",
          eventSourceARN: arn,
          awsRegion: settings.region,
        },
      ]);
    }, 60);
    await eventually(async () => {
      const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
      );
      expect(names.map((attribute) => Attributes?.[attribute])).toEqual(["0", "0"]);
    }, 60);
  }, 90_000);

  test("only what is reported comes again", async () => {
    const { QueueUrl, arn } = await queue("partial");
    const name = await create("partial", { REPORT: "yes" });
    const Entries = ["good", "poison", "fine"].map((MessageBody) => ({ Id: MessageBody, MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    await map({ EventSourceArn: arn, FunctionResponseTypes: ["ReportBatchItemFailures"] }, name);
    await eventually(async () => {
      const bodies = (await events("partial")).flatMap(({ Records }) =>
        Records.map(({ body }: AnyEvent) => body),
      );
      expect(bodies.filter((body: string) => body === "poison").length).toBeGreaterThan(1);
      expect(bodies.filter((body: string) => body !== "poison").sort()).toEqual(["fine", "good"]);
    }, 60);
  }, 90_000);
});

test("mappings are listed, updated, switched off and refused where they cannot be", async () => {
  const { arn, QueueUrl } = await queue("managed");
  const name = await create("managed");
  const mapping = await map({ EventSourceArn: arn, BatchSize: 3 }, name);
  const { EventSourceMappings } = await functions.lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: name }),
  );
  expect(EventSourceMappings).toMatchObject([{ UUID: mapping.UUID, BatchSize: 3, EventSourceArn: arn }]);
  await expect(
    functions.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: arn })),
  ).rejects.toMatchObject({ name: "ResourceConflictException" });
  await functions.lambda.send(
    new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled: false, BatchSize: 4 }),
  );
  await eventually(async () => {
    const read = await functions.lambda.send(new GetEventSourceMappingCommand({ UUID: mapping.UUID }));
    expect(read).toMatchObject({ State: "Disabled", BatchSize: 4 });
  }, 60);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "nobody listens" }));
  expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))).Messages).toHaveLength(
    1,
  );
  const stream = `arn:aws:dynamodb:${settings.region}:000000000000:table/never/stream/2026-01-01T00:00:00.000`;
  await expect(
    functions.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: name,
        EventSourceArn: stream,
        StartingPosition: "LATEST",
      }),
    ),
  ).rejects.toMatchObject({ name: "InvalidParameterValueException" });
});

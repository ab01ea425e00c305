import { CreateDataSourceCommand } from "@aws-sdk/client-appsync";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { createApi, type TestApi } from "./api.ts";

const schema = `
  type Item { id: ID! name: String count: Int }
  type Page { items: [Item] nextToken: String scannedCount: Int }
  type Query { get(id: ID!): Item  list: Page  scan: Page  many(ids: [ID!]!): [Item]  denied(id: ID!): Item }
  type Mutation {
    put(id: ID!, name: String): Item  once(id: ID!, name: String): Item  count(id: ID!): Item  remove(id: ID!): Item
    both(a: ID!, b: ID!): AWSJSON
  }
`;
const { settings } = target();
const unique = Date.now().toString(36);
const table = `items-${unique}`;
let api: TestApi;

const trust = (Service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
  });

beforeAll(async () => {
  const iam = new IAMClient(settings);
  const role = async (name: string, Action: string[]) => {
    const RoleName = `${name}-${unique}`;
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust("appsync.amazonaws.com") }),
    );
    const Statement = [{ Effect: "Allow", Action, Resource: "*" }];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
    return Role?.Arn;
  };
  await new DynamoDBClient(settings).send(
    new CreateTableCommand({
      TableName: table,
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  api = await createApi(settings, schema);
  const dynamodbConfig = { tableName: table, awsRegion: settings.region };
  for (const [name, actions] of [
    ["table", ["dynamodb:*"]],
    ["powerless", ["dynamodb:Query"]],
  ] as const) {
    await api.client.send(
      new CreateDataSourceCommand({
        apiId: api.apiId,
        name,
        type: "AMAZON_DYNAMODB",
        serviceRoleArn: await role(name, [...actions]),
        dynamodbConfig,
      }),
    );
  }
  const unit = (field: string, request: string, response = "ctx.result", type = "Query", source = "table") =>
    api.resolver(
      type,
      field,
      source,
      `import { util } from "@aws-appsync/utils"; import * as ddb from "@aws-appsync/utils/dynamodb";
       export function request(ctx) { return ${request}; }
       export function response(ctx) { if (ctx.error) { util.error(ctx.error.message, ctx.error.type, ctx.result); } return ${response}; }`,
    );
  const key = "{ id: ctx.args.id }";
  await unit("get", `ddb.get({ key: ${key} })`);
  await unit("denied", `ddb.get({ key: ${key} })`, "ctx.result", "Query", "powerless");
  await unit("scan", "ddb.scan({ limit: 100 })");
  await unit("list", 'ddb.query({ query: { id: { eq: "a" } } })');
  await unit(
    "many",
    `ddb.batchGet({ tables: { "${table}": { keys: ctx.args.ids.map((id) => ({ id })) } } })`,
    `ctx.result.data["${table}"]`,
  );
  await unit("put", `ddb.put({ key: ${key}, item: { name: ctx.args.name } })`, "ctx.result", "Mutation");
  await unit(
    "once",
    `ddb.put({ key: ${key}, item: { name: ctx.args.name }, condition: { id: { attributeExists: false } } })`,
    "ctx.result",
    "Mutation",
  );
  await unit(
    "count",
    `({ operation: "UpdateItem", key: util.dynamodb.toMapValues(${key}), update: { expression: "ADD #c :one", expressionNames: { "#c": "count" }, expressionValues: { ":one": { N: 1 } } } })`,
    "ctx.result",
    "Mutation",
  );
  await unit("remove", `ddb.remove({ key: ${key} })`, "ctx.result", "Mutation");
  const write = (name: string) =>
    `{ putItem: { table: "${table}", key: { id: ctx.args.${name} }, item: { name: "tx" }, condition: { id: { attributeExists: false } } } }`;
  await unit(
    "both",
    `ddb.transactWrite({ items: [${write("a")}, ${write("b")}] })`,
    "ctx.result",
    "Mutation",
  );
});

describe("the DynamoDB data source", () => {
  it("puts and gets", async () => {
    expect((await api.query('mutation { put(id: "a", name: "A") { id name } }')).data).toEqual({
      put: { id: "a", name: "A" },
    });
    expect((await api.query('{ get(id: "a") { name } }')).data).toEqual({ get: { name: "A" } });
  });
  it("gives null for what is not there", async () => {
    expect((await api.query('{ get(id: "absent") { name } }')).data).toEqual({ get: null });
  });
  it("updates", async () => {
    await api.query('mutation { count(id: "c") { count } }');
    expect((await api.query('mutation { count(id: "c") { count } }')).data).toEqual({ count: { count: 2 } });
  });
  it("queries and scans", async () => {
    const { data } = await api.query(
      "{ list { items { id } nextToken scannedCount } scan { scannedCount } }",
    );
    expect(data?.["list"]).toEqual({ items: [{ id: "a" }], nextToken: null, scannedCount: 1 });
  });
  it("gets batches in the order of the keys", async () => {
    const { data, errors } = await api.query('{ many(ids: ["absent", "a"]) { id } }');
    expect([data, errors]).toEqual([{ many: [null, { id: "a" }] }, []]);
  });
  it("tells of failed conditions, with the current item", async () => {
    const { errors } = await api.query('mutation { once(id: "a", name: "B") { id name } }');
    expect(errors).toMatchObject([
      { errorType: "DynamoDB:ConditionalCheckFailedException", data: { id: "a", name: "A" } },
    ]);
  });
  it("takes a put of what is there already for done", async () => {
    expect((await api.query('mutation { once(id: "a", name: "A") { id } }')).errors).toEqual([]);
  });
  it("writes transactions", async () => {
    const { data } = await api.query('mutation { both(a: "t1", b: "t2") }');
    expect(JSON.parse(String(data?.["both"]))).toEqual({
      keys: [{ id: "t1" }, { id: "t2" }],
      cancellationReasons: null,
    });
  });
  it("tells why transactions are cancelled", async () => {
    const { errors } = await api.query('mutation { both(a: "t3", b: "t2") }');
    expect(errors).toMatchObject([
      {
        errorType: "DynamoDB:TransactionCanceledException",
        data: { keys: null, cancellationReasons: [{ type: "None" }, { type: "ConditionCheckFailed" }] },
      },
    ]);
  });
  it("deletes", async () => {
    expect((await api.query('mutation { remove(id: "t1") { name } }')).data).toEqual({
      remove: { name: "tx" },
    });
  });
  it("may do what its role may do", async () => {
    const { errors } = await api.query('{ denied(id: "a") { id } }');
    expect(errors).toMatchObject([{ errorType: "DynamoDB:AccessDeniedException" }]);
  });
});

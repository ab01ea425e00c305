import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { dynamo, keys, s } from "./support.ts";

const { clients, settings, table, freshName } = dynamo();
let TableName: string;
let RoleName: string;
let iam: IAMClient;
/** Holds a role that may read and write partition `mine` of the table and query its index `byG`, and nothing else. */
let restricted: DynamoDBClient;

beforeAll(async () => {
  const { AttributeDefinitions = [], KeySchema } = keys("pk", "sk");
  const index = (IndexName: string) => ({
    IndexName,
    KeySchema: [{ AttributeName: "g", KeyType: "HASH" as const }],
    Projection: { ProjectionType: "ALL" as const },
  });
  TableName = await table({
    KeySchema,
    AttributeDefinitions: [...AttributeDefinitions, { AttributeName: "g", AttributeType: "S" }],
    GlobalSecondaryIndexes: [index("byG"), index("closed")],
  });
  RoleName = freshName().slice(-60);
  iam = new IAMClient(settings);
  const sts = new STSClient(settings);
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: Account }, Action: "sts:AssumeRole" }],
      }),
    }),
  );
  const arn = `arn:aws:dynamodb:${settings.region}:${Account}:table/${TableName}`;
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: "own",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
            Resource: arn,
            Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["mine"] } },
          },
          { Effect: "Allow", Action: "dynamodb:Query", Resource: `${arn}/index/byG` },
        ],
      }),
    }),
  );
  const { Credentials: given } = await eventually(() =>
    sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn ?? "", RoleSessionName: "reader" })),
  );
  sts.destroy();
  restricted = new DynamoDBClient({
    ...settings,
    credentials: {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    },
  });
  for (const pk of ["mine", "yours"]) {
    await clients.db.send(new PutItemCommand({ TableName, Item: { pk: s(pk), sk: s("a"), g: s("shared") } }));
  }
});

afterAll(async () => {
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "own" }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  iam.destroy();
  restricted.destroy();
});

const get = (pk: string) =>
  restricted.send(new GetItemCommand({ TableName, Key: { pk: s(pk), sk: s("a") } }));
const query = (name: string, value: string, IndexName?: string) =>
  restricted.send(
    new QueryCommand({
      TableName,
      IndexName,
      KeyConditionExpression: "#k = :v",
      ExpressionAttributeNames: { "#k": name },
      ExpressionAttributeValues: { ":v": s(value) },
    }),
  );
const denied = (action: string, resource: string) => ({
  name: "AccessDeniedException",
  message: expect.stringMatching(
    new RegExp(`assumed-role/.* is not authorized to perform: dynamodb:${action} on resource: .*${resource}`),
  ),
});

describe("a role that may have one partition (dynamodb:LeadingKeys)", () => {
  test("reads, writes and queries it", async () => {
    expect((await eventually(() => get("mine"))).Item).toMatchObject({ pk: s("mine") });
    await restricted.send(new PutItemCommand({ TableName, Item: { pk: s("mine"), sk: s("b") } }));
    expect((await query("pk", "mine")).Count).toBe(2);
  });

  test("is denied every other one", async () => {
    await expect(get("yours")).rejects.toMatchObject(denied("GetItem", TableName));
    const put = new PutItemCommand({ TableName, Item: { pk: s("yours"), sk: s("b") } });
    await expect(restricted.send(put)).rejects.toMatchObject(denied("PutItem", TableName));
    await expect(query("pk", "yours")).rejects.toMatchObject(denied("Query", TableName));
  });

  test("may query the index it was given, and no other", async () => {
    expect((await query("g", "shared", "byG")).Count).toBe(2);
    await expect(query("g", "shared", "closed")).rejects.toMatchObject(denied("Query", "index/closed"));
  });

  test("is denied what no statement allows", async () => {
    await expect(restricted.send(new ScanCommand({ TableName }))).rejects.toMatchObject(
      denied("Scan", TableName),
    );
  });
});

import { startCloud } from "../../../../../src/local/cloud.ts";
import type { Caller } from "../../../../../src/local/kernel/service.ts";

/**
 * Writes as fast as it can into the state folder it is told, and says on its standard output what has been acknowledged,
 * until it is killed: `p <n>` for a put, `t <n>` for a transaction of two puts.
 */
const [, , folder = "", from = "0"] = process.argv;
const cloud = await startCloud({ port: 0, stateFolder: folder, region: "eu-west-1" });
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
const call = (operation: string, input: object) => cloud.call("dynamodb", operation, input, root);

const TableName = "durable";
if (Number(from) === 0) {
  await call("CreateTable", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byG",
        KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  });
}
process.stdout.write("ready\n");
for (let number = Number(from); ; number += 1) {
  const item = (name: string) => ({
    pk: { S: `${name}-${number}` },
    g: { S: "all" },
    n: { N: String(number) },
  });
  if (number % 3 === 0) {
    await call("TransactWriteItems", {
      TransactItems: ["one", "two"].map((name) => ({ Put: { TableName, Item: item(name) } })),
    });
    process.stdout.write(`t ${number}\n`);
  } else {
    await call("PutItem", { TableName, Item: item("put") });
    process.stdout.write(`p ${number}\n`);
  }
  if (number % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
}

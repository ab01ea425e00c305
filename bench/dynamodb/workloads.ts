export const TableName = "bench";
/** Items in the table before anything is measured: 20 of a partition. */
export const filled = 1000;
const partitionSize = 20;

/** @param version of the same item: writes in turns of it are never of what is there already */
export function item(number: number, version = 0) {
  return {
    pk: { S: `p${Math.floor(number / partitionSize) % (filled / partitionSize)}` },
    sk: { S: `item#${String(number % partitionSize).padStart(6, "0")}` },
    name: { S: `Customer number ${number}` },
    email: { S: `customer.${number}@example.com` },
    total: { N: String(number * 1.25 + version) },
    active: { BOOL: number % 2 === 0 },
    tags: { L: [{ S: "one" }, { S: "two" }, { S: "three" }] },
    address: { M: { street: { S: "1 Some Street" }, city: { S: "Dublin" }, zip: { S: "D01" } } },
  };
}

export interface Workload {
  readonly name: string;
  readonly operation: string;
  readonly input: (number: number, version: number) => object;
  /** What a server that does nothing says: of the size of the real answer. */
  readonly answer: object;
}

export const workloads: readonly Workload[] = [
  {
    name: "put",
    operation: "PutItem",
    input: (number, version) => ({ TableName, Item: item(number, version) }),
    answer: {},
  },
  {
    name: "get",
    operation: "GetItem",
    input(number) {
      const { pk, sk } = item(number);
      return { TableName, Key: { pk, sk } };
    },
    answer: { Item: item(7) },
  },
  {
    name: "query of 20",
    operation: "Query",
    input: (number) => ({
      TableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": item(number).pk },
      Limit: partitionSize,
    }),
    answer: { Items: Array.from({ length: partitionSize }, () => item(7)), Count: 20, ScannedCount: 20 },
  },
  {
    name: "transact 4 puts",
    operation: "TransactWriteItems",
    input: (number, version) => ({
      TransactItems: [0, 1, 2, 3].map((offset) => ({
        Put: { TableName, Item: item(number + offset, version) },
      })),
    }),
    answer: {},
  },
];

export const table = {
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
};

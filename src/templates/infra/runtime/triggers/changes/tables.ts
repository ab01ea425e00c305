import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Key } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { plainItem } from "./plain-item.ts";

/** An expression with its names and values, in plain JavaScript. */
export interface Expression {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** One action of a transaction. */
export interface Action {
  readonly table: string;
  readonly key: Key;
  readonly kind: "ConditionCheck" | "Delete" | "Update";
  readonly condition?: string;
  /** Of an update. */
  readonly update?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The tables, with the few operations that cleaning up needs. */
export interface Tables {
  get(table: string, key: Key): Promise<Item | null>;
  /** Pages of a partition of the table, or of one of its indexes (`gsi1`). */
  pages(table: string, index: string | null, partition: string, size: number): AsyncIterable<readonly Item[]>;
  /** @returns false where the condition did not hold */
  deleteIf(table: string, key: Key, condition: Expression): Promise<boolean>;
  /** Deletes whatever the keys name; up to 25. */
  deleteAll(table: string, keys: readonly Key[]): Promise<void>;
  /** @returns false where a condition did not hold, and nothing was written */
  transact(actions: readonly Action[]): Promise<boolean>;
}

/** DynamoDB's limit for BatchWriteItem. */
export const mostBatched = 25;

export function dynamoTables(client: DynamoDBClient): Tables {
  return {
    async get(table, key) {
      const command = new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true });
      const { Item: item } = await client.send(command);
      return item === undefined ? null : plainItem(item);
    },

    async *pages(table, index, partition, size) {
      let start: QueryCommand["input"]["ExclusiveStartKey"];
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            ...(index !== null && { IndexName: index }),
            KeyConditionExpression: "#pk = :pk",
            ExpressionAttributeNames: { "#pk": index === null ? "pk" : `${index}_pk` },
            ExpressionAttributeValues: { ":pk": { S: partition } },
            Limit: size,
            ExclusiveStartKey: start,
          }),
        );
        start = page.LastEvaluatedKey;
        yield (page.Items ?? []).map(plainItem);
      } while (start !== undefined);
    },

    async deleteIf(table, key, { expression, names, values }) {
      const command = new DeleteItemCommand({
        TableName: table,
        Key: marshall(key),
        ConditionExpression: expression,
        ...expressionInput(names, values),
      });
      return unless(ConditionalCheckFailedException, client.send(command));
    },

    async deleteAll(table, keys) {
      let left = keys.map((key) => ({ DeleteRequest: { Key: marshall(key) } }));
      for (let attempt = 1; left.length > 0; attempt++) {
        if (attempt > 5) throw new Error(`${table} is too busy: ${left.length} items are left to delete.`);
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
        );
        left = (UnprocessedItems?.[table] ?? []).flatMap(({ DeleteRequest }) =>
          DeleteRequest?.Key === undefined ? [] : [{ DeleteRequest: { Key: DeleteRequest.Key } }],
        );
      }
    },

    transact: (actions) => transact(client, actions.map(toItem)),
  };
}

async function transact(client: DynamoDBClient, TransactItems: TransactWriteItem[]): Promise<boolean> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
    // Anything but a condition (a conflict, a throttled table) passes: try again later.
    if (codes.every((code) => code === "None" || code === "ConditionalCheckFailed")) return false;
    throw error;
  }
}

function toItem({ kind, table, key, condition, update, names, values }: Action): TransactWriteItem {
  const common = { TableName: table, Key: marshall(key), ...expressionInput(names, values) };
  if (kind === "Update") {
    return {
      Update: {
        ...common,
        UpdateExpression: update,
        ...(condition !== undefined && { ConditionExpression: condition }),
      },
    };
  }
  if (kind === "ConditionCheck") return { ConditionCheck: { ...common, ConditionExpression: condition } };
  return { Delete: { ...common, ...(condition !== undefined && { ConditionExpression: condition }) } };
}

function expressionInput(
  names: Readonly<Record<string, string>> | undefined,
  values: Readonly<Record<string, unknown>> | undefined,
) {
  return {
    ...(names !== undefined && { ExpressionAttributeNames: { ...names } }),
    ...(values !== undefined && {
      ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }),
    }),
  };
}

async function unless(
  type: typeof ConditionalCheckFailedException,
  done: Promise<unknown>,
): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if (error instanceof type) return false;
    throw error;
  }
}

import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { isMap, type Plain } from "../runtime/plain.ts";
import type { DataSource } from "./data-source.ts";
import { batchGet, batchWrite } from "./dynamodb-batch.ts";
import { deleteItem, getItem, putItem, updateItem } from "./dynamodb-items.ts";
import { query, scan } from "./dynamodb-query.ts";
import { transactGet, transactWrite } from "./dynamodb-transactions.ts";
import { failure, type Operation } from "./operation.ts";

const operations: Readonly<Record<string, Operation>> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  BatchGetItem: batchGet,
  BatchPutItem: batchWrite,
  BatchDeleteItem: batchWrite,
  TransactGetItems: transactGet,
  TransactWriteItems: transactWrite,
};

/** What the data source did: the operation as AppSync names it, and the request. */
export type DynamoDBCall = (operation: string, request: Plain) => void;

/**
 * A DynamoDB data source. Failures of DynamoDB come back as AppSync reports them: `ctx.error` with type
 * `DynamoDB:<exception>`.
 */
export function dynamodb(client: DynamoDBClient, table: string, onCall: DynamoDBCall = () => {}): DataSource {
  return {
    async execute(request) {
      const name = isMap(request) ? String(request["operation"]) : "";
      const operation = operations[name];
      if (!isMap(request) || operation === undefined) {
        throw new Error(`A DynamoDB data source got ${JSON.stringify(request)}`);
      }
      onCall(name, request);
      try {
        return await operation(client, table, request);
      } catch (problem) {
        return failure(problem);
      }
    },
  };
}

import { isMap, type Plain } from "../runtime/plain.ts";
import type { Answer } from "./data-source.ts";
import { batchGet, batchWrite } from "./dynamodb-batch.ts";
import { deleteItem, getItem, putItem, updateItem } from "./dynamodb-items.ts";
import { query, scan } from "./dynamodb-query.ts";
import { transactGet, transactWrite } from "./dynamodb-transactions.ts";
import { type DynamoDBPort, failure, type Operation } from "./operation.ts";

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

/**
 * Does what a request handler asked of a table. Failures of DynamoDB come back as AppSync reports them: `ctx.error`
 * with type `DynamoDB:<exception>`.
 *
 * @param onCall is told the operation as AppSync names it, and the request
 * @throws where the request is none that AppSync knows
 */
export async function onTable(
  port: DynamoDBPort,
  table: string,
  request: unknown,
  onCall: (operation: string, request: Plain) => void = () => {},
): Promise<Answer> {
  const name = isMap(request) ? String(request["operation"]) : "";
  const operation = operations[name];
  if (!isMap(request) || operation === undefined) {
    throw new Error(`A DynamoDB data source got ${JSON.stringify(request)}`);
  }
  onCall(name, request);
  try {
    return await operation(port, table, request);
  } catch (problem) {
    return failure(problem);
  }
}

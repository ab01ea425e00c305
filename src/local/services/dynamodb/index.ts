import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { batchExecuteStatement } from "./api/batch-execute-statement.ts";
import { batchGetItem } from "./api/batch-get-item.ts";
import { batchWriteItem } from "./api/batch-write-item.ts";
import { describeContinuousBackups, updateContinuousBackups } from "./api/continuous-backups.ts";
import { createTable } from "./api/create-table.ts";
import { deleteItem } from "./api/delete-item.ts";
import { deleteTable } from "./api/delete-table.ts";
import { describeEndpoints, describeLimits } from "./api/describe-account.ts";
import { describeStream } from "./api/describe-stream.ts";
import { describeTable } from "./api/describe-table.ts";
import { executeStatement } from "./api/execute-statement.ts";
import { executeTransaction } from "./api/execute-transaction.ts";
import { getItem } from "./api/get-item.ts";
import { getRecords } from "./api/get-records.ts";
import { getShardIterator } from "./api/get-shard-iterator.ts";
import { listStreams } from "./api/list-streams.ts";
import { listTables } from "./api/list-tables.ts";
import { putItem } from "./api/put-item.ts";
import { query } from "./api/query.ts";
import { scan } from "./api/scan.ts";
import { listTagsOfResource, tagResource, untagResource } from "./api/tags.ts";
import { describeTimeToLive, updateTimeToLive } from "./api/time-to-live.ts";
import { transactGetItems } from "./api/transact-get-items.ts";
import { transactWriteItems } from "./api/transact-write-items.ts";
import { updateItem } from "./api/update-item.ts";
import { updateTable } from "./api/update-table.ts";
import { engine } from "./engine.ts";
import model from "./model.gen.json" with { type: "json" };
import { dynamodbTable } from "./resources/dynamodb-table.ts";
import streamsModel from "./streams-model.gen.json" with { type: "json" };
import { sweeper } from "./sweeper.ts";

/** DynamoDB, and DynamoDB Streams. */
export function dynamoDb(context: ServiceContext): Service {
  const inside = engine(context);
  const sweep = sweeper(inside);
  return {
    name: "dynamodb",
    models: [model as ServiceModel, streamsModel as ServiceModel],
    operations: {
      BatchExecuteStatement: batchExecuteStatement(inside),
      BatchGetItem: batchGetItem(inside),
      BatchWriteItem: batchWriteItem(inside),
      CreateTable: createTable(inside),
      DeleteItem: deleteItem(inside),
      DeleteTable: deleteTable(inside),
      DescribeContinuousBackups: describeContinuousBackups(inside),
      DescribeEndpoints: describeEndpoints(inside),
      DescribeLimits: describeLimits(inside),
      DescribeStream: describeStream(inside),
      DescribeTable: describeTable(inside),
      DescribeTimeToLive: describeTimeToLive(inside),
      ExecuteStatement: executeStatement(inside),
      ExecuteTransaction: executeTransaction(inside),
      GetItem: getItem(inside),
      GetRecords: getRecords(inside),
      GetShardIterator: getShardIterator(inside),
      ListStreams: listStreams(inside),
      ListTables: listTables(inside),
      ListTagsOfResource: listTagsOfResource(inside),
      PutItem: putItem(inside),
      Query: query(inside),
      Scan: scan(inside),
      TagResource: tagResource(inside),
      TransactGetItems: transactGetItems(inside),
      TransactWriteItems: transactWriteItems(inside),
      UntagResource: untagResource(inside),
      UpdateContinuousBackups: updateContinuousBackups(inside),
      UpdateItem: updateItem(inside),
      UpdateTable: updateTable(inside),
      UpdateTimeToLive: updateTimeToLive(inside),
    },
    start: sweep.start,
    stop: sweep.stop,
    resources: { [dynamodbTable.type]: dynamodbTable },
  };
}

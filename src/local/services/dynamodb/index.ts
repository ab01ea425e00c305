import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { describeContinuousBackups, updateContinuousBackups } from "./api/continuous-backups.ts";
import { createTable } from "./api/create-table.ts";
import { deleteItem } from "./api/delete-item.ts";
import { deleteTable } from "./api/delete-table.ts";
import { describeTable } from "./api/describe-table.ts";
import { getItem } from "./api/get-item.ts";
import { listTables } from "./api/list-tables.ts";
import { putItem } from "./api/put-item.ts";
import { query } from "./api/query.ts";
import { scan } from "./api/scan.ts";
import { listTagsOfResource, tagResource, untagResource } from "./api/tags.ts";
import { describeTimeToLive, updateTimeToLive } from "./api/time-to-live.ts";
import { updateItem } from "./api/update-item.ts";
import { updateTable } from "./api/update-table.ts";
import { engine } from "./engine.ts";
import model from "./model.gen.json" with { type: "json" };
import { dynamodbTable } from "./resources/dynamodb-table.ts";
import streamsModel from "./streams-model.gen.json" with { type: "json" };

/** DynamoDB, and DynamoDB Streams. */
export function dynamoDb(context: ServiceContext): Service {
  const inside = engine(context);
  return {
    name: "dynamodb",
    models: [model as ServiceModel, streamsModel as ServiceModel],
    operations: {
      CreateTable: createTable(inside),
      DeleteItem: deleteItem(inside),
      DeleteTable: deleteTable(inside),
      DescribeContinuousBackups: describeContinuousBackups(inside),
      DescribeTable: describeTable(inside),
      DescribeTimeToLive: describeTimeToLive(inside),
      GetItem: getItem(inside),
      ListTables: listTables(inside),
      ListTagsOfResource: listTagsOfResource(inside),
      PutItem: putItem(inside),
      Query: query(inside),
      Scan: scan(inside),
      TagResource: tagResource(inside),
      UntagResource: untagResource(inside),
      UpdateContinuousBackups: updateContinuousBackups(inside),
      UpdateItem: updateItem(inside),
      UpdateTable: updateTable(inside),
      UpdateTimeToLive: updateTimeToLive(inside),
    },
    resources: { [dynamodbTable.type]: dynamodbTable },
  };
}

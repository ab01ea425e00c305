import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { backend } from "../../backend.gen.ts";
import { AppStage } from "../constructs/app-stage.ts";
import { triggeredBy } from "../constructs/settings.ts";
import { environmentVariable, optionalVariable } from "../lambda/environment.ts";
import { awsOutlets } from "./changes/aws-outlets.ts";
import { createChangesHandler } from "./changes/create-changes-handler.ts";
import { dynamoTables } from "./changes/tables.ts";

const pooledTable = environmentVariable("PLINTH_TABLE");
// Names follow from the stage's name alone.
const stage = {
  name: environmentVariable("PLINTH_STAGE"),
  protected: false,
  account: null,
  logRetentionDays: 1,
};
const appStage = new AppStage(backend.app, stage);

/** Follows the tables' streams and the clean-up queue. */
export const handler = createChangesHandler({
  models: backend.models,
  listeners: backend.functions
    .filter(triggeredBy("modelChange"))
    .map(({ name, trigger: { model, on } }) => ({ name, model, on })),
  pooledTable,
  tableOf: ({ name, dedicated }) => (dedicated ? environmentVariable(`PLINTH_TABLE_${name}`) : pooledTable),
  tables: dynamoTables(new DynamoDBClient({ maxAttempts: 6 })),
  outlets: awsOutlets({
    bucket: optionalVariable("PLINTH_FILES_BUCKET") ?? null,
    queueUrl: environmentVariable("PLINTH_CLEANUP_QUEUE_URL"),
    functionName: (name) => appStage.functionName(name),
  }),
  now: () => new Date(),
});

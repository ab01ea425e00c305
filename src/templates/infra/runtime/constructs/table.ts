import type { Construct } from "constructs";
import { dynamodb, RemovalPolicy } from "../cdk.cjs";

/** Generic indexes of every table. Which model's index lives in which one is written in `plinth.lock.json`. */
const indexCount = 12;

/**
 * A table that never changes: one pair of string keys, and twelve indexes of string keys that hold whatever the models
 * need, now and later. An index without entries costs nothing. See "Keys" in runtime/data.
 */
export class Table extends dynamodb.CfnTable {
  constructor(scope: Construct, id: string) {
    const indexes = Array.from({ length: indexCount }, (_, position) => `gsi${position + 1}`);
    super(scope, id, {
      billingMode: "PAY_PER_REQUEST",
      attributeDefinitions: ["", ...indexes.map((name) => `${name}_`)].flatMap((prefix) => [
        { attributeName: `${prefix}pk`, attributeType: "S" },
        { attributeName: `${prefix}sk`, attributeType: "S" },
      ]),
      keySchema: keySchema(""),
      globalSecondaryIndexes: indexes.map((indexName) => ({
        indexName,
        keySchema: keySchema(`${indexName}_`),
        projection: { projectionType: "ALL" },
      })),
      streamSpecification: { streamViewType: "NEW_AND_OLD_IMAGES" },
      timeToLiveSpecification: { attributeName: "_ttl", enabled: true },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      sseSpecification: { sseEnabled: true },
      deletionProtectionEnabled: true,
    });
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}

function keySchema(prefix: string): dynamodb.CfnTable.KeySchemaProperty[] {
  return [
    { attributeName: `${prefix}pk`, keyType: "HASH" },
    { attributeName: `${prefix}sk`, keyType: "RANGE" },
  ];
}

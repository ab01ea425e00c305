const within = (object: string, names: string): string[] =>
  names.split(" ").map((name) => `${object}.${name}`);

/**
 * The modules that may be imported, and the functions they have. From the types of `@aws-appsync/utils` 2.1; its
 * Bedrock module and SQL's aggregates are left out.
 */
export const modules: Readonly<Record<string, ReadonlySet<string>>> = {
  "@aws-appsync/utils": new Set([
    ...within(
      "util",
      "appendError authType autoId autoKsuid autoUlid base64Decode base64Encode error escapeJavaScript matches unauthorized urlDecode urlEncode",
    ),
    ...within(
      "util.time",
      "epochMilliSecondsToFormatted epochMilliSecondsToISO8601 epochMilliSecondsToSeconds nowEpochMilliSeconds nowEpochSeconds nowFormatted nowISO8601 parseFormattedToEpochMilliSeconds parseISO8601ToEpochMilliSeconds",
    ),
    ...within(
      "util.dynamodb",
      "fromS3ObjectJson toBinary toBinarySet toBoolean toDynamoDB toList toMap toMapValues toNull toNumber toNumberSet toS3Object toString toStringSet",
    ),
    ...within(
      "util.transform",
      "toDynamoDBConditionExpression toDynamoDBFilterExpression toElasticsearchQueryDSL toSubscriptionFilter",
    ),
    ...within("util.math", "maxVal minVal randomDouble randomWithinRange roundNum"),
    ...within("util.str", "normalize"),
    ...within("util.http", "addResponseHeader addResponseHeaders copyHeaders"),
    ...within("util.xml", "toJsonString toMap"),
    "util.rds.toJsonObject",
    ...within(
      "extensions",
      "evictFromApiCache invalidateSubscriptions setSubscriptionFilter setSubscriptionInvalidationFilter",
    ),
    "runtime.earlyReturn",
  ]),
  "@aws-appsync/utils/dynamodb": new Set([
    ..."batchDelete batchGet batchPut get put query remove scan sync transactGet transactWrite update".split(
      " ",
    ),
    ..."toBinarySet toNumberSet toStringSet".split(" "),
    ...within("operations", "add append decrement increment prepend remove replace updateListItem"),
  ]),
  "@aws-appsync/utils/rds": new Set([
    ..."createMySQLStatement createPgStatement insert remove select sql toJsonObject update".split(" "),
    ...within("typeHint", "DATE DECIMAL JSON TIME TIMESTAMP UUID"),
  ]),
};

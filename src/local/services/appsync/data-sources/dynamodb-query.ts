import type { Plain } from "../runtime/plain.ts";
import { fromItem } from "./attribute-maps.ts";
import { answer } from "./data-source.ts";
import { Expressions } from "./expressions.ts";
import { readToken, writeToken } from "./next-token.ts";
import type { DynamoDBOutput, Operation } from "./operation.ts";

export const query: Operation = async (client, table, request) => {
  const expressions = new Expressions();
  const place = `${table}/${String(request["index"] ?? "")}`;
  const output = await client("Query", {
    ...pagedInput(table, request, place, expressions),
    KeyConditionExpression: expressions.take(request["query"]),
    ScanIndexForward: request["scanIndexForward"] !== false,
    ...expressions.members(),
  });
  return pageOf(output, place);
};

export const scan: Operation = async (client, table, request) => {
  const expressions = new Expressions();
  const place = `scan:${table}/${String(request["index"] ?? "")}`;
  const output = await client("Scan", {
    ...pagedInput(table, request, place, expressions),
    Segment: request["segment"] as number | undefined,
    TotalSegments: request["totalSegments"] as number | undefined,
    ...expressions.members(),
  });
  return pageOf(output, place);
};

function pagedInput(table: string, request: Plain, place: string, expressions: Expressions) {
  const limit = request["limit"];
  return {
    TableName: table,
    IndexName: (request["index"] as string | null | undefined) ?? undefined,
    Limit: typeof limit === "number" ? limit : undefined,
    ConsistentRead: request["consistentRead"] === true,
    FilterExpression: expressions.take(request["filter"]),
    ProjectionExpression: expressions.take(request["projection"]),
    ExclusiveStartKey: readToken(place, request["nextToken"]),
  };
}

function pageOf(output: DynamoDBOutput, place: string) {
  return answer({
    items: (output.Items ?? []).map(fromItem),
    nextToken: writeToken(place, output.LastEvaluatedKey),
    scannedCount: output.ScannedCount ?? 0,
  });
}

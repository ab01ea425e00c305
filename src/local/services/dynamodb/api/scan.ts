import type { ScanInput, ScanOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { arnOf, given } from "../access.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { readSubstitutions } from "../expressions/substitutions.ts";
import { checkPathsIntoKeys } from "../items/check-keys.ts";
import { conditionPaths } from "../items/condition-paths.ts";
import { checkConstraints, checkExpressionUse, refuseLegacy } from "../items/constraints.ts";
import { findIndex, findTable } from "../items/find-table.ts";
import { readPage } from "../items/read-page.ts";
import { pageResponse } from "../items/respond-page.ts";
import { checkIndexRead, checkSelect } from "../items/selection.ts";
import { readStartKey, startPosition } from "../items/start-key.ts";
import type { Item } from "../values/attribute-value.ts";
import { afterAll, beforeAll, segmentStart } from "../values/key-encoding.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan = (engine: Engine): Operation<ScanInput, ScanOutput> => ({
  access: (input) => [
    {
      action: "dynamodb:Scan",
      resource: arnOf(engine, input.TableName ?? "", input.IndexName),
      conditions: given({ "dynamodb:Select": input.Select }),
    },
  ],

  handle(input, call) {
    checkConstraints(input);
    refuseLegacy("Scan", input);
    checkExpressionUse(input, { FilterExpression: input.FilterExpression }, input.ProjectionExpression);
    const startKey = readStartKey(input.ExclusiveStartKey as Item | undefined);
    const segment = readSegment(input);
    checkSelect(input);
    const substitutions = readSubstitutions(input as Parameters<typeof readSubstitutions>[0]);
    const filter =
      input.FilterExpression === undefined
        ? null
        : engine.expressions.condition("FilterExpression", input.FilterExpression, substitutions);
    const projection =
      input.ProjectionExpression === undefined
        ? null
        : engine.expressions.projection(input.ProjectionExpression, substitutions);
    substitutions.checkUsed();

    const open = findTable(engine, input.TableName ?? "");
    const index = input.IndexName === undefined ? null : findIndex(open.table, input.IndexName);
    if (index !== null) checkIndexRead(index, input.Select, input.ConsistentRead);
    if (filter !== null) checkPathsIntoKeys(open.table, conditionPaths(filter));
    if (projection !== null) checkPathsIntoKeys(open.table, projection);
    const after = startKey === null ? null : startPosition(open, index, startKey);
    const fromPartition = segmentStart(segment.number, segment.of);
    const toPartition = segmentStart(segment.number + 1, segment.of);
    if (
      after !== null &&
      (Buffer.compare(after.partition, fromPartition) < 0 ||
        Buffer.compare(after.partition, toPartition) >= 0)
    ) {
      throw validation(
        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: " +
          `${segment.of} Segment: ${segment.number}`,
      );
    }
    const page = readPage({
      open,
      index,
      span: {
        partition: null,
        fromPartition,
        toPartition,
        from: beforeAll,
        to: afterAll,
        forward: true,
        most: input.Limit ?? null,
        after,
      },
      limit: input.Limit ?? null,
      filter,
      projection,
      wantsItems: input.Select !== "COUNT",
      fromTable:
        index !== null && !index.global && (input.Select === "ALL_ATTRIBUTES" || projection !== null),
      onWire: call.request !== null,
    });
    return pageResponse(input, index, page);
  },
});

function readSegment({ Segment, TotalSegments }: ScanInput): { number: number; of: number } {
  if (Segment === undefined && TotalSegments === undefined) return { number: 0, of: 1 };
  if (TotalSegments === undefined) {
    throw validation(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (Segment === undefined) {
    throw validation(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (Segment >= TotalSegments) {
    throw validation(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );
  }
  return { number: Segment, of: TotalSegments };
}

import type { QueryOutput } from "@aws-sdk/client-dynamodb";
import type { Index } from "../tables/table.ts";
import { consumedCapacity, noUnits, readUnits } from "./capacity.ts";
import type { Page } from "./read-page.ts";

interface Asked {
  readonly TableName?: string | undefined;
  readonly Select?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
}

/** What Query and Scan answer. */
export function pageResponse(input: Asked, index: Index | null, page: Page): QueryOutput {
  const units = noUnits();
  const read = readUnits(page.bytes, input.ConsistentRead ? 1 : 0.5);
  if (index === null) units.table = read;
  else units.indexes.set(index, read);
  const capacity = consumedCapacity(input.ReturnConsumedCapacity, input.TableName ?? "", units);
  return {
    ...(input.Select !== "COUNT" && { Items: page.items as QueryOutput["Items"] & object }),
    Count: page.count,
    ScannedCount: page.scanned,
    ...(page.lastKey !== null && {
      LastEvaluatedKey: page.lastKey as QueryOutput["LastEvaluatedKey"] & object,
    }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
}

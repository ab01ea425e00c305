import type { PutItemOutput } from "@aws-sdk/client-dynamodb";
import { project } from "../expressions/project.ts";
import type { Item } from "../values/attribute-value.ts";
import { consumedCapacity, writeUnits } from "./capacity.ts";
import type { Write, Written } from "./write.ts";

interface Asked {
  readonly TableName?: string | undefined;
  readonly ReturnValues?: string | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
}

/** What a single write answers. Item collection metrics are never told: no table here has a size that matters. */
export function writeResponse(input: Asked, write: Write, written: Written): PutItemOutput {
  const attributes = returned(input.ReturnValues, write, written);
  const capacity =
    input.ReturnConsumedCapacity === undefined || input.ReturnConsumedCapacity === "NONE"
      ? undefined
      : consumedCapacity(
          input.ReturnConsumedCapacity,
          input.TableName ?? "",
          writeUnits(write.open.table, written.before, written.after, 1),
        );
  return {
    ...(attributes !== null && { Attributes: attributes as PutItemOutput["Attributes"] & object }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
}

function returned(wanted: string | undefined, write: Write, { before, after }: Written): Item | null {
  switch (wanted) {
    case "ALL_OLD":
      return before?.item ?? null;
    case "ALL_NEW":
      return after?.item ?? null;
    case "UPDATED_OLD":
      return some(before === null ? null : project(before.item, write.paths));
    case "UPDATED_NEW":
      return some(after === null ? null : project(after.item, write.newPaths));
    default:
      return null;
  }
}

function some(item: Item | null): Item | null {
  return item !== null && Object.keys(item).length > 0 ? item : null;
}

import { invalidParameter, validation } from "../errors.ts";
import type { Index } from "../tables/table.ts";

export interface SelectInput {
  readonly Select?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly IndexName?: string | undefined;
}

/** @throws WireError where Select and the other parameters contradict each other */
export function checkSelect(input: SelectInput): void {
  const { Select: select, ProjectionExpression: projection } = input;
  if (select === "SPECIFIC_ATTRIBUTES" && projection === undefined) {
    throw validation(
      "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  }
  if (projection !== undefined && select !== undefined && select !== "SPECIFIC_ATTRIBUTES") {
    const what = select === "COUNT" ? "only the Count" : select;
    throw validation(`Cannot specify the ProjectionExpression when choosing to get ${what}`);
  }
  if (select === "ALL_PROJECTED_ATTRIBUTES" && input.IndexName === undefined) {
    throw validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
}

/** @throws WireError where the index cannot give what is asked for */
export function checkIndexRead(
  index: Index,
  select: string | undefined,
  consistent: boolean | undefined,
): void {
  if (!index.global) return;
  if (consistent) {
    throw validation("Consistent reads are not supported on global secondary indexes");
  }
  if (select === "ALL_ATTRIBUTES" && index.projection.type !== "ALL") {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
}

import { encodeSort, separator } from "../data/encode.ts";
import type { Item, Value } from "../data/record.ts";
import type { FieldType } from "../data/spec.ts";
import { invalid } from "./fail.ts";
import { canonical } from "./times.ts";

/** Inclusive bounds of a sort key. */
export interface Bounds {
  readonly low: string;
  /** Null: no upper bound. */
  readonly high: string | null;
}

/** Right after every sort key that goes on after a value: the character that follows the separator. */
const after = "!";
/** Sorts after every text. */
const last = "\u{10ffff}";

/**
 * The sort keys that a Range argument means, on the first sort field of an index. Several operators narrow each other.
 * Records without a value are never in a range.
 *
 * @returns null for a range that says nothing
 */
export function boundsOf(field: string, type: FieldType | undefined, range: Item): Bounds | null {
  // Missing values sort before the separator, so the separator alone is the lowest bound of what has a value.
  let low = separator;
  let high: string | null = null;
  let given = false;
  Object.entries(range).forEach(([operator, operand]) => {
    if (operand === null || operand === undefined) return;
    given = true;
    const bounds = operatorBounds(operator, encoded(field, type, operator, operand));
    if (bounds.low > low) low = bounds.low;
    if (bounds.high !== null && (high === null || bounds.high < high)) high = bounds.high;
  });
  return given ? { low, high } : null;
}

function encoded(field: string, type: FieldType | undefined, operator: string, operand: Value): string[] {
  const values = [operand].flat().map((value) => canonical(type, value));
  if (values.some((value) => value === null)) {
    invalid([{ field: `${field}.${operator}`, message: "must be given without an offset" }]);
  }
  if (operator === "between" && values.length !== 2) {
    invalid([{ field: `${field}.between`, message: "needs two values" }]);
  }
  return values.map((value) => encodeSort(value));
}

function operatorBounds(operator: string, values: readonly string[]): Bounds {
  const first = `${values[0]}`;
  if (operator === "eq") return { low: first + separator, high: first + after };
  if (operator === "lt") return { low: separator, high: first + separator };
  if (operator === "le") return { low: separator, high: first + after };
  if (operator === "gt") return { low: first + after, high: null };
  if (operator === "ge") return { low: first + separator, high: null };
  if (operator === "between") return { low: first + separator, high: `${values[1]}${after}` };
  // beginsWith
  return { low: first, high: first + last };
}

import { isMap } from "./plain.ts";
import type { Filter, SubscriptionFilter } from "./subscription-filter.ts";

/** Limits of enhanced subscription filters, from AppSync's guide. */
const limits = { filters: 10, fields: 5, inValues: 5, anyValues: 20 } as const;

/**
 * Would AppSync deliver this mutation result to a subscriber with this filter? Only selected fields are in the payload,
 * and a field that is missing or null matches nothing (also not `ne`).
 *
 * @throws when the filter breaks a limit, as AppSync refuses it
 */
export function matchesFilter(filter: SubscriptionFilter, payload: unknown): boolean {
  checkLimits(filter);
  return filter.filterGroup.some(({ filters }) => filters.every((each) => holds(each, payload)));
}

export function checkLimits(filter: SubscriptionFilter): void {
  for (const { filters } of filter.filterGroup) {
    if (filters.length > limits.filters)
      throw new Error(`A filter group has more than ${limits.filters} filters`);
    if (new Set(filters.map((each) => each.fieldName)).size > limits.fields) {
      throw new Error(`A filter group names more than ${limits.fields} fields`);
    }
    for (const { operator, value } of filters) {
      const most = operator === "containsAny" ? limits.anyValues : limits.inValues;
      if (/^(in|notIn|containsAny)$/.test(operator) && Array.isArray(value) && value.length > most) {
        throw new Error(`${operator} takes at most ${most} values`);
      }
    }
  }
}

function holds({ fieldName, operator, value }: Filter, payload: unknown): boolean {
  const actual = fieldName
    .split(".")
    .reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), payload);
  if (actual === undefined || actual === null) return false;
  switch (operator) {
    case "eq":
      return actual === value;
    case "ne":
      return actual !== value;
    case "lt":
      return compare(actual, value) < 0;
    case "le":
      return compare(actual, value) <= 0;
    case "gt":
      return compare(actual, value) > 0;
    case "ge":
      return compare(actual, value) >= 0;
    case "between":
      return Array.isArray(value) && compare(actual, value[0]) >= 0 && compare(actual, value[1]) <= 0;
    case "in":
      return Array.isArray(value) && value.includes(actual);
    case "notIn":
      return Array.isArray(value) && !value.includes(actual);
    case "beginsWith":
      return String(actual).startsWith(String(value));
    case "contains":
      return contains(actual, value);
    case "notContains":
      return !contains(actual, value);
    case "containsAny":
      return Array.isArray(value) && value.some((each) => contains(actual, each));
    default:
      throw new Error(`AppSync knows no filter operator ${operator}`);
  }
}

function contains(actual: unknown, value: unknown): boolean {
  return Array.isArray(actual) ? actual.includes(value) : String(actual).includes(String(value));
}

/** Numbers by value, everything else by code unit; NaN (never true in a comparison) for mixed types. */
function compare(a: unknown, b: unknown): number {
  if (typeof a !== typeof b) return Number.NaN;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

import { isMap, type Plain } from "./plain.ts";

export interface Filter {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

export interface SubscriptionFilter {
  readonly filterGroup: readonly { readonly filters: readonly Filter[] }[];
}

/** A list of alternatives, each a list of filters that must all hold. */
type Alternatives = Filter[][];

/**
 * `util.transform.toSubscriptionFilter`: every operator of a field, every member of an `or` and every rule is an
 * alternative, so the groups multiply out. Operators are passed on unchecked; `not` is read as a field. As recorded.
 */
export function toSubscriptionFilter(
  filter: unknown,
  ignored: unknown = [],
  rules: unknown = {},
): SubscriptionFilter | null {
  if (!isMap(filter)) return null;
  const skip = new Set(Array.isArray(ignored) ? ignored.map(String) : []);
  const ruled = isMap(rules) ? Object.entries(rules).flatMap(([name, value]) => field(name, value)) : [];
  const parts = all(filter, skip);
  const groups = ruled.length === 0 ? parts : multiply(parts, ruled);
  return { filterGroup: groups.filter((filters) => filters.length > 0).map((filters) => ({ filters })) };
}

function all(filter: Plain, skip: ReadonlySet<string>): Alternatives {
  let result: Alternatives = [[]];
  for (const [name, value] of Object.entries(filter)) {
    if (skip.has(name)) continue;
    const alternatives = alternativesOf(name, value, skip);
    if (alternatives.length > 0) result = multiply(result, alternatives);
  }
  return result;
}

function alternativesOf(name: string, value: unknown, skip: ReadonlySet<string>): Alternatives {
  if ((name === "and" || name === "or") && Array.isArray(value)) {
    const members = value.filter(isMap).map((member) => all(member, skip));
    return name === "or" ? members.flat() : members.reduce<Alternatives>(multiply, [[]]);
  }
  return field(name, value);
}

function field(fieldName: string, value: unknown): Alternatives {
  if (!isMap(value)) return [];
  return Object.entries(value).map(([operator, operand]) => [{ fieldName, operator, value: operand }]);
}

function multiply(left: Alternatives, right: Alternatives): Alternatives {
  return left.flatMap((a) => right.map((b) => [...a, ...b]));
}

import { recreation } from "../resource-spec.ts";

export interface PropertyChange {
  readonly name: string;
  readonly recreation: "Never" | "Conditionally" | "Always";
}

/** Which top-level properties differ, in name order. Numbers and booleans equal their texts, as CloudFormation sees it. */
export function changedProperties(
  type: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): PropertyChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => canonical(before[name]) !== canonical(after[name]))
    .sort()
    .map((name) => ({ name, recreation: recreation(type, name) }));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === "number" || typeof item === "boolean") return String(item);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

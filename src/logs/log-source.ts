/** Something of a stage that writes a log. */
export interface LogSource {
  /** As people call it: a function's name, `api` or `http`. */
  readonly name: string;
  readonly kind: "function" | "api" | "http";
  /** Name of its log group. */
  readonly group: string;
}

/** @returns null where a log group is not one of those that a Plinth stage has */
export function logSource(group: string, prefix: string): LogSource | null {
  const functions = `/aws/lambda/${prefix}-`;
  if (group.startsWith(functions)) return { name: group.slice(functions.length), kind: "function", group };
  if (group.startsWith("/aws/appsync/apis/")) return { name: "api", kind: "api", group };
  if (group === `/aws/vendedlogs/${prefix}-http`) return { name: "http", kind: "http", group };
  return null;
}

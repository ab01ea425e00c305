import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { constraint, validation } from "../errors.ts";

/** By the name AWS's messages use; requests have it with a capital. */
const sets = {
  returnConsumedCapacity: ["INDEXES", "TOTAL", "NONE"],
  returnItemCollectionMetrics: ["SIZE", "NONE"],
  returnValues: ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"],
  returnValuesOnConditionCheckFailure: ["ALL_OLD", "NONE"],
  select: ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"],
} as const;

const enumerations = Object.entries(sets).map(([member, allowed]) => ({
  member,
  key: `${member.charAt(0).toUpperCase()}${member.slice(1)}` as keyof ConstrainedInput,
  allowed: allowed as readonly string[],
}));

export interface ConstrainedInput {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
  readonly ReturnItemCollectionMetrics?: string | undefined;
  readonly ReturnValues?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
  readonly Select?: string | undefined;
  readonly Limit?: number | undefined;
  readonly Segment?: number | undefined;
  readonly TotalSegments?: number | undefined;
}

const mostSegments = 1_000_000;

/**
 * Holds the members of a request that stand for themselves to AWS's model of it.
 *
 * @throws WireError ValidationException naming all that is wrong
 */
export function checkConstraints(input: ConstrainedInput): void {
  const problems: string[] = [];
  for (const { member, key, allowed } of enumerations) {
    const value = input[key];
    if (typeof value === "string" && !allowed.includes(value)) {
      problems.push(failed(member, value, `Member must satisfy enum value set: [${allowed.join(", ")}]`));
    }
  }
  if (input.TableName !== undefined) problems.push(...nameProblems("tableName", input.TableName));
  if (input.IndexName !== undefined) problems.push(...nameProblems("indexName", input.IndexName));
  atLeast(problems, "limit", input.Limit, 1);
  atLeast(problems, "segment", input.Segment, 0);
  atLeast(problems, "totalSegments", input.TotalSegments, 1);
  if (input.TotalSegments !== undefined && input.TotalSegments > mostSegments) {
    problems.push(
      failed(
        "totalSegments",
        input.TotalSegments,
        `Member must have value less than or equal to ${mostSegments}`,
      ),
    );
  }
  if (problems.length > 0) throw constraint(...problems);
}

function atLeast(problems: string[], member: string, value: number | undefined, least: number): void {
  if (value !== undefined && value < least) {
    problems.push(failed(member, value, `Member must have value greater than or equal to ${least}`));
  }
}

const longestName = 255;
const shortestName = 3;

/** Problems of a table's or index's name. A table may also be named by its ARN. */
export function nameProblems(member: string, name: string): string[] {
  if (name.startsWith("arn:")) return [];
  const problems: string[] = [];
  if (!/^[a-zA-Z0-9_.-]+$/.test(name)) {
    problems.push(failed(member, name, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"));
  }
  if (name.length < shortestName) {
    problems.push(failed(member, name, `Member must have length greater than or equal to ${shortestName}`));
  }
  if (name.length > longestName) {
    problems.push(failed(member, name, `Member must have length less than or equal to ${longestName}`));
  }
  return problems;
}

/**
 * Names of tables in a transaction are told with their place.
 *
 * @param steps kind and table of each: `put`, `things`
 * @throws WireError ValidationException
 */
export function checkTableNames(steps: readonly (readonly [kind: string, name: string | undefined])[]): void {
  const problems = steps.flatMap(([kind, name], at) =>
    name === undefined ? [] : nameProblems(`transactItems.${at + 1}.member.${kind}.tableName`, name),
  );
  if (problems.length > 0) throw constraint(...problems);
}

export function failed(member: string, value: unknown, why: string): string {
  return `Value '${value}' at '${member}' failed to satisfy constraint: ${why}`;
}

const legacy = [
  "Expected",
  "ConditionalOperator",
  "AttributeUpdates",
  "KeyConditions",
  "QueryFilter",
  "ScanFilter",
  "AttributesToGet",
];

/** Expressions replaced these in 2014. @throws WireError naming the one that was used */
export function refuseLegacy(operation: string, input: object): void {
  const used = legacy.find((name) => (input as Record<string, unknown>)[name] !== undefined);
  if (used !== undefined) throw notSupportedHere(`the legacy parameter ${operation}.${used}`);
}

/**
 * Names and values make sense only beside an expression.
 *
 * @param expressions by parameter; those that can hold values
 * @throws WireError ValidationException
 */
export function checkExpressionUse(
  input: { readonly ExpressionAttributeNames?: unknown; readonly ExpressionAttributeValues?: unknown },
  expressions: Readonly<Record<string, string | undefined>>,
  projection?: string | undefined,
): void {
  const names = Object.keys(expressions);
  const someGiven = names.some((name) => expressions[name] !== undefined);
  if (input.ExpressionAttributeNames !== undefined && !someGiven && projection === undefined) {
    throw validation("ExpressionAttributeNames can only be specified when using expressions");
  }
  if (input.ExpressionAttributeValues !== undefined && names.length > 0 && !someGiven) {
    throw validation(
      `ExpressionAttributeValues can only be specified when using expressions: ${names.join(" and ")} ${names.length > 1 ? "are" : "is"} null`,
    );
  }
}

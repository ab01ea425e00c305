import { invalidParameter, validation } from "../errors.ts";
import type { BoundCondition, BoundOperand } from "../expressions/bound.ts";
import type { Comparator } from "../expressions/syntax.ts";
import type { Attribute } from "../tables/table.ts";
import { typeOf, type Value } from "../values/attribute-value.ts";
import { afterPrefix, encodeKey, encodeKeyPrefix, encodePartition } from "../values/key-encoding.ts";

/** Which keys a query means. */
export interface KeySpan {
  readonly partition: Buffer;
  /** Sort keys from (included) to (not included). */
  readonly from: Buffer;
  readonly to: Buffer;
  readonly restrictsSort: boolean;
}

type Restriction =
  | { readonly operator: Exclude<Comparator, "<>">; readonly value: Value }
  | { readonly operator: "begins_with"; readonly value: Value }
  | { readonly operator: "between"; readonly value: Value; readonly high: Value };

/**
 * Turns a key condition into a span of keys.
 *
 * @param hash key attributes of the table or index that is queried
 * @throws WireError ValidationException in AWS's words
 */
export function keySpan(
  condition: BoundCondition,
  hash: readonly Attribute[],
  range: readonly Attribute[],
): KeySpan {
  const found = new Map<string, Restriction>();
  collect(condition, found);
  if (hash.length + range.length <= 2 && found.size > 2) {
    throw validation("Conditions can be of length 1 or 2 only");
  }
  const partition = encodePartition(
    hash.map((attribute) => {
      const restriction = found.get(attribute.name);
      if (restriction === undefined) throw missed(attribute.name);
      if (restriction.operator !== "=") throw validation("Query key condition not supported");
      checkType(attribute, restriction);
      found.delete(attribute.name);
      return encodeKey(restriction.value, attribute.type);
    }),
  );
  const sort = sortSpan(range, found);
  if (found.size > 0) {
    const unrestricted = range[0];
    throw unrestricted === undefined
      ? validation("Query key condition not supported")
      : missed(unrestricted.name);
  }
  return { partition, ...sort };
}

/** Equality on the first attributes of a sort key, then one restriction of another kind. */
function sortSpan(range: readonly Attribute[], found: Map<string, Restriction>) {
  let prefix: Buffer = Buffer.alloc(0);
  let restrictsSort = false;
  for (const attribute of range) {
    const restriction = found.get(attribute.name);
    if (restriction === undefined) break;
    checkType(attribute, restriction);
    found.delete(attribute.name);
    restrictsSort = true;
    if (restriction.operator !== "=") {
      const { from, to } = bounds(attribute, restriction, prefix);
      return { from, to, restrictsSort };
    }
    prefix = Buffer.concat([prefix, encodeKey(restriction.value, attribute.type)]);
  }
  return { from: prefix, to: afterPrefix(prefix), restrictsSort };
}

function bounds(attribute: Attribute, restriction: Restriction, prefix: Buffer) {
  const at = (value: Value) => Buffer.concat([prefix, encodeKey(value, attribute.type)]);
  const past = (value: Value) => afterPrefix(at(value));
  const { value } = restriction;
  switch (restriction.operator) {
    case "=":
      return { from: at(value), to: past(value) };
    case "<":
      return { from: prefix, to: at(value) };
    case "<=":
      return { from: prefix, to: past(value) };
    case ">":
      return { from: past(value), to: afterPrefix(prefix) };
    case ">=":
      return { from: at(value), to: afterPrefix(prefix) };
    case "between":
      return { from: at(value), to: past(restriction.high) };
    case "begins_with": {
      if (attribute.type === "N") {
        throw validation(
          "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
        );
      }
      const from = Buffer.concat([prefix, encodeKeyPrefix(value, attribute.type)]);
      return { from, to: afterPrefix(from) };
    }
  }
}

function collect(condition: BoundCondition, found: Map<string, Restriction>): void {
  switch (condition.kind) {
    case "and":
      collect(condition.left, found);
      collect(condition.right, found);
      return;
    case "or":
    case "not":
    case "in":
      throw invalidOperator(condition.kind.toUpperCase());
    case "compare": {
      if (condition.operator === "<>") throw invalidOperator("<>");
      const [name, value, flipped] = oneAttribute(condition.left, condition.right);
      const operator = flipped ? mirrored[condition.operator] : condition.operator;
      add(found, name, { operator, value });
      return;
    }
    case "between": {
      const { operand, low, high } = condition;
      if (operand.kind !== "path") {
        throw validation(
          "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand",
        );
      }
      add(found, attributeName(operand), { operator: "between", value: literal(low), high: literal(high) });
      return;
    }
    case "test": {
      if (condition.name !== "begins_with") throw invalidOperator(condition.name);
      const [operand, prefix] = condition.args as [BoundOperand, BoundOperand];
      if (operand.kind !== "path") {
        throw validation(
          "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand",
        );
      }
      add(found, attributeName(operand), { operator: "begins_with", value: literal(prefix) });
    }
  }
}

const mirrored = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function oneAttribute(left: BoundOperand, right: BoundOperand): [string, Value, boolean] {
  if (left.kind === "path") return [attributeName(left), literal(right), false];
  if (right.kind === "path") return [attributeName(right), literal(left), true];
  if (left.kind === "call" || right.kind === "call") throw nested();
  throw validation("Invalid condition in KeyConditionExpression: No key attribute specified");
}

function attributeName(path: BoundOperand & { kind: "path" }): string {
  if (path.parts.length > 1) {
    throw validation("KeyConditionExpressions cannot have conditions on nested attributes");
  }
  return path.parts[0] as string;
}

function literal(operand: BoundOperand): Value {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "call") throw nested();
  throw validation(
    "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
  );
}

function add(found: Map<string, Restriction>, name: string, restriction: Restriction): void {
  if (found.has(name)) {
    throw validation("KeyConditionExpressions must only contain one condition per key");
  }
  found.set(name, restriction);
}

function checkType({ name, type }: Attribute, restriction: Restriction): void {
  const values =
    restriction.operator === "between" ? [restriction.value, restriction.high] : [restriction.value];
  for (const value of values) {
    if (typeOf(value) !== type) {
      throw invalidParameter("Condition parameter type does not match schema type");
    }
    if (value.S === "" || value.B?.length === 0) {
      if (restriction.operator === "begins_with") continue;
      throw validation(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. Key: ${name}`,
      );
    }
  }
}

function missed(name: string) {
  return validation(`Query condition missed key schema element: ${name}`);
}

function invalidOperator(name: string) {
  return validation(`Invalid operator used in KeyConditionExpression: ${name}`);
}

function nested() {
  return validation("KeyConditionExpressions cannot contain nested operations");
}

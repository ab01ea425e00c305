import { toDynamoDB } from "./attribute-values.ts";
import { isMap, type Plain } from "./plain.ts";

interface Expression {
  expression: string;
  expressionNames: Record<string, string>;
  expressionValues: Plain;
}

class Unrenderable extends Error {}

const comparisons: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

const attributeTypes: Readonly<Record<string, string>> = {
  _null: "NULL",
  string: "S",
  stringSet: "SS",
  number: "N",
  numberSet: "NS",
  binary: "B",
  binarySet: "BS",
  boolean: "BOOL",
  list: "L",
  map: "M",
};

/**
 * `util.transform.toDynamoDBFilterExpression` and `toDynamoDBConditionExpression`, which render alike: a JSON string, or
 * null for a filter that cannot be rendered. Names, parentheses and the quirks (`(null)` for an empty `in`, dangling
 * joiners) are those recorded from AppSync.
 */
export function toExpression(filter: unknown): string | null {
  const out: Expression = { expression: "", expressionNames: {}, expressionValues: {} };
  try {
    out.expression = group(filter, "", out).join(" AND ");
  } catch (problem) {
    if (problem instanceof Unrenderable) return null;
    throw problem;
  }
  return JSON.stringify(out);
}

/** The rendered members of one filter object, to be joined with AND. */
function group(filter: unknown, path: string, out: Expression): string[] {
  if (!isMap(filter)) throw new Unrenderable();
  return Object.entries(filter).map(([key, value]) => {
    if (key === "and" || key === "or") return list(key, value, path, out);
    if (key === "not") return `(NOT ${group(value, `${path}not_`, out).join(" AND ")})`;
    out.expressionNames[`#${key}`] = key;
    return wrap(operations(value, `#${key}`, `${path}${key}`, out), " AND ");
  });
}

function list(kind: "and" | "or", value: unknown, path: string, out: Expression): string {
  if (!Array.isArray(value)) throw new Unrenderable();
  const members = value.map((each, position) =>
    group(each, `${path}${kind}_${position}_`, out).join(" AND "),
  );
  return wrap(members, kind === "and" ? " AND " : " OR ");
}

function wrap(members: readonly string[], joiner: string): string {
  return members.length > 1 ? `(${members.join(joiner)})` : (members[0] ?? "");
}

function operations(value: unknown, subject: string, path: string, out: Expression): string[] {
  if (!isMap(value)) throw new Unrenderable();
  return Object.entries(value).flatMap(([operator, operand]) => {
    const place = `${path}_${operator}`;
    if (operator === "size") {
      const sized = subject.startsWith("size(") ? subject : `size(${subject})`;
      return operations(operand, sized, place, out);
    }
    return operation(operator, operand, subject, `:${place}`, out);
  });
}

function operation(
  operator: string,
  operand: unknown,
  subject: string,
  place: string,
  out: Expression,
): string {
  const bind = (value: unknown, name = place) => {
    out.expressionValues[name] = toDynamoDB(value);
    return name;
  };
  const comparison = comparisons[operator];
  if (comparison !== undefined) return `(${subject} ${comparison} ${bind(operand)})`;
  switch (operator) {
    case "contains":
      return `(contains(${subject},${bind(operand)}))`;
    case "notContains":
      return `(NOT contains(${subject},${bind(operand)}))`;
    case "beginsWith":
      return `(begins_with(${subject},${bind(operand)}))`;
    case "between": {
      if (!Array.isArray(operand) || operand.length < 2) throw new Unrenderable();
      return `(${subject} BETWEEN ${bind(operand[0], `${place}_start`)} AND ${bind(operand[1], `${place}_end`)})`;
    }
    case "in": {
      if (!Array.isArray(operand)) throw new Unrenderable();
      if (operand.length === 0) return "(null)";
      return `(${subject} IN (${operand.map((each, position) => bind(each, `${place}_${position}`)).join(", ")}))`;
    }
    case "attributeExists":
      if (typeof operand !== "boolean") throw new Unrenderable();
      return `(${operand ? "attribute_exists" : "attribute_not_exists"}(${subject}))`;
    case "attributeType": {
      const type = attributeTypes[String(operand)];
      if (type === undefined) throw new Unrenderable();
      return `(attribute_type(${subject},${bind(type)}))`;
    }
    default:
      throw new Unrenderable();
  }
}

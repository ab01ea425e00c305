import { isMap, type Plain } from "../plain.ts";
import { isTemplate, type Renderer, refuse } from "./renderer.ts";

const comparisons: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "!=",
  gt: ">",
  ge: ">=",
  lt: "<",
  le: "<=",
};

/** What must hold of a row: a condition object or a template of `sql`; empty where there is nothing to say. */
export function whereClause(where: unknown, out: Renderer): string {
  if (where === null || where === undefined) return "";
  if (isTemplate(where)) return `WHERE ${out.template(where)}`;
  if (!isMap(where)) return refuse("WHERE values are expected to be SQL templates or a condition object.");
  const text = conditions(where, out);
  return text === "" ? "" : `WHERE ${text}`;
}

function conditions(where: Plain, out: Renderer): string {
  return Object.entries(where)
    .map(([name, value]) =>
      name === "and" || name === "or" ? group(name, value, out) : column(name, value, out),
    )
    .join(" AND ");
}

function group(kind: "and" | "or", value: unknown, out: Renderer): string {
  if (!Array.isArray(value)) return refuse(`${kind} expects conditions to be an array`);
  return value
    .map((each: unknown) => {
      if (!isMap(each) || isTemplate(each)) return refuse(`Expected ${kind} to be an Object.`);
      const text = conditions(each, out);
      return text === "" ? "" : `(${text})`;
    })
    .join(` ${kind.toUpperCase()} `);
}

function column(name: string, operators: unknown, out: Renderer): string {
  if (!isMap(operators)) return refuse("Expected condition to be an Object.");
  return Object.entries(operators)
    .map(([operator, value]) => condition(name, operator, value, out))
    .join(" AND ");
}

function condition(name: string, operator: string, value: unknown, out: Renderer): string {
  const subject = out.identifier(name);
  const place = `${name}.${operator}`;
  if (operator === "size") return size(name, subject, value, out);
  if (operator === "between") return between(place, subject, value, out);
  const comparison = comparisons[operator];
  if (comparison === undefined && !/^(?:contains|notContains|beginsWith|attributeExists)$/.test(operator))
    return refuse(`Unsupported condition ${place}.`);
  if (value === null || value === undefined) return refuse(`Value for ${place} can't be null.`);
  if (comparison !== undefined) return `${subject} ${comparison} ${out.bind(value)}`;
  if (operator === "attributeExists") {
    if (typeof value !== "boolean") return refuse(`${place} expects a boolean value to be passed.`);
    return `${subject} ${value ? "IS NOT NULL" : "IS NULL"}`;
  }
  if (typeof value !== "string") return refuse(`${place} expects a string value to be passed.`);
  if (operator === "notContains") return `${subject} NOT LIKE ${out.bind(value)}`;
  return `${subject} LIKE ${out.bind(operator === "contains" ? `%${value}%` : `${value}%`)}`;
}

function between(place: string, subject: string, value: unknown, out: Renderer): string {
  if (!Array.isArray(value)) return refuse(`${place} condition expects an array with length of 2.`);
  if (value.length !== 2)
    return refuse(
      `${place} condition expects an array with 2 values but received an array with length ${value.length}.`,
    );
  return `${subject} BETWEEN ${out.bind(value[0])} AND ${out.bind(value[1])}`;
}

function size(name: string, subject: string, value: unknown, out: Renderer): string {
  if (!isMap(value)) return refuse(`Expected ${name}.size to be an Object.`);
  return Object.entries(value)
    .map(([operator, operand]) => {
      const length = `LENGTH (${subject})`;
      if (operator === "between") return between(`${name}.size`, length, operand, out);
      const comparison = comparisons[operator] ?? refuse(`${name}.size has invalid size operator.`);
      return `${length} ${comparison} ${out.bind(operand)}`;
    })
    .join(" AND ");
}

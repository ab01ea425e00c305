import { isMap, type Plain } from "../plain.ts";
import { type Renderer, refuse } from "./renderer.ts";
import { whereClause } from "./where.ts";

/** What `select`, `insert`, `update` and `remove` give: rendered when the database is known. */
export interface Statement {
  readonly kind: Kind;
  readonly payload: Plain;
}

export type Kind = keyof typeof writers;

/** Made by this module: `isStatement` knows them again, whatever resolvers pass along. */
const made = new WeakSet<object>();

export function statement(kind: Kind, args: readonly unknown[]): Statement {
  if (args.length === 0) return refuse(`An argument is expected to be passed to ${kind}`);
  const [payload] = args;
  if (!isMap(payload)) return refuse("Expected payload to be an Object.");
  const table = payload["table"] ?? null;
  const from = kind === "select" ? (payload["from"] ?? null) : null;
  if (table !== null && from !== null) return refuse("'from' and 'table' keys cannot be used together");
  if (table === null && from === null) return refuse("'table' or 'from' key is required.");
  const fresh = { kind, payload };
  made.add(fresh);
  return fresh;
}

export const isStatement = (value: unknown): value is Statement => isMap(value) && made.has(value);

export function render({ kind, payload }: Statement, out: Renderer): string {
  return joined(writers[kind](payload, out));
}

/** Parts that say nothing are left out, their surroundings are not: that is how AppSync assembles statements. */
const joined = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== "")
    .join(" ")
    .trimEnd();

const writers = {
  select: (payload: Plain, out: Renderer) => {
    const from = payload["from"] ?? null;
    const table =
      from === null
        ? out.table(payload["table"])
        : out.table(from, "'from' value is expected to be string or object.");
    return [
      "SELECT",
      out.columns(payload["columns"]),
      `FROM ${table}`,
      whereClause(payload["where"], out),
      orderBy(payload["orderBy"], out),
      bounded("limit", payload["limit"], out),
      bounded("offset", payload["offset"], out),
    ];
  },
  insert: (payload: Plain, out: Renderer) => {
    const values = Object.entries(valuesOf("insert", payload["values"]));
    const names = values.map(([name]) => out.identifier(name)).join(", ");
    const places = values.map(([, value]) => out.bind(value)).join(", ");
    return [
      `INSERT INTO ${out.table(payload["table"])} (${names}) VALUES (${places})`,
      returning(payload["returning"], out),
    ];
  },
  update: (payload: Plain, out: Renderer) => {
    const values = Object.entries(valuesOf("update", payload["values"]));
    const sets = values.map(([name, value]) => `${out.identifier(name)} = ${out.bind(value)}`);
    return [
      `UPDATE ${out.table(payload["table"])} SET`,
      sets.join(", "),
      whereClause(payload["where"], out),
      returning(payload["returning"], out),
    ];
  },
  remove: (payload: Plain, out: Renderer) => [
    `DELETE FROM ${out.table(payload["table"])}`,
    whereClause(payload["where"], out),
    returning(payload["returning"], out),
  ],
};

function valuesOf(kind: "insert" | "update", values: unknown): Plain {
  if (values === null || values === undefined) return refuse(`values are expected to be passed to ${kind}`);
  return isMap(values) ? values : refuse("Expected values to an Object.");
}

function returning(columns: unknown, out: Renderer): string {
  if (columns === null || columns === undefined) return "";
  const text = out.columns(columns);
  if (out.dialect.name === "createMySQLStatement") return refuse("returning is not supported in MySQL.");
  return text === "" ? "RETURNING" : `RETURNING ${text}`;
}

function orderBy(items: unknown, out: Renderer): string {
  if (items === null || items === undefined) return "";
  if (!Array.isArray(items)) return refuse("orderBy expects an array.");
  const texts = items.map((item: unknown) => {
    if (!isMap(item)) return refuse("orderBy item expected to be an object.");
    const { column, dir } = item;
    if (typeof column !== "string") return refuse("orderBy item expected to have property column.");
    const direction = typeof dir === "string" ? dir.toUpperCase() : "ASC";
    if (direction !== "ASC" && direction !== "DESC")
      return refuse(`orderBy dir can have either ASC or DESC found ${String(dir)}.`);
    return `${out.identifier(column)} ${direction}`;
  });
  return texts.length === 0 ? "" : `ORDER BY ${texts.join(", ")}`;
}

function bounded(kind: "limit" | "offset", value: unknown, out: Renderer): string {
  if (value === null || value === undefined) return "";
  const isNumber = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  if (!isNumber || Number.isNaN(Number(value))) return refuse(`${kind} expects a number.`);
  return `${kind.toUpperCase()} ${out.bind(Number(value))}`;
}

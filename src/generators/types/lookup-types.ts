import type { Index, Model, Unique } from "../../definition/ir.ts";
import { attributeType, type Kind, kindOf } from "../graphql/kinds.ts";
import { filterName } from "../graphql/names.ts";
import { objectType, type Property, propertyLines } from "./print/interface-text.ts";
import { unionText } from "./print/union-text.ts";
import { singleType } from "./value-type.ts";

const ranges: Readonly<Record<Kind, string>> = {
  String: "runtime.TextRange",
  Int: "runtime.Range<number>",
  Float: "runtime.Range<number>",
  Boolean: "runtime.BooleanRange",
  ID: "runtime.Range<string>",
  Date: "runtime.Range<string>",
  Time: "runtime.Range<string>",
  DateTime: "runtime.Range<string>",
};

/**
 * What looks up one record: its id, or the values of a unique constraint.
 *
 * @param depth of the line it starts on
 */
export function getType(model: Model, depth: number): string {
  const lookups = [
    { name: "id", type: "string" },
    ...model.uniques.map((unique) => ({ name: unique.name, type: uniqueType(model, unique) })),
  ];
  return unionText(
    lookups.map((lookup) => objectType([lookup])),
    depth,
  );
}

/** What reads many: at most one index, a filter, a page. */
export function listType(model: Model, depth: number): string {
  const indexes = model.indexes.map((index) => ({ name: index.name, type: indexType(model, index) }));
  const properties = [...indexes, { name: "filter", type: filterName(model.name) }];
  const lines = propertyLines(
    properties.map((property) => ({ ...property, optional: true })),
    depth + 1,
  );
  return `runtime.Paging & {\n${lines}${"  ".repeat(depth)}}`;
}

function uniqueType(model: Model, { fields }: Unique): string {
  const [only] = fields;
  if (fields.length === 1 && only !== undefined) return singleType(attributeType(model, only), "");
  return objectType(fields.map((name) => exact(model, name)));
}

function indexType(model: Model, { hash, sort }: Index): string {
  const [first] = sort;
  const range =
    first === undefined
      ? []
      : [{ name: first, type: ranges[kindOf(attributeType(model, first)) ?? "String"], optional: true }];
  return objectType([...hash.map((name) => exact(model, name)), ...range]);
}

function exact(model: Model, name: string): Property {
  return { name, type: singleType(attributeType(model, name), "") };
}

import { RequestFault, SchemaViolation } from "../errors.ts";
import type { Parts } from "../expressions/syntax.ts";
import type { Attribute, Table } from "../tables/table.ts";
import { attributeOf, type Item, typeOf, type Value } from "../values/attribute-value.ts";

const longestHash = 2048;
const longestRange = 1024;

/**
 * Checks a key: the table's key attributes, all of them, nothing else.
 *
 * @throws WireError ValidationException
 */
export function checkKey(table: Table, key: Item): void {
  const attributes = keyAttributes(table);
  if (Object.keys(key).length !== attributes.length) throw schemaMismatch();
  for (const { name, type } of attributes) {
    const value = attributeOf(key, name);
    if (value === undefined || value[type] === undefined) throw schemaMismatch();
    checkNotEmpty(name, value);
    checkLength(value, name === table.hash.name);
  }
}

/**
 * Checks the key attributes of a whole item.
 *
 * @throws WireError ValidationException
 */
export function checkItemKeys(table: Table, item: Item): void {
  for (const { name, type } of keyAttributes(table)) {
    const value = attributeOf(item, name);
    if (value === undefined) throw violated(`Missing the key ${name} in the item`);
    if (value[type] === undefined) {
      throw violated(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    }
    checkNotEmpty(name, value);
    checkLength(value, name === table.hash.name);
  }
}

/**
 * Checks the attributes of an item that are keys of indexes. Where one is a key of several, the first index by name is told.
 *
 * @param byUpdate whether an update expression made the item, which AWS tells in other words
 * @throws SchemaViolation where one has another type than the index wants
 * @throws RequestFault where one is empty
 */
export function checkIndexKeys(table: Table, item: Item, byUpdate: boolean): void {
  for (const index of table.indexes.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    for (const [attributes, isHash] of [
      [index.hash, true],
      [index.range, false],
    ] as const) {
      for (const { name, type } of attributes) {
        const value = attributeOf(item, name);
        if (value === undefined) continue;
        if (value[type] === undefined) {
          throw violated(
            `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
          );
        }
        if (isEmpty(value)) {
          const empty = `The AttributeValue for a key attribute cannot contain an empty ${value.S === "" ? "string" : "binary"} value.`;
          throw new RequestFault(
            byUpdate
              ? `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${empty}`
              : `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${empty} IndexName: ${index.name}, IndexKey: ${name}`,
          );
        }
        checkLength(value, isHash);
      }
    }
  }
}

/** @throws WireError where an update would change the key */
export function checkKeyUntouched(table: Table, paths: readonly Parts[]): void {
  for (const { name } of keyAttributes(table)) {
    if (paths.some(([head]) => head === name)) {
      throw violated(`Cannot update attribute ${name}. This attribute is part of the key`);
    }
  }
}

/** @throws WireError where a path goes into an attribute that is a key, and so has no inside */
export function checkPathsIntoKeys(table: Table, paths: readonly Parts[]): void {
  const nested = new Set(paths.filter((path) => path.length > 1).map(([head]) => head));
  if (nested.size === 0) return;
  const fail = (kind: string, name: string) => {
    if (nested.has(name)) {
      throw new SchemaViolation(
        `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
      );
    }
  };
  for (const { name } of keyAttributes(table)) fail("Key", name);
  for (const index of table.indexes) {
    for (const { name } of [...index.hash, ...index.range]) fail("IndexKey", name);
  }
}

export function keyAttributes(table: Table): readonly Attribute[] {
  return table.range === null ? [table.hash] : [table.hash, table.range];
}

/** The key attributes of an item that has been checked. */
export function keyOf(table: Table, item: Item): Item {
  const key: Item = { [table.hash.name]: item[table.hash.name] as Value };
  if (table.range !== null) key[table.range.name] = item[table.range.name] as Value;
  return key;
}

export const schemaMismatch = () => new SchemaViolation("The provided key element does not match the schema");

function checkNotEmpty(name: string, value: Value): void {
  if (!isEmpty(value)) return;
  throw new RequestFault(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${value.S === "" ? "string" : "binary"} value. Key: ${name}`,
  );
}

function isEmpty(value: Value): boolean {
  return value.S === "" || value.B?.length === 0;
}

function checkLength(value: Value, isHash: boolean): void {
  const length = value.S === undefined ? (value.B?.length ?? 0) : Buffer.byteLength(value.S, "utf8");
  if (isHash && length > longestHash) {
    throw violated("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }
  if (!isHash && length > longestRange) {
    throw violated("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }
}

function violated(message: string): SchemaViolation {
  return new SchemaViolation(`One or more parameter values were invalid: ${message}`);
}

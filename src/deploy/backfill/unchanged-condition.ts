import type { ItemCondition } from "../../aws/dynamodb/item-change.ts";
import type { StoredItem } from "../../aws/dynamodb/scan.ts";

/**
 * Holds as long as a record is there and these attributes are what they were when it was read.
 *
 * @param attributes all that a decision was made by
 */
export function unchangedCondition(item: StoredItem, attributes: readonly string[]): ItemCondition {
  const names: Record<string, string> = {};
  const values: Record<string, StoredItem[string]> = {};
  const parts = [...new Set(attributes)].map((attribute, position) => {
    const [name, value] = [`#u${position}`, `:u${position}`];
    const read = item[attribute];
    names[name] = attribute;
    if (read === undefined) return `attribute_not_exists(${name})`;
    values[value] = read;
    return `${name} = ${value}`;
  });
  return { condition: ["attribute_exists(pk)", ...parts].join(" AND "), names, values };
}

import type { Item, Value } from "./attribute-value.ts";

/** Bytes an item may have, names included. */
export const largestItem = 400 * 1024;

/**
 * The size of an item in bytes as DynamoDB counts it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name of Object.keys(item)) size += textSize(name) + valueSize(item[name] as Value);
  return size;
}

/** The size of one value without its name. */
export function valueSize(value: Value): number {
  if (value.S !== undefined) return textSize(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.SS !== undefined) return value.SS.reduce((sum, text) => sum + textSize(text), 0);
  if (value.NS !== undefined) return value.NS.reduce((sum, text) => sum + numberSize(text), 0);
  if (value.BS !== undefined) return value.BS.reduce((sum, bytes) => sum + bytes.length, 0);
  // Three bytes a list or map, and one for each of its elements.
  if (value.L !== undefined) return value.L.reduce((sum, element) => sum + 1 + valueSize(element), 3);
  const map = value.M ?? {};
  return 3 + Object.keys(map).length + itemSize(map);
}

function textSize(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** "Approximately (number of significant digits / 2) + 1": two digits a byte counted from the point, a byte for the sign. */
function numberSize(number: string): number {
  const digits = number.replace("-", "");
  const point = digits.indexOf(".");
  const whole = (point < 0 ? digits : digits.slice(0, point)).replace(/^0+/, "");
  const fraction = point < 0 ? "" : digits.slice(point + 1);
  const significant =
    fraction === ""
      ? whole.replace(/(?:00)+$/, "")
      : whole === ""
        ? fraction.replace(/^(?:00)+/, "")
        : whole + fraction;
  return Math.min(21, Math.ceil(significant.length / 2) + 1 + (number.startsWith("-") ? 1 : 0));
}

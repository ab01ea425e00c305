/** One attribute's value, as on the wire: exactly one member is set. Numbers are normalised, binary is bytes. */
export interface Value {
  S?: string;
  N?: string;
  B?: Uint8Array;
  SS?: string[];
  NS?: string[];
  BS?: Uint8Array[];
  L?: Value[];
  M?: Item;
  NULL?: boolean;
  BOOL?: boolean;
}

export type Item = Record<string, Value>;

export type ValueType = keyof Value;

/** In the order DynamoDB lists them in messages about key attributes. */
export const valueTypes: readonly ValueType[] = ["S", "N", "B", "SS", "NS", "BS", "L", "M", "NULL", "BOOL"];

/** The type of a value that has been validated: its only member. */
export function typeOf(value: Value): ValueType {
  for (const type in value) return type as ValueType;
  return "NULL";
}

/** An attribute of an item or map. Names such as `constructor` are as good as any, so nothing inherited counts. */
export function attributeOf(item: Item, name: string): Value | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** Sets an attribute, also one called `__proto__`. */
export function setAttribute(item: Item, name: string, value: Value): void {
  if (name === "__proto__") {
    Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
  } else item[name] = value;
}

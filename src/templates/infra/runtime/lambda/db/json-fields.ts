/** Field names from the outside in. */
type Path = readonly string[];

/** A copy of an input with json fields as the text that GraphQL carries. */
export function encodeJsonFields<T>(value: T, paths: readonly Path[]): T {
  return paths.reduce((copy, path) => mapAt(copy, path, (json) => JSON.stringify(json)), value);
}

/** A copy of a record with json fields as the values they stand for. */
export function decodeJsonFields<T>(value: T, paths: readonly Path[]): T {
  return paths.reduce((copy, path) => mapAt(copy, path, parse), value);
}

function parse(json: unknown): unknown {
  return typeof json === "string" ? JSON.parse(json) : json;
}

/** Lists on the way are gone through; `*` at the end means each element of a list. What is missing or null stays so. */
function mapAt<T>(value: T, path: Path, change: (value: unknown) => unknown): T;
function mapAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (value === null || value === undefined) return value;
  if (first === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((element) => mapAt(element, first === "*" ? rest : path, change));
  if (typeof value !== "object" || !Object.hasOwn(value, first)) return value;
  const inner: unknown = Object.getOwnPropertyDescriptor(value, first)?.value;
  return { ...value, [first]: mapAt(inner, rest, change) };
}

/**
 * Large records that were read lately, parsed: a stack of hundreds of resources, an API with its schema is read for every
 * resource that is made in it.
 */
export interface ParsedRecords {
  get(collection: string, key: string): unknown;
  /** Parses a record's text, and keeps the result where it is large. */
  read(collection: string, key: string, text: string): unknown;
  forget(collection: string, key: string): void;
  /** Those whose keys begin with a prefix. */
  forgetAll(collection: string, prefix: string): void;
  clear(): void;
}

/** Characters of JSON: below, parsing costs less than remembering. */
const large = 4096;
/** Of all kept records together, in characters of JSON: some 100 MB of objects at most. */
const mostKept = 16 * 1024 * 1024;

export function parsedRecords(): ParsedRecords {
  const kept = new Map<string, { readonly value: unknown; readonly size: number }>();
  let total = 0;
  const nameOf = (collection: string, key: string) => `${collection}\0${key}`;

  function drop(name: string): void {
    const found = kept.get(name);
    if (found === undefined) return;
    kept.delete(name);
    total -= found.size;
  }

  return {
    get: (collection, key) => (kept.size === 0 ? undefined : kept.get(nameOf(collection, key))?.value),
    read(collection, key, text) {
      const value: unknown = JSON.parse(text);
      if (text.length < large) return value;
      const name = nameOf(collection, key);
      drop(name);
      // Oldest first: they are found again when they are wanted.
      for (const oldest of kept.keys()) {
        if (total + text.length <= mostKept) break;
        drop(oldest);
      }
      if (total + text.length > mostKept) return value;
      kept.set(name, { value: frozen(value), size: text.length });
      total += text.length;
      return value;
    },
    forget(collection, key) {
      if (kept.size > 0) drop(nameOf(collection, key));
    },
    forgetAll(collection, prefix) {
      const start = nameOf(collection, prefix);
      for (const name of kept.keys()) if (name.startsWith(start)) drop(name);
    },
    clear() {
      kept.clear();
      total = 0;
    },
  };
}

/** Many will share it: whoever changed it would change it for all. */
function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

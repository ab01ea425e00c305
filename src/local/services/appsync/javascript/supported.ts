/**
 * What APPSYNC_JS has, beyond syntax: the list of AWS's developer guide, "Supported runtime features". Whatever it does
 * not name is treated as absent, although some of it works today.
 */
export const supported = {
  /** Names that are there without import. `Object`, `Math` and so on only as what a listed function hangs on. */
  globals: ["NaN", "Infinity", "undefined", "util", "extensions", "runtime"],
  /** Functions of built-in objects, by object. */
  functions: {
    Object: ["assign", "entries", "hasOwn", "keys", "values"],
    Number: ["isFinite", "isNaN"],
    String: ["raw"],
    Math: ["random", "min", "max", "round", "floor", "ceil"],
    JSON: ["parse", "stringify"],
    console: ["log", "error"],
  },
  stringMethods: [
    "charAt",
    "concat",
    "endsWith",
    "indexOf",
    "lastIndexOf",
    "replace",
    "replaceAll",
    "slice",
    "split",
    "startsWith",
    "toLowerCase",
    "toUpperCase",
    "trim",
    "trimEnd",
    "trimStart",
  ],
  arrayMethods: [
    "concat",
    "every",
    "fill",
    "filter",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "flat",
    "flatMap",
    "forEach",
    "indexOf",
    "join",
    "lastIndexOf",
    "map",
    "pop",
    "push",
    "reduce",
    "reduceRight",
    "reverse",
    "shift",
    "slice",
    "some",
    "sort",
    "splice",
    "unshift",
  ],
  /** The array methods that take a function; nothing else may be given one. */
  callbackMethods: [
    "every",
    "filter",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "flatMap",
    "forEach",
    "map",
    "reduce",
    "reduceRight",
    "some",
  ],
} as const satisfies Record<string, unknown>;

/** Most bytes a resolver's or function's code may have. */
export const codeSizeLimit = 32 * 1024;

/** Most iterations of `for...of` and `for...in` in one evaluation. */
export const loopLimit = 1000;

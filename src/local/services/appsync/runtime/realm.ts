import { createContext, runInContext } from "node:vm";
import { supported } from "../javascript/supported.ts";
import { javaRegex, javaReplacement } from "./java-regex.ts";

export interface Realm {
  /** Runs a script (not a module) with these names defined. */
  run(script: string, names: Readonly<Record<string, unknown>>): void;
  /** A copy of a JSON value made of the realm's own objects. */
  inward(value: unknown): unknown;
  /** A copy of a value of the realm as JSON carries it: no undefined, no functions. */
  outward(value: unknown): unknown;
}

/**
 * A JavaScript realm with only what AppSync documents: other globals and methods are gone, `sort` takes no comparator,
 * an invalid `JSON.parse` gives an empty string, and `replace` and `replaceAll` read Java's regular expressions.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export function createRealm(): Realm {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const json = runInContext("({ parse: JSON.parse, stringify: JSON.stringify })", context) as typeof JSON;
  const strip = runInContext(`(${stripRealm.toString()})`, context) as typeof stripRealm;
  strip(JSON.parse(JSON.stringify(supported)), { regex: javaRegex, replacement: javaReplacement });
  return {
    run(script, names) {
      Object.assign(context, names);
      runInContext(script, context, { filename: "function.js" });
    },
    inward: (value) => json.parse(JSON.stringify(value ?? null)),
    outward: (value) => JSON.parse(json.stringify(value) ?? "null"),
  };
}

/** Runs inside the realm. Coercion (`toString`, `valueOf`), iteration and `constructor` stay: the language needs them. */
function stripRealm(
  allowed: {
    readonly globals: readonly string[];
    readonly functions: Readonly<Record<string, readonly string[]>>;
    readonly stringMethods: readonly string[];
    readonly arrayMethods: readonly string[];
  },
  java: {
    readonly regex: (pattern: string, flags: string) => RegExp;
    readonly replacement: (text: string) => string;
  },
): void {
  // Everything the guards use later is captured here, because it is about to go.
  const { apply, deleteProperty: remove } = Reflect;
  const { getOwnPropertyNames } = Object;
  const keepOnly = (target: object, names: readonly string[]) => {
    const keep = ["length", "name", "prototype", "constructor", "toString", "valueOf", ...names];
    for (const name of getOwnPropertyNames(target)) {
      if (keep.indexOf(name) < 0) remove(target, name);
    }
  };
  const define = (name: string, value: (this: string, ...args: string[]) => unknown) =>
    Object.defineProperty(String.prototype, name, { value });
  const { replace, split } = String.prototype;
  // A function of the host that may throw: the pattern reaches it as a text.
  const patternOf = (pattern: string, flags: string) => java.regex(`${pattern}`, flags);
  define("replace", function (pattern = "", replacement = "") {
    return apply(replace, this, [patternOf(pattern, ""), java.replacement(`${replacement}`)]);
  });
  define("replaceAll", function (pattern = "", replacement = "") {
    return apply(replace, this, [patternOf(pattern, "g"), java.replacement(`${replacement}`)]);
  });
  define("split", function (separator, limit) {
    return apply(split, this, separator === undefined ? [] : [`${separator}`, limit]);
  });
  const { sort } = Array.prototype;
  Object.defineProperty(Array.prototype, "sort", {
    value(this: unknown[], ...args: unknown[]) {
      if (args.length > 0) throw new TypeError("Array.sort takes no comparator in APPSYNC_JS");
      return apply(sort, this, []);
    },
  });
  const { parse } = JSON;
  JSON.parse = (text: string) => {
    try {
      return parse(text);
    } catch {
      return "";
    }
  };
  const hosts: Record<string, object> = { Object, Number, Math, JSON, String };
  const keep = [...allowed.globals, ...Object.keys(hosts), "globalThis"];
  keepOnly(String.prototype, allowed.stringMethods);
  keepOnly(Array.prototype, allowed.arrayMethods);
  keepOnly(Number.prototype, []);
  const bound = allowed.functions;
  for (const [name, host] of Object.entries(hosts)) if (name !== "Object") keepOnly(host, bound[name] ?? []);
  const own = bound["Object"] ?? [];
  for (const name of getOwnPropertyNames(Object)) {
    if (own.indexOf(name) < 0 && ["length", "name", "prototype"].indexOf(name) < 0) remove(Object, name);
  }
  for (const name of getOwnPropertyNames(globalThis)) if (keep.indexOf(name) < 0) remove(globalThis, name);
}

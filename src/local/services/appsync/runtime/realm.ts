import { createContext, runInContext } from "node:vm";
import { supported } from "../javascript/supported.ts";
import { javaRegex, javaReplacement } from "./java-regex.ts";
import { valueOfJson } from "./json-text.ts";

export interface Realm {
  /** Runs a script (not a module) with these names defined. */
  run(script: string, names: Readonly<Record<string, unknown>>): void;
  /**
   * An object of the realm's own with these members, each made when it is first looked at: handlers look at few.
   *
   * @param textOf gives the JSON of a member
   */
  lazily(names: readonly string[], textOf: (name: string) => string): LazyObject;
  /** A copy of a value of the realm as JSON carries it: no undefined, no functions. */
  outward(value: unknown): unknown;
}

export interface LazyObject {
  readonly value: Record<string, unknown>;
  /** Has a member been looked at, or replaced? */
  touched(name: string): boolean;
}

/** Characters of what a handler may give: AppSync's limit of an evaluated request or response. */
const largestValue = 5 * 1024 * 1024;

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
  const makeLazy = runInContext(`(${lazyObject.toString()})()`, context) as ReturnType<typeof lazyObject>;
  strip(JSON.parse(JSON.stringify(supported)), { regex: javaRegex, replacement: javaReplacement });
  return {
    run(script, names) {
      Object.assign(context, names);
      runInContext(script, context, { filename: "function.js" });
    },
    lazily(names, textOf) {
      const value = makeLazy(names, textOf, json.parse);
      return { value, touched: (name) => Object.getOwnPropertyDescriptor(value, name)?.get === undefined };
    },
    outward(value) {
      const text = json.stringify(value) ?? "null";
      if (text.length > largestValue)
        throw new RangeError(`The result is larger than ${largestValue} bytes.`);
      return valueOfJson(text);
    },
  };
}

/** Runs inside the realm, and gives what makes objects there. */
function lazyObject() {
  const { defineProperty } = Object;
  return (
    names: readonly string[],
    textOf: (name: string) => string,
    parse: (text: string) => unknown,
  ): Record<string, unknown> => {
    const object: Record<string, unknown> = {};
    const settle = (name: string, value: unknown) => {
      defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    };
    for (const name of names) {
      defineProperty(object, name, {
        enumerable: true,
        configurable: true,
        get: () => settle(name, name === "args" ? object["arguments"] : parse(textOf(name))),
        set: (value: unknown) => void settle(name, value),
      });
    }
    return object;
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

import { createContext, runInContext } from "node:vm";
import { supported } from "../javascript/supported.ts";

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
 * and an invalid `JSON.parse` gives an empty string. `replace`, `replaceAll` and `split` read their pattern as a Java
 * regular expression on AWS, so a pattern that would mean something else there is refused.
 */
export function createRealm(): Realm {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const json = runInContext("({ parse: JSON.parse, stringify: JSON.stringify })", context) as typeof JSON;
  const strip = runInContext(`(${stripRealm.toString()})`, context) as typeof stripRealm;
  strip(JSON.parse(JSON.stringify(supported)));
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
function stripRealm(allowed: {
  readonly globals: readonly string[];
  readonly functions: Readonly<Record<string, readonly string[]>>;
  readonly stringMethods: readonly string[];
  readonly arrayMethods: readonly string[];
}): void {
  // Everything the guards use later is captured here, because it is about to go.
  const { apply, deleteProperty: remove } = Reflect;
  const { getOwnPropertyNames } = Object;
  const keepOnly = (target: object, names: readonly string[]) => {
    const keep = ["length", "name", "prototype", "constructor", "toString", "valueOf", ...names];
    for (const name of getOwnPropertyNames(target)) {
      if (keep.indexOf(name) < 0) remove(target, name);
    }
  };
  const unsafe = /[\\^$.|?*+()[\]{}]/;
  const guard = (name: "replace" | "replaceAll" | "split", original: (...args: never[]) => unknown) => {
    Object.defineProperty(String.prototype, name, {
      value(this: string, pattern: string, replacement?: string) {
        if (unsafe.test(pattern) || (name !== "split" && /[\\$]/.test(String(replacement)))) {
          throw new TypeError(`${name}(${pattern}): AppSync reads this as a Java regular expression`);
        }
        return apply(original, this, [pattern, replacement]);
      },
    });
  };
  guard("replace", String.prototype.replace as (...args: never[]) => unknown);
  guard("replaceAll", String.prototype.replaceAll as (...args: never[]) => unknown);
  guard("split", String.prototype.split as (...args: never[]) => unknown);
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

import { invalidPattern } from "../errors.ts";
import { parseCondition, type Read } from "./conditions.ts";
import type { MessageTest } from "./filter-pattern.ts";
import { tokensOf } from "./tokens.ts";

/** `{ $.level = "error" && ($.status >= 500 || $.retry NOT EXISTS) }` */
export function jsonPattern(pattern: string): MessageTest {
  if (!pattern.endsWith("}")) throw invalidPattern();
  const condition = parseCondition(tokensOf(pattern.slice(1, -1)), selector);
  return (message) => {
    const event = parse(message);
    return event !== undefined && condition(event);
  };
}

/** Reads one value, `$.request.bytes`, from a message in JSON. Undefined: it is not there. */
export function jsonReader(word: string): (message: string) => unknown {
  const read = selector(word);
  if (read === null) throw invalidPattern();
  return (message) => {
    const event = parse(message);
    return event === undefined ? undefined : read(event)[0];
  };
}

function parse(message: string): unknown {
  // Most messages of a group are no JSON at all; asking the parser costs an exception each.
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

type Step = string | number | "*";

/** `$.a.b[0].c`, `$['a b']`, `$.list[*]` */
function selector(word: string): Read<unknown> | null {
  if (!word.startsWith("$")) return null;
  const steps: Step[] = [];
  const step = /\.([^.[\]]+)|\[(\d+)\]|\[(\*)\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < word.length) {
    const match = step.exec(word);
    if (match === null) throw invalidPattern();
    const [, name, index, any, quoted, doubly] = match;
    steps.push(index === undefined ? (name ?? any ?? quoted ?? doubly ?? "") : Number(index));
  }
  return (event) => steps.reduce<readonly unknown[]>(follow, [event]);
}

function follow(values: readonly unknown[], step: Step): unknown[] {
  return values.flatMap((value) => {
    if (typeof value !== "object" || value === null) return [];
    if (step === "*") return Object.values(value);
    return Object.hasOwn(value, step) ? [(value as Record<Step, unknown>)[step]] : [];
  });
}

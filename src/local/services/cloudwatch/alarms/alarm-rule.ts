import type { StateValue } from "../state.ts";

/** A composite alarm's rule, ready to be asked. */
export interface AlarmRule {
  /** Names (or ARNs) of the alarms it looks at. */
  readonly children: readonly string[];
  holds(stateOf: (alarm: string) => StateValue | null): boolean;
}

type Node = (stateOf: (alarm: string) => StateValue | null) => boolean;

/**
 * `ALARM("a") AND NOT (OK(b) OR INSUFFICIENT_DATA(c))`
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 *
 * @throws Error saying what is wrong
 */
export function parseAlarmRule(text: string): AlarmRule {
  const tokens = text.match(/"[^"]*"|'[^']*'|[()]|[^\s()"']+/g) ?? [];
  const children: string[] = [];
  let at = 0;

  function next(): string {
    const found = tokens[at];
    if (found === undefined) throw new Error("the rule ends too early");
    at += 1;
    return found;
  }

  function either(): Node {
    let left = both();
    while (tokens[at] === "OR") {
      at += 1;
      const [a, b] = [left, both()];
      left = (stateOf) => a(stateOf) || b(stateOf);
    }
    return left;
  }

  function both(): Node {
    let left = single();
    while (tokens[at] === "AND") {
      at += 1;
      const [a, b] = [left, single()];
      left = (stateOf) => a(stateOf) && b(stateOf);
    }
    return left;
  }

  function single(): Node {
    const word = next();
    if (word === "NOT") {
      const inner = single();
      return (stateOf) => !inner(stateOf);
    }
    if (word === "(") {
      const inner = either();
      if (next() !== ")") throw new Error("a bracket is not closed");
      return inner;
    }
    if (word === "TRUE" || word === "FALSE") return () => word === "TRUE";
    if (word === "ALARM" || word === "OK" || word === "INSUFFICIENT_DATA") return stateIs(word);
    throw new Error(`${word} is not understood`);
  }

  function stateIs(wanted: StateValue): Node {
    if (next() !== "(") throw new Error(`${wanted} needs an alarm in brackets`);
    const child = next().replace(/^["']|["']$/g, "");
    if (next() !== ")") throw new Error("a bracket is not closed");
    children.push(child);
    return (stateOf) => stateOf(child) === wanted;
  }

  const holds = either();
  if (at < tokens.length) throw new Error(`${tokens[at]} is too much`);
  return { children, holds };
}

import { invalidPattern } from "../errors.ts";
import { type Condition, parseCondition } from "./conditions.ts";
import type { MessageTest } from "./filter-pattern.ts";
import { tokensOf } from "./tokens.ts";

/** `[ip, user, ..., status = 4* && status != 404, bytes]`: conditions on the columns of a line. */
export function spaceDelimitedPattern(pattern: string): MessageTest {
  if (!pattern.endsWith("]")) throw invalidPattern();
  const columns = splitColumns(pattern.slice(1, -1));
  const gap = columns.indexOf("...");
  if (gap !== columns.lastIndexOf("...")) throw invalidPattern();
  const head = (gap < 0 ? columns : columns.slice(0, gap)).map(columnTest);
  const tail = (gap < 0 ? [] : columns.slice(gap + 1)).map(columnTest);
  return (message) => {
    const values = valuesOf(message);
    const fixed = head.length + tail.length;
    if (gap < 0 ? values.length !== fixed : values.length < fixed) return false;
    return (
      head.every((test, position) => test(values[position] as string)) &&
      tail.every((test, position) => test(values[values.length - tail.length + position] as string))
    );
  };
}

/** Reads one column by its name from a line. Undefined: there is no such column. */
export function columnReader(pattern: string, name: string): (message: string) => string | undefined {
  const names = splitColumns(pattern.slice(1, -1)).map((column) => /^[^\s=!<>]+/.exec(column)?.[0] ?? "");
  const position = names.indexOf(name);
  const gap = names.indexOf("...");
  return (message) => {
    const values = valuesOf(message);
    if (position < 0) return undefined;
    return gap >= 0 && position > gap ? values[values.length - (names.length - position)] : values[position];
  };
}

function columnTest(column: string): Condition<string> {
  const tokens = tokensOf(column);
  const [name, ...more] = tokens;
  if (name?.kind !== "word") throw invalidPattern();
  if (more.length === 0) return () => true;
  return parseCondition(tokens, (word) => (word === name.text ? (value: string) => [value] : null));
}

/** At commas, but not inside quotes or a regular expression. */
function splitColumns(text: string): string[] {
  const columns = [""];
  let quote: string | null = null;
  for (const character of text) {
    if (quote === null && character === ",") {
      columns.push("");
      continue;
    }
    if (character === quote) quote = null;
    else if (quote === null && (character === '"' || character === "%")) quote = character;
    columns[columns.length - 1] += character;
  }
  return columns.map((column) => column.trim());
}

/** Columns stand between spaces; a part in quotes or brackets is one. */
function valuesOf(message: string): string[] {
  const parts = message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g);
  return [...parts].map(([, quoted, bracketed, bare]) => quoted ?? bracketed ?? bare ?? "");
}

import { type EventPattern, parseEventPattern } from "../../../patterns/event-pattern.ts";
import { invalidParameter } from "../errors.ts";

const mostFilters = 10;
const longestFilter = 4096;

/** @throws WireError InvalidParameterValueException */
export function checkFilters(texts: readonly string[]): void {
  if (texts.length > mostFilters)
    throw invalidParameter(`An event source mapping has at most ${mostFilters} filters.`);
  for (const text of texts) {
    try {
      if (text.length > longestFilter) throw new Error(`Filter is longer than ${longestFilter} characters`);
      parseEventPattern(text);
    } catch (error) {
      throw invalidParameter(`Invalid filter pattern definition. ${(error as Error).message}`);
    }
  }
}

/** Does a record pass any of the filters? Without filters, all do. */
export function recordFilter(texts: readonly string[]): (record: object) => boolean {
  const patterns: EventPattern[] = texts.map(parseEventPattern);
  return (record) => patterns.length === 0 || patterns.some((pattern) => pattern.matches(record));
}

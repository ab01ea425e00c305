import type { Place, Report } from "../finding.ts";
import { within } from "../finding.ts";
import { suggestion } from "../words/did-you-mean.ts";
import { quoted } from "../words/quoted.ts";
import { unsafeText } from "../words/unsafe-text.ts";

/** Greatest length of a description: one is repeated in the schema, in types and in templates. */
const longestDescription = 1000;

/** True for `{...}` as a literal gives it. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A text that may be shown anywhere; null where it is wrong or absent. */
export function readDescription(value: unknown, place: Place, report: Report): string | null {
  if (value === undefined) return null;
  if (typeof value !== "string" || value.trim() === "") {
    report(place, `A description is a text, not ${quoted(value)}.`, 'Write it in quotes: "What it is for."');
    return null;
  }
  const unsafe = unsafeText(value, longestDescription);
  if (unsafe !== null) {
    report(place, `The description ${unsafe}.`, "Keep it to a few plain sentences.");
    return null;
  }
  return value;
}

/** Reports properties that mean nothing, and gives the object back; null where it is none. */
export function readOptions(
  value: unknown,
  known: readonly string[],
  what: string,
  place: Place,
  report: Report,
): Readonly<Record<string, unknown>> | null {
  if (!isPlainObject(value)) {
    report(
      place,
      `${what} ${what.endsWith(")") ? "takes" : "is"} an object, not ${quoted(value)}.`,
      `Write { ... } with any of: ${known.join(", ")}.`,
    );
    return null;
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      report(
        within(place, { property: key }),
        `${what} has no setting ${quoted(key)}.`,
        suggestion(key, known),
      );
    }
  }
  return value;
}

/** Whether a value is a whole number between two bounds. */
export function isInteger(value: unknown, least: number, greatest: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= greatest;
}

/** A list of different texts; reports what else there is. */
export function readTexts(
  value: unknown,
  what: string,
  place: Place,
  report: Report,
): readonly string[] | null {
  if (!Array.isArray(value)) {
    report(place, `${what} is a list of texts, not ${quoted(value)}.`, 'Write ["...", "..."].');
    return null;
  }
  const texts: string[] = [];
  for (const item of value as readonly unknown[]) {
    if (typeof item !== "string") {
      report(place, `${what} has ${quoted(item)}, which is no text.`, "Write texts in quotes only.");
    } else if (texts.includes(item)) {
      report(place, `${what} has ${quoted(item)} twice.`, "Remove one of them.");
    } else {
      texts.push(item);
    }
  }
  return texts;
}

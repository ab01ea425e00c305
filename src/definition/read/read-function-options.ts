import { type Place, type Report, within } from "../finding.ts";
import { environmentNames } from "../reserved-names.ts";
import { quoted } from "../words/quoted.ts";
import { unsafeText } from "../words/unsafe-text.ts";
import type { ModelContext } from "./read-model.ts";
import { isPlainObject, readTexts } from "./values.ts";

export type FunctionContext = ModelContext;

const mostSecrets = 20;
/** Lambda takes 4 KB of environment; Plinth's own variables need part of it. */
const mostEnvironment = 3000;

/** Names of secrets, sorted. */
export function readSecrets(value: unknown, place: Place, report: Report): readonly string[] {
  if (value === undefined) return [];
  const names = readTexts(value, "secrets", place, report) ?? [];
  if (names.length > mostSecrets)
    report(
      place,
      `There are ${names.length} secrets; at most ${mostSecrets} are allowed.`,
      "Put several values into one secret as JSON.",
    );
  for (const name of names) {
    if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name) || name.length > 64) {
      report(
        place,
        `The secret name ${quoted(name)} is not UPPER_SNAKE_CASE of at most 64 characters.`,
        `Write "${upperSnake(name) || "STRIPE_KEY"}".`,
      );
    } else if (isReserved(name)) {
      report(place, `The secret name ${quoted(name)} is set by AWS or Plinth.`, "Choose another name.");
    }
  }
  return names.toSorted();
}

/** Environment variables, sorted by name. */
export function readEnvironment(
  value: unknown,
  secrets: readonly string[],
  place: Place,
  report: Report,
): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isPlainObject(value)) {
    report(
      place,
      `environment is an object of texts, not ${quoted(value)}.`,
      'Write environment: { LOG_LEVEL: "info" }.',
    );
    return {};
  }
  const variables: [string, string][] = [];
  for (const name of Object.keys(value).toSorted()) {
    const at = within(place, { property: name });
    const text = value[name];
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || name.length > 64) {
      report(
        at,
        `The variable name ${quoted(name)} is not made of letters, digits and underscores.`,
        `Write "${upperSnake(name) || "LOG_LEVEL"}".`,
      );
    } else if (isReserved(name)) {
      report(at, `The variable ${quoted(name)} is set by AWS or Plinth.`, "Choose another name.");
    } else if (secrets.includes(name)) {
      report(at, `"${name}" is a secret as well.`, "Remove one of them.");
    } else if (typeof text !== "string") {
      report(
        at,
        `The variable "${name}" is ${quoted(text)}, which is no text.`,
        `Write ${name}: "${String(text).replace(/[^\w.-]/g, "")}".`,
      );
    } else {
      const unsafe = unsafeText(text, mostEnvironment);
      if (unsafe !== null)
        report(at, `The variable "${name}" ${unsafe}.`, "Keep large texts in a file beside the handler.");
      variables.push([name, text]);
    }
  }
  const size = variables.reduce(
    (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text),
    0,
  );
  if (size > mostEnvironment) {
    report(
      place,
      `The environment has ${size} bytes; at most ${mostEnvironment} are allowed.`,
      "Keep large texts in a file beside the handler.",
    );
  }
  return Object.fromEntries(variables);
}

function isReserved(name: string): boolean {
  return environmentNames.some((each) =>
    each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each,
  );
}

function upperSnake(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").match(/[A-Za-z0-9]+/g) ?? [];
  return words
    .join("_")
    .toUpperCase()
    .replace(/^[0-9_]+/, "")
    .slice(0, 64);
}

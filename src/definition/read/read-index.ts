import type { Place, Report } from "../finding.ts";
import { capitalized, toCamel } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import type { IndexDraft } from "./drafts.ts";
import type { PlacedCall } from "./read-rules.ts";
import { readDescription, readOptions } from "./values.ts";

const longestName = 64;
/** As many as DynamoDB's own multi-attribute keys take. */
const mostParts = 4;

/**
 * One `.index(name, fields, options)`; null where it cannot be understood. Without fields it lists everything of the
 * model in the order of `sort`.
 */
export function readIndex({ call, place }: PlacedCall, report: Report): IndexDraft | null {
  const [name, hash, options] = call.args;
  if (typeof name !== "string") {
    report(
      place,
      `.index() takes a name first, not ${quoted(name)}.`,
      'Write .index("byStatus", ["status"]).',
    );
    return null;
  }
  checkIndexName(name, place, report);
  const read =
    options === undefined ? {} : readOptions(options, ["sort", "description"], ".index()", place, report);
  const names = readNames(hash, ".index()", place, report);
  if (names === null) return null;
  const sort = read?.sort === undefined ? [] : readNames(read.sort, "sort", place, report);
  if (names.length === 0 && sort?.length === 0) {
    const remedy = 'Name at least one: ["status"], or what all records are sorted by: { sort: "dueOn" }.';
    report(place, ".index() names no field.", remedy);
    return null;
  }
  return {
    name,
    hash: names,
    sort: sort ?? [],
    description: readDescription(read?.description, place, report),
    place,
  };
}

function checkIndexName(name: string, place: Place, report: Report): void {
  if (name.length > longestName) {
    report(
      place,
      `The index name ${quoted(name)} is ${name.length} characters long; at most ${longestName} are allowed.`,
      "Shorten it.",
    );
  } else if (!/^by[A-Z][A-Za-z0-9]*$/.test(name)) {
    const better = `by${capitalized(toCamel(name.replace(/^by/i, "")))}`;
    report(
      place,
      `The index name ${quoted(name)} does not say what it looks up by.`,
      `Write ${better === "by" ? '"byStatus", for instance' : quoted(better)}.`,
    );
  }
}

/** A name or a list of up to four different names. */
export function readNames(
  value: unknown,
  what: string,
  place: Place,
  report: Report,
): readonly string[] | null {
  const list: unknown = what === "sort" && typeof value === "string" ? [value] : value;
  if (!Array.isArray(list) || !list.every((each: unknown): each is string => typeof each === "string")) {
    report(
      place,
      `${what} takes a list of field names, not ${quoted(value)}.`,
      'Write ["status"], for instance.',
    );
    return null;
  }
  if (list.length > mostParts) {
    report(
      place,
      `${what} names ${list.length} fields; at most ${mostParts} are allowed.`,
      "Keep those that narrow most.",
    );
    return null;
  }
  const twice = list.find((name, i) => list.indexOf(name) !== i);
  if (twice !== undefined) {
    report(place, `${what} names ${quoted(twice)} twice.`, "Remove one of them.");
    return null;
  }
  return list;
}

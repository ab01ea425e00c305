import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import type { ArgumentProblem } from "./argument-problem.ts";
import type { Segment } from "./segments.ts";
import { unescapeValue } from "./value-escapes.ts";

/** What decides which modifiers a field may have. */
export type FieldCategory =
  | "text"
  | "id"
  | "number"
  | "boolean"
  | "moment"
  | "json"
  | "file"
  | "oneOf"
  | "named"
  | "belongsTo"
  | "has"
  | "manyToMany";

interface ModifierRule {
  /** What stands after `=`, or null where there is none. */
  readonly example: string | null;
  readonly on: readonly FieldCategory[];
}

const values: readonly FieldCategory[] = [
  "text",
  "id",
  "number",
  "boolean",
  "moment",
  "json",
  "file",
  "oneOf",
  "named",
];

export const modifierRules = {
  optional: { example: null, on: [...values, "belongsTo"] },
  list: { example: null, on: values },
  unique: { example: null, on: ["text", "id", "number", "moment", "oneOf", "named", "belongsTo"] },
  default: { example: "draft", on: values.filter((category) => category !== "file") },
  min: { example: "1", on: ["text", "id", "number"] },
  max: { example: "200", on: ["text", "id", "number"] },
  minLength: { example: "1", on: ["text", "id"] },
  maxLength: { example: "200", on: ["text", "id"] },
  length: { example: "8", on: ["text", "id"] },
  pattern: { example: "%5BA-Z%5D+", on: ["text"] },
  minItems: { example: "1", on: values },
  maxItems: { example: "10", on: values },
  describe: { example: "Who%20pays", on: [...values, "belongsTo", "has", "manyToMany"] },
  onDelete: { example: "cascade", on: ["belongsTo"] },
  unindexed: { example: null, on: ["belongsTo"] },
  inverse: { example: "invoices", on: ["belongsTo", "manyToMany"] },
  via: { example: "customer", on: ["has"] },
  through: { example: "InvoiceTags", on: ["manyToMany"] },
} as const satisfies Record<string, ModifierRule>;

export type ModifierName = keyof typeof modifierRules;

export interface Modifier {
  /** Unescaped text after `=`; empty where the modifier takes none. */
  readonly value: string;
  /** As typed. */
  readonly raw: string;
  /** 0-based places in the argument. */
  readonly start: number;
  readonly valueStart: number;
}

export type Modifiers = Readonly<Partial<Record<ModifierName, Modifier>>>;

/** What people write by habit, and what it is here. */
const habits: Readonly<Record<string, string>> = {
  required: "Leave it out: a field is required unless you say `optional`.",
  notnull: "Leave it out: a field is required unless you say `optional`.",
  nullable: "Write `optional`.",
  null: "Write `optional`.",
  array: "Write `list`.",
  many: "Write `list`.",
  index: "Indexes are options of the model: `--index byStatus:status:sort=dueOn`.",
  primary: "Leave it out: every record has an id of its own.",
  cascade: "Write `onDelete=cascade`.",
  description: "Write `describe=Some%20words`.",
};

/**
 * Reads the modifiers of an argument.
 *
 * @param segments what stands after the type
 * @param category of the type; null where it is unknown, then only the form is checked
 * @param problems receives everything that is wrong
 */
export function parseModifiers(
  argument: string,
  segments: readonly Segment[],
  category: FieldCategory | null,
  problems: ArgumentProblem[],
): Modifiers {
  const found: Partial<Record<ModifierName, Modifier>> = {};
  let before: Segment | null = null;
  for (const segment of segments) {
    const equals = segment.raw.indexOf("=");
    const word = equals < 0 ? segment.raw : segment.raw.slice(0, equals);
    const report = (code: string, at: number, message: string, remedy: string) =>
      problems.push({ code, argument, column: at + 1, message, remedy });
    if (!isModifier(word)) {
      report(
        segment.raw === "" ? "MODIFIER_EMPTY" : "MODIFIER_UNKNOWN",
        segment.start,
        segment.raw === "" ? "nothing stands between two colons." : `there is no modifier ${quoted(word)}.`,
        remedyForUnknown(segment, word, before, category),
      );
    } else if (category !== null && !allowedOn(word, category)) {
      report(
        "MODIFIER_NOT_FOR_TYPE",
        segment.start,
        `\`${word}\` does not go with this type.`,
        `Here you can say ${inWords(category)}.`,
      );
    } else if (found[word] !== undefined) {
      report("MODIFIER_TWICE", segment.start, `\`${word}\` is said twice.`, "Keep one of them.");
    } else {
      const modifier = readValue(word, segment, equals, report);
      if (modifier !== null) found[word] = modifier;
    }
    before = segment;
  }
  return found;
}

function readValue(
  word: ModifierName,
  segment: Segment,
  equals: number,
  report: (code: string, at: number, message: string, remedy: string) => void,
): Modifier | null {
  const { example } = modifierRules[word];
  if (example === null) {
    if (equals < 0) return { value: "", raw: segment.raw, start: segment.start, valueStart: segment.start };
    report(
      "MODIFIER_TAKES_NO_VALUE",
      segment.start + equals,
      `\`${word}\` takes no value.`,
      `Write \`${word}\` alone, or leave it out.`,
    );
    return null;
  }
  const empty = equals < 0 || (equals === segment.raw.length - 1 && word !== "default");
  if (empty) {
    report(
      "MODIFIER_VALUE_MISSING",
      segment.start + segment.raw.length,
      `\`${word}\` needs a value.`,
      `Write it after an equals sign, for instance \`${word}=${example}\`.`,
    );
    return null;
  }
  const valueStart = segment.start + equals + 1;
  const value = unescapeValue(segment.raw.slice(equals + 1));
  if (!value.ok) {
    report("ESCAPE_BROKEN", valueStart + value.at, "this `%` does not begin an escape.", percentRemedy);
    return null;
  }
  return { value: value.text, raw: segment.raw, start: segment.start, valueStart };
}

/** What to write for a percent sign, a colon and so on. */
export const percentRemedy =
  "Write a percent sign as `%25`. (`%20` is a space, `%3A` a colon, `%2C` a comma, as in URLs.)";

function remedyForUnknown(
  segment: Segment,
  word: string,
  before: Segment | null,
  category: FieldCategory | null,
): string {
  if (segment.raw === "") return "Remove one of the colons.";
  if (Object.hasOwn(habits, word.toLowerCase())) return habits[word.toLowerCase()] ?? "";
  const near = closest(word, wordsFor(category));
  if (near !== null) return `Did you mean \`${near}\`?`;
  if (before !== null && /^(?:default|pattern|describe)=/.test(before.raw)) {
    return `If it belongs to the value before it, write the colon as %3A: \`${before.raw}%3A${segment.raw.slice(0, 40)}\`.`;
  }
  return `You can say ${inWords(category)}.`;
}

function isModifier(word: string): word is ModifierName {
  return Object.hasOwn(modifierRules, word);
}

function allowedOn(word: ModifierName, category: FieldCategory): boolean {
  return (modifierRules[word].on as readonly FieldCategory[]).includes(category);
}

function wordsFor(category: FieldCategory | null): ModifierName[] {
  const words = Object.keys(modifierRules) as ModifierName[];
  return words.filter((word) => category === null || allowedOn(word, category));
}

function inWords(category: FieldCategory | null): string {
  return wordsFor(category)
    .map((word) => (modifierRules[word].example === null ? `\`${word}\`` : `\`${word}=…\``))
    .join(", ");
}

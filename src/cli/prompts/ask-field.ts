import { fieldProblem, nameProblem } from "../../operations/check-words.ts";
import type { KnownNames } from "../../operations/known-names.ts";
import type { Choice, Prompter } from "./prompter.ts";

const scalars: readonly Choice<string>[] = [
  { value: "text", label: "text" },
  { value: "integer", label: "integer", description: "A whole number up to 2,147,483,647." },
  { value: "decimal", label: "decimal", description: "A number with a fraction." },
  { value: "money", label: "money", description: "An amount in whole minor units: cents." },
  { value: "boolean", label: "boolean" },
  { value: "date", label: "date", description: "A day: 2026-11-22." },
  { value: "time", label: "time", description: "A time of day: 14:30." },
  { value: "dateTime", label: "dateTime", description: "A moment: 2026-11-22T14:30:00Z." },
  { value: "email", label: "email" },
  { value: "url", label: "url" },
  { value: "phone", label: "phone" },
  { value: "file", label: "file", description: "An uploaded file." },
  { value: "json", label: "json", description: "Anything; cannot be searched or sorted by." },
  { value: "id", label: "id", description: "An identifier of another system." },
];

const relations: readonly Choice<string>[] = [
  { value: "belongsTo", label: "belongsTo", description: "Points to one record of another model." },
  { value: "hasMany", label: "hasMany", description: "The other side of another model's belongsTo." },
  { value: "hasOne", label: "hasOne", description: "The same, where there is at most one." },
  { value: "manyToMany", label: "manyToMany", description: "Links records of both models freely." },
];

type Trait = "optional" | "unique" | "list";

const traitLabels: Readonly<Record<Trait, string>> = {
  optional: "optional: may be empty",
  unique: "unique: no two records have the same",
  list: "list: several values",
};

/** Types that cannot be unique; there is nothing to compare, or comparing it makes no sense. */
const neverUnique: readonly string[] = ["boolean", "json", "file"];

/**
 * Asks for one field, step by step.
 *
 * @param taken names that the model has already
 * @param allowRelations false where fields are an input, which has none
 * @returns the same argument that the command line takes, or null where the name was left empty: no more fields
 */
export async function askField(
  ask: Prompter,
  known: KnownNames,
  taken: readonly string[],
  allowRelations: boolean,
): Promise<string | null> {
  const name = await ask.text({
    message: taken.length === 0 ? "First field (empty: none)" : "Next field (empty: no more)",
    check: (answer) => {
      if (answer === "") return null;
      if (taken.includes(answer)) return `There is a field ${answer} already.`;
      return nameProblem("field", answer);
    },
  });
  if (name === "") return null;
  const named = known.types.map((value) => ({ value, label: value, description: "A type of this project." }));
  const type = await ask.choice({
    message: `Type of ${name}`,
    choices: [
      ...scalars,
      { value: "oneOf", label: "oneOf", description: "One of a few words: an enum." },
      ...named,
      ...(allowRelations ? relations : []),
    ],
  });
  if (relations.some(({ value }) => value === type)) return askRelation(ask, known, name, type);
  const typeWords = type === "oneOf" ? `oneOf:${await askValues(ask, name)}` : type;
  const traits = await askTraits(ask, name, type, allowRelations);
  return [name, typeWords, ...traits].join(":");
}

async function askValues(ask: Prompter, name: string): Promise<string> {
  const values = await ask.text({
    message: "Its values, separated by commas",
    check: (answer) => fieldProblem(`${name}:oneOf:${tight(answer)}`),
  });
  return tight(values);
}

async function askTraits(
  ask: Prompter,
  name: string,
  type: string,
  canBeUnique: boolean,
): Promise<readonly Trait[]> {
  const possible = (["optional", "unique", "list"] as const).filter(
    (trait) => trait !== "unique" || (canBeUnique && !neverUnique.includes(type)),
  );
  for (;;) {
    const traits = await ask.choices<Trait>({
      message: `${name} is`,
      choices: possible.map((value) => ({ value, label: traitLabels[value] })),
    });
    if (!(traits.includes("unique") && traits.includes("list"))) return traits;
    // A list cannot be unique: ask again.
  }
}

async function askRelation(ask: Prompter, known: KnownNames, name: string, kind: string): Promise<string> {
  const target = await askModel(ask, known, `${kind} which model?`);
  if (kind !== "belongsTo") return `${name}:${kind}:${target}`;
  const optional = await ask.confirm({ message: `May ${name} be empty?`, default: false });
  return `${name}:belongsTo:${target}${optional ? ":optional" : ""}`;
}

/** Asks for a model of the project; where there is none to choose, its name has to be typed. */
export async function askModel(ask: Prompter, known: KnownNames, message: string): Promise<string> {
  if (known.models.length > 0) {
    return ask.choice({ message, choices: known.models.map((value) => ({ value, label: value })) });
  }
  return ask.text({ message, check: (answer) => nameProblem("model", answer) });
}

function tight(list: string): string {
  return list
    .split(",")
    .map((value) => value.trim())
    .join(",");
}

import { nameProblem } from "../../operations/check-words.ts";
import type { KnownNames } from "../../operations/known-names.ts";
import { askField } from "./ask-field.ts";
import type { Choice, Prompter } from "./prompter.ts";

/** What `plinth add-model` takes on the command line, from answers. */
export interface ModelAnswers {
  readonly name: string;
  readonly fields: readonly string[];
  /** Null where the model exists already, or the default was chosen. */
  readonly scope: string | null;
}

const scopes: readonly Choice<string>[] = [
  { value: "tenant", label: "a tenant's", description: "Each customer organisation sees its own records." },
  { value: "user", label: "a user's", description: "Each person sees only their own, in whatever tenant." },
  {
    value: "global",
    label: "everybody's",
    description: "Every signed-in user reads it; only the system writes it.",
  },
];

/**
 * Asks for a model: its name, whose data it is, and its fields one by one.
 *
 * @param name given on the command line, or null
 */
export async function askModelFields(
  ask: Prompter,
  known: KnownNames,
  name: string | null,
): Promise<ModelAnswers> {
  const model =
    name ??
    (await ask.text({
      message: "Name of the model, in the singular",
      check: (answer) => nameProblem("model", answer),
    }));
  const isNew = !known.models.includes(model);
  const scope = isNew
    ? await ask.choice({ message: "Whose data is it?", choices: scopes, default: "tenant" })
    : null;
  // A new model can point to itself.
  const names = isNew ? { ...known, models: [...known.models, model].sort() } : known;
  const fields: string[] = [];
  for (;;) {
    const taken = fields.map((field) => field.split(":", 1)[0] ?? "");
    const field = await askField(ask, names, taken, true);
    if (field === null) break;
    fields.push(field);
  }
  return { name: model, fields, scope: scope === "tenant" ? null : scope };
}

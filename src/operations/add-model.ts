import { parseModelArguments } from "../authoring/arguments/parse-model-arguments.ts";
import type { ModelOptionTexts } from "../authoring/arguments/parse-model-options.ts";
import { type AddModelPlan, planAddModel } from "../authoring/plan-add-model.ts";
import { argumentError } from "../authoring/project/argument-error.ts";
import { lookupProblems } from "../authoring/project/lookup-problems.ts";
import { readModelFiles } from "../authoring/project/read-model-files.ts";
import { loadDefinition } from "../definition/load-definition.ts";
import { quoted } from "../definition/words/quoted.ts";
import { UserError } from "../errors/user-error.ts";
import { finishInterrupted } from "../files/journal.ts";
import { type ApiFields, apiOfModel } from "./add-model/api-of-model.ts";
import { type Authored, writeAuthored } from "./add-model/write-authored.ts";
import type { OperationContext } from "./context.ts";

export interface AddModelInput {
  /** Absolute path of the project. */
  readonly project: string;
  /** PascalCase. Where a model of this name exists, the fields, indexes and uniques are added to it. */
  readonly name: string;
  /** Fields as the command line says them: `number:text:unique`. */
  readonly fields: readonly string[];
  readonly options: ModelOptionTexts;
  /** Whether to add the other sides of relations to the models they point to. */
  readonly inverse: boolean;
  /** Write nothing; the result has the changes and their diff all the same. */
  readonly dryRun: boolean;
}

export interface AddModelResult extends Authored {
  readonly model: string;
  /** False: the model existed and was added to. */
  readonly isNew: boolean;
  /** Names of new fields, by model. Relations' other sides are among them. */
  readonly added: Readonly<Record<string, readonly string[]>>;
  /** What the API offers for the model now. */
  readonly api: ApiFields;
  /** What the person should know besides. */
  readonly notes: readonly string[];
}

/**
 * Writes a model into the user's files as a colleague would, adds the other sides of its relations, and generates: all of
 * it or nothing.
 *
 * @throws UserError with every problem at once, told by argument where one is at fault
 */
export async function addModel(input: AddModelInput, context: OperationContext): Promise<AddModelResult> {
  const spec = parseModelArguments(input.name, input.fields, input.options);
  if (!spec.ok) {
    const others = await lookupProblems(input.project, input.name, input.fields);
    throw argumentError("add-model", [...spec.problems, ...others]);
  }
  finishInterrupted(input.project);
  const plan = await planAddModel(spec.value, input.fields, readModelFiles(input.project), input.inverse);
  if (plan.hasSpread) await refuseSpreadFields(input, plan);
  const { backend, ...authored } = await writeAuthored(input.project, plan, input.dryRun, context);
  const model = backend.models.find(({ name }) => name === input.name);
  return {
    ...authored,
    deploy: [...authored.deploy, ...gained(input.name, plan)],
    model: input.name,
    isNew: plan.isNew,
    added: plan.added,
    api: model === undefined ? { queries: [], mutations: [], subscriptions: [] } : apiOfModel(model),
    notes: [...plan.notes, ...(plan.isNew ? [] : requiredFields(input.name, spec.value.fields))],
  };
}

/** A field that a spread brings would silently be replaced by a new one of its name. Only running the file shows them. */
async function refuseSpreadFields(input: AddModelInput, plan: AddModelPlan): Promise<void> {
  const backend = await loadDefinition(input.project);
  const model = backend.models.find(({ name }) => name === input.name);
  const taken = [...(model?.fields ?? []), ...(model?.relations ?? [])].map(({ name }) => name);
  const twice = plan.added[input.name]?.find((name) => taken.includes(name));
  if (twice === undefined) return;
  throw new UserError({
    code: "FIELD_EXISTS",
    message: `${input.name} has a field ${quoted(twice)} already: ${plan.path} takes it over from elsewhere.`,
    remedy: "Plinth adds fields and never changes one: choose another name.",
  });
}

/** What models that exist gain in the API. */
function gained(name: string, plan: AddModelPlan): string[] {
  return Object.entries(plan.added)
    .filter(([model, fields]) => fields.length > 0 && (model !== name || !plan.isNew))
    .map(([model, fields]) => `Adds ${fields.join(", ")} to ${model} in the API.`);
}

function requiredFields(
  model: string,
  fields: readonly {
    readonly kind: string;
    readonly name: string;
    readonly optional?: boolean;
    readonly default?: unknown;
  }[],
): string[] {
  const required = fields.filter((field) => field.optional === false && (field.default ?? null) === null);
  return required.map(
    ({ name }) =>
      `${model}.${name} is required. Records that exist have none: fill them, or write .optional().`,
  );
}

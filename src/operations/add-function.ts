import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { FunctionTexts } from "../authoring/arguments/function-texts.ts";
import { parseFunctionArguments } from "../authoring/arguments/parse-function-arguments.ts";
import { planAddFunction } from "../authoring/plan-add-function.ts";
import { argumentError } from "../authoring/project/argument-error.ts";
import { readModelFiles } from "../authoring/project/read-model-files.ts";
import type { Trigger } from "../definition/ir.ts";
import { finishInterrupted } from "../files/journal.ts";
import { type ApiFields, apiOfFunction } from "./add-model/api-of-model.ts";
import { type Authored, writeAuthored } from "./add-model/write-authored.ts";
import type { OperationContext } from "./context.ts";

export interface AddFunctionInput {
  /** Absolute path of the project. */
  readonly project: string;
  /** kebab-case: the folder below `functions/`. */
  readonly name: string;
  /** The trigger, and its options as typed. */
  readonly options: FunctionTexts;
  /** Write nothing; the result has the changes and their diff all the same. */
  readonly dryRun: boolean;
}

export interface AddFunctionResult extends Authored {
  readonly function: string;
  readonly trigger: Trigger["kind"];
  /** The field of the API, for a query or a mutation. */
  readonly api: ApiFields;
  /** `POST /webhooks/stripe`, for an HTTP function; else null. */
  readonly route: string | null;
  /** What the person should know besides. */
  readonly notes: readonly string[];
}

/**
 * Writes a function's definition and a handler to start from, and generates: all of it or nothing.
 *
 * @throws UserError with every problem at once, told by option where one is at fault
 */
export async function addFunction(
  input: AddFunctionInput,
  context: OperationContext,
): Promise<AddFunctionResult> {
  const spec = parseFunctionArguments(input.name, input.options);
  if (!spec.ok) throw argumentError("add-function", spec.problems);
  finishInterrupted(input.project);
  const files = readModelFiles(input.project);
  const plan = await planAddFunction(spec.value, input.options, files, functionNames(input.project));
  const { backend, ...authored } = await writeAuthored(input.project, plan, input.dryRun, context);
  const { trigger, secrets } = spec.value;
  return {
    ...authored,
    function: input.name,
    trigger: trigger.kind,
    api: apiOfFunction(backend, input.name),
    route: trigger.kind === "http" ? `${trigger.method} ${trigger.path}` : null,
    notes: secrets.map(
      (name) => `${name} has no value yet: each stage needs one before the function can read it.`,
    ),
  };
}

function functionNames(project: string): readonly string[] {
  try {
    return readdirSync(join(project, "functions"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}

import { closest } from "../definition/words/did-you-mean.ts";
import type { FileChange } from "../files/file-change.ts";
import type { ArgumentProblem } from "./arguments/argument-problem.ts";
import type { FunctionSpec } from "./arguments/function-spec.ts";
import type { FunctionTexts } from "./arguments/function-texts.ts";
import type { Declaration } from "./edit/find-declarations.ts";
import { stringOf } from "./edit/source-file.ts";
import { functionFields, functionTypes, printFunctionFile } from "./print/print-function.ts";
import { type KnownTypes, printHandlerFile } from "./print/print-handler.ts";
import { argumentError } from "./project/argument-error.ts";
import { type DeclaredNames, declaredNames, type ModelFile } from "./project/declared-names.ts";
import { functionOrigins } from "./project/function-origins.ts";
import type { Origin } from "./project/origins.ts";
import { relativeImport } from "./project/relative-import.ts";
import { nameProblems } from "./project/resolve-names.ts";

export interface AddFunctionPlan {
  readonly changes: readonly FileChange[];
  readonly origins: readonly Origin[];
}

/**
 * Works out what `add-function` writes into the user's files. Reads nothing from disk, writes nothing.
 *
 * @param texts the options as typed
 * @param files everything in `models/`
 * @param taken names of what is in `functions/`
 * @throws UserError with every problem
 */
export async function planAddFunction(
  spec: FunctionSpec,
  texts: FunctionTexts,
  files: readonly ModelFile[],
  taken: readonly string[],
): Promise<AddFunctionPlan> {
  const types = functionTypes(spec);
  const models = modelsOf(spec);
  const declared = await declaredNames(files, [...types, ...models.map(({ name }) => name)]);
  const argumentOf = (field: string) =>
    [...(texts.input ?? []), ...(texts.returns ?? [])].find((text) => text.startsWith(`${field}:`)) ?? field;
  const problems: ArgumentProblem[] = [
    ...takenProblems(spec.name, taken),
    ...(await nameProblems("", functionFields(spec.trigger), declared, files, argumentOf)),
    ...(await modelProblems(models, declared, files)),
  ];
  if (problems.length > 0) throw argumentError("add-function", problems);
  const folder = `functions/${spec.name}`;
  const imports = types.flatMap((name) => {
    const file = declared.get(name)?.file.path;
    return file === undefined ? [] : [{ name, from: relativeImport(`${folder}/function.ts`, file) }];
  });
  return {
    changes: [
      { path: `${folder}/function.ts`, before: null, after: printFunctionFile(spec, imports) },
      {
        path: `${folder}/handler.ts`,
        before: null,
        after: printHandlerFile(spec, knownTypes(types, declared)),
      },
    ],
    origins: functionOrigins(spec, texts, `${folder}/function.ts`),
  };
}

function takenProblems(name: string, taken: readonly string[]): ArgumentProblem[] {
  const same = taken.find((other) => other.toLowerCase() === name);
  if (same === undefined) return [];
  return [
    {
      code: "FUNCTION_EXISTS",
      argument: name,
      column: 1,
      message: `functions/${same} is there already.`,
      remedy: `Edit functions/${same}/function.ts and handler.ts, or choose another name.`,
    },
  ];
}

/** Models that a function names, and by which option. */
function modelsOf({ trigger }: FunctionSpec): readonly { readonly name: string; readonly flag: string }[] {
  if (trigger.kind === "modelChange") return [{ name: trigger.model, flag: "--model" }];
  const returns = trigger.kind === "query" || trigger.kind === "mutation" ? trigger.returns : null;
  return returns?.kind === "model" ? [{ name: returns.model, flag: "--returns" }] : [];
}

async function modelProblems(
  models: readonly { readonly name: string; readonly flag: string }[],
  declared: DeclaredNames,
  files: readonly ModelFile[],
): Promise<ArgumentProblem[]> {
  const problems: ArgumentProblem[] = [];
  for (const { name, flag } of models) {
    const found = declared.get(name);
    if (found !== undefined && (found.chain === null || found.chain.builder === "model")) continue;
    const all = [...(await declaredNames(files, null)).values()].filter(
      (one) => one.chain?.builder === "model",
    );
    const near = closest(
      name,
      all.map((one) => one.name),
    );
    problems.push({
      code: "MODEL_NOT_FOUND",
      argument: `${flag} ${name}`,
      column: flag.length + 2,
      message: found === undefined ? `there is no model ${name}.` : `${name} is not a model.`,
      remedy:
        near === null ? `Add it first: \`plinth add-model ${name} name:text\`.` : `Did you mean \`${near}\`?`,
    });
  }
  return problems;
}

function knownTypes(names: readonly string[], declared: DeclaredNames): KnownTypes {
  const known = new Map<string, readonly string[] | "object">();
  for (const name of names) {
    const chain = declared.get(name)?.chain;
    if (chain?.builder === "object") known.set(name, "object");
    if (chain?.builder === "oneOf") known.set(name, enumValues(chain.root.arguments));
  }
  return known;
}

function enumValues(args: NonNullable<Declaration["chain"]>["root"]["arguments"]): readonly string[] {
  return args.flatMap((argument) => stringOf(argument) ?? []);
}

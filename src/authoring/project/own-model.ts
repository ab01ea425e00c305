import { quoted } from "../../definition/words/quoted.ts";
import type { ArgumentProblem } from "../arguments/argument-problem.ts";
import { accessActions } from "../arguments/option-specs.ts";
import type { ModelSpec } from "../arguments/parse-model-arguments.ts";
import { type Declaration, writtenFields } from "../edit/find-declarations.ts";
import { lineAt, stringOf } from "../edit/source-file.ts";
import { namedTypeOf } from "../print/print-field.ts";
import type { ModelFile } from "./declared-names.ts";

/** What speaks against making a new model: that it has no field, or a file in its place. */
export function newModelProblems(
  spec: ModelSpec,
  path: string,
  files: readonly ModelFile[],
): readonly ArgumentProblem[] {
  const taken = files.find((file) => file.path.toLowerCase() === path.toLowerCase());
  if (taken === undefined) return spec.fields.length === 0 ? [fieldsMissing(spec.name)] : [];
  const similar = new RegExp(`\\b${spec.name}\\b`, "i").exec(taken.text)?.[0];
  if (similar !== undefined && similar !== spec.name) {
    return [
      {
        code: "MODEL_DIFFERS_BY_CASE",
        argument: spec.name,
        column: 1,
        message: `${taken.path} has ${quoted(similar)}, which differs from it by capital letters only.`,
        remedy: `Write ${similar} to add fields to that model, or choose another name.`,
      },
    ];
  }
  return [
    {
      code: "MODEL_FILE_TAKEN",
      argument: spec.name,
      column: 1,
      message: `${spec.name} belongs into ${path}, but ${taken.path} is there and does not export it.`,
      remedy: `Write \`export const ${spec.name} = model({ ... })\` there by hand, or rename that file.`,
    },
  ];
}

function fieldsMissing(name: string): ArgumentProblem {
  return {
    code: "FIELDS_MISSING",
    argument: name,
    column: 1,
    message: "a model needs at least one field.",
    remedy: `Name some: \`plinth add-model ${name} name:text:max=100\`.`,
  };
}

/** What speaks against adding to a model that exists: what is already there is never changed. */
export function existingModelProblems(
  spec: ModelSpec,
  existing: Declaration,
  argumentOf: (field: string) => string,
): readonly ArgumentProblem[] {
  const { file } = existing;
  const place = (start: number) => `${file.path}:${lineAt(file.text, start)}`;
  const problem = (code: string, argument: string, message: string, remedy: string): ArgumentProblem => ({
    code,
    argument,
    column: 1,
    message,
    remedy,
  });
  const problems: ArgumentProblem[] = [];
  const { options } = spec;
  if (existing.chain !== null && existing.chain.builder !== "model") {
    problems.push(
      problem(
        "NAME_TAKEN_BY_TYPE",
        spec.name,
        `${place(existing.start)} exports ${spec.name} already, made by ${existing.chain.builder}().`,
        "Give the model another name.",
      ),
    );
    return problems;
  }
  if (spec.fields.length === 0 && options.indexes.length === 0 && options.uniques.length === 0) {
    problems.push(
      problem(
        "MODEL_EXISTS",
        spec.name,
        `the model ${spec.name} is there already, in ${place(existing.start)}.`,
        `Edit that file, or name new fields to add to it: \`plinth add-model ${spec.name} paidOn:date:optional\`.`,
      ),
    );
  }
  const written = writtenFields(existing);
  for (const field of spec.fields) {
    const same = written.find(({ name }) => name === field.name);
    if (same !== undefined) {
      problems.push(
        problem(
          "FIELD_EXISTS",
          argumentOf(field.name),
          `${spec.name} has a field ${quoted(field.name)} already, in ${place(same.start)}.`,
          "Plinth adds fields and never changes one: edit that line, or choose another name.",
        ),
      );
    }
    const type = namedTypeOf(field);
    const later =
      type === null
        ? undefined
        : file.program.body.find((one) => one.start > existing.start && exportsName(one, type));
    if (later !== undefined) {
      problems.push(
        problem(
          "TYPE_DEFINED_LATER",
          argumentOf(field.name),
          `${type} is defined in ${place(later.start)}, below ${spec.name}, which would use it too early.`,
          `Move it above ${spec.name}, then run the command again.`,
        ),
      );
    }
  }
  problems.push(...calledTwice(spec, existing, place, problem));
  for (const option of optionsThatReplace(spec)) {
    problems.push(
      problem(
        "OPTION_FOR_NEW_MODELS",
        option,
        `${spec.name} is there already, and this would change it.`,
        `Edit ${place(existing.start)} by hand; only fields, \`--index\` and \`--unique\` are added to a model that exists.`,
      ),
    );
  }
  return problems;
}

function calledTwice(
  spec: ModelSpec,
  existing: Declaration,
  place: (start: number) => string,
  problem: (code: string, argument: string, message: string, remedy: string) => ArgumentProblem,
): ArgumentProblem[] {
  const calls = existing.chain?.calls.filter(({ name }) => name === "index") ?? [];
  return spec.options.indexes.flatMap((index) => {
    const same = calls.find(({ node }) => stringOf(node.arguments[0]) === index.name);
    if (same === undefined) return [];
    return [
      problem(
        "INDEX_EXISTS",
        `--index ${index.name}`,
        `${spec.name} has an index ${quoted(index.name)} already, in ${place(same.node.end - 1)}.`,
        "Edit that line, or choose another name.",
      ),
    ];
  });
}

function optionsThatReplace({ options }: ModelSpec): string[] {
  return [
    ...accessActions.filter((action) => options.access[action] !== null).map((action) => `--${action}`),
    ...(options.scope === null ? [] : ["--scope"]),
    ...(options.softDelete === null ? [] : ["--soft-delete"]),
    ...(options.ttl === null ? [] : ["--ttl"]),
    ...(options.shards === null ? [] : ["--shards"]),
    ...(options.dedicated ? ["--dedicated"] : []),
    ...(options.plural === null ? [] : ["--plural"]),
    ...(options.description === null ? [] : ["--description"]),
  ];
}

function exportsName(statement: Declaration["file"]["program"]["body"][number], name: string): boolean {
  if (statement.type !== "ExportNamedDeclaration" || statement.declaration?.type !== "VariableDeclaration")
    return false;
  return statement.declaration.declarations.some(({ id }) => id.type === "Identifier" && id.name === name);
}

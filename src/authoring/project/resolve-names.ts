import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import type { ArgumentProblem } from "../arguments/argument-problem.ts";
import type { FieldSpec } from "../arguments/field-spec.ts";
import { printFieldArgument } from "../arguments/print-field-argument.ts";
import type { Declaration } from "../edit/find-declarations.ts";
import { type DeclaredNames, declaredNames, type ModelFile } from "./declared-names.ts";

/**
 * Checks that the models and types that fields name exist and are what the fields take them for.
 *
 * @param own name of the model that gets the fields
 * @param argumentOf the argument a field came from
 */
export async function nameProblems(
  own: string,
  fields: readonly FieldSpec[],
  declared: DeclaredNames,
  files: readonly ModelFile[],
  argumentOf: (field: string) => string,
): Promise<readonly ArgumentProblem[]> {
  const problems: ArgumentProblem[] = [];
  for (const field of fields) {
    const name =
      field.kind === "value" ? (field.type.kind === "named" ? field.type.name : null) : field.target;
    if (name === null) continue;
    const argument = argumentOf(field.name);
    const wrong =
      field.kind === "value"
        ? await typeProblem(name, own, field, declared, files)
        : await targetProblem(name, own, field, declared, files);
    if (wrong === null) continue;
    const at = argument.indexOf(`:${name}`);
    problems.push({ argument, column: at < 0 ? 1 : at + 2, ...wrong });
  }
  return problems;
}

type Wrong = Pick<ArgumentProblem, "code" | "message" | "remedy">;

async function typeProblem(
  name: string,
  own: string,
  field: FieldSpec,
  declared: DeclaredNames,
  files: readonly ModelFile[],
): Promise<Wrong | null> {
  const found = declared.get(name);
  if (name === own || found?.chain?.builder === "model") {
    return {
      code: "TYPE_IS_MODEL",
      message: `${name} is a model.`,
      remedy: `To point to one of its records write \`${field.name}:belongsTo:${name}\`.`,
    };
  }
  if (found !== undefined) return null;
  const near = await nearest(name, files, (one) => one.chain?.builder !== "model");
  return {
    code: "TYPE_NOT_FOUND",
    message: `no file in models/ exports a type ${name}.`,
    remedy:
      near === null
        ? `Export it first (\`export const ${name} = oneOf("first", "second");\`), or write the values here: \`${field.name}:oneOf:first,second\`.`
        : `Did you mean ${quoted(near)}?`,
  };
}

async function targetProblem(
  name: string,
  own: string,
  field: Exclude<FieldSpec, { kind: "value" }>,
  declared: DeclaredNames,
  files: readonly ModelFile[],
): Promise<Wrong | null> {
  if (name === own) return null;
  const found = declared.get(name);
  if (found === undefined) {
    const near = await nearest(name, files, (one) => one.chain?.builder === "model");
    return {
      code: "TARGET_NOT_FOUND",
      message: `there is no model ${name} yet.`,
      remedy:
        near === null
          ? remedyForMissing(own, field)
          : `Did you mean ${quoted(near)}? ${remedyForMissing(own, field)}`,
    };
  }
  const builder = found.chain?.builder;
  if (builder === undefined || builder === "model") return null;
  return {
    code: "TARGET_IS_TYPE",
    message: `${name} is not a model but made by ${builder}().`,
    remedy: `To store a value of it write \`${field.name}:${name}\`.`,
  };
}

/** Relations come one command after the other: the second model brings the first one's side along. */
function remedyForMissing(own: string, field: Exclude<FieldSpec, { kind: "value" }>): string {
  const { target } = field;
  if (field.kind === "belongsTo") return `Add it first: \`plinth add-model ${target} name:text\`.`;
  const opposite: FieldSpec =
    field.kind === "manyToMany"
      ? { ...field, name: "others", target: own, inverse: field.name, description: null }
      : {
          kind: "belongsTo",
          name: field.via ?? own.charAt(0).toLowerCase() + own.slice(1),
          target: own,
          optional: false,
          unique: field.kind === "hasOne",
          onDelete: null,
          unindexed: false,
          inverse: field.name,
          description: null,
        };
  const argument = printFieldArgument(opposite).replace(
    /^others/,
    `${own.charAt(0).toLowerCase()}${own.slice(1)}s`,
  );
  return `Leave it out here; then \`plinth add-model ${target} ${argument}\` adds both sides.`;
}

async function nearest(
  name: string,
  files: readonly ModelFile[],
  wanted: (declaration: Declaration) => boolean,
): Promise<string | null> {
  const all = await declaredNames(files, null);
  return closest(
    name,
    [...all.values()].filter(wanted).map((one) => one.name),
  );
}

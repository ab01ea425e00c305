import { checkName } from "../names/check-name.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import type { ValueFieldSpec } from "./field-spec.ts";
import type { ReturnsSpec } from "./function-spec.ts";
import { parseFieldArguments } from "./parse-model-arguments.ts";

/**
 * Reads the fields of a function's input or result: those of a model, without relations and uniqueness.
 *
 * @param flag for messages: `--input`
 */
export function parseFunctionFields(
  texts: readonly string[],
  flag: string,
): Parsed<readonly ValueFieldSpec[]> {
  const parsed = parseFieldArguments(texts);
  if (!parsed.ok) return parsed;
  const problems: ArgumentProblem[] = [];
  const fields = parsed.value.flatMap((field, i): ValueFieldSpec[] => {
    const argument = texts[i] ?? field.name;
    const report = (code: string, message: string, remedy: string) =>
      problems.push({ code, argument, column: field.name.length + 2, message, remedy });
    if (field.kind !== "value") {
      report("RELATION_IN_FUNCTION", `${flag} has no relations.`, `Take its id: \`${field.name}Id:id\`.`);
      return [];
    }
    if (field.unique)
      report("UNIQUE_IN_FUNCTION", `${flag} stores nothing that could be unique.`, "Leave out `unique`.");
    return [field];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: fields };
}

/** Reads `--returns`: nothing, `Invoice`, `Invoice:list`, or fields. */
export function parseReturns(texts: readonly string[]): Parsed<ReturnsSpec> {
  const [first] = texts;
  if (first === undefined) return { ok: true, value: { kind: "nothing" } };
  const model = /^([A-Z][^:]*)(:list)?$/.exec(first);
  if (model === null) {
    const fields = parseFunctionFields(texts, "--returns");
    return fields.ok ? { ok: true, value: { kind: "fields", fields: fields.value } } : fields;
  }
  const name = model[1] ?? "";
  const argument = `--returns ${texts.join(" ")}`;
  const problem = checkName("model", name, argument, "--returns ".length);
  if (problem !== null) return { ok: false, problems: [problem] };
  if (texts.length > 1) {
    const message = "a function returns one model or fields, not both.";
    const remedy =
      "Write `--returns Invoice`, `--returns Invoice:list`, or fields such as `--returns total:money`.";
    return { ok: false, problems: [{ code: "RETURNS_MIXED", argument, column: 1, message, remedy }] };
  }
  return { ok: true, value: { kind: "model", model: name, list: model[2] !== undefined } };
}

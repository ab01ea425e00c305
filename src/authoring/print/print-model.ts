import {
  type AccessSpec,
  accessActions,
  type IndexSpec,
  type UniqueSpec,
} from "../arguments/option-specs.ts";
import type { ModelSpec } from "../arguments/parse-model-arguments.ts";
import { type CodeStyle, houseStyle } from "./code-style.ts";
import { bracketed, hardLine, indent, type Layout, print } from "./layout.ts";
import { stringLiteral } from "./literal.ts";
import { type ChainedCall, call } from "./member-chain.ts";
import { type BuilderName, buildersOf, fieldLayout, namedTypeOf } from "./print-field.ts";

/** An import that a model needs besides those from plinth. */
export interface TypeImport {
  readonly name: string;
  /** As written: `./priority.ts`. */
  readonly from: string;
}

/**
 * The text of a new model file, as somebody would write it by hand.
 *
 * @param typeImports where the exported types come from that the fields name
 */
export function printModelFile(spec: ModelSpec, typeImports: readonly TypeImport[]): string {
  const style = houseStyle;
  const builder: BuilderName = (name) => name;
  return print(
    [
      importLines(modelBuilders(spec), typeImports, style),
      hardLine,
      hardLine,
      `export const ${spec.name} = `,
      modelLayout(spec, builder, style),
      style.semicolons ? ";" : "",
      hardLine,
    ],
    style,
  );
}

function modelLayout(spec: ModelSpec, builder: BuilderName, style: CodeStyle): Layout {
  const fields = spec.fields.map((field): Layout => [hardLine, fieldLayout(field, builder, style), ","]);
  const root: Layout = [
    builder("model"),
    "(",
    fields.length === 0 ? "{}" : ["{", indent(fields), hardLine, "}"],
    ")",
  ];
  const calls = optionCalls(spec, builder, style).map(
    ({ name, args }): Layout => [".", call(name, args, style)],
  );
  const [only] = calls;
  if (only === undefined) return root;
  return calls.length === 1 ? [root, only] : [root, indent(calls.map((link) => [hardLine, link]))];
}

/** Imports from plinth and from the project, sorted, only what is used. */
export function importLines(
  builders: readonly string[],
  types: readonly TypeImport[],
  style: CodeStyle,
): Layout {
  const files = [...new Set(types.map((type) => type.from))].sort();
  const lines = files.map((from): Layout => {
    const names = types.filter((type) => type.from === from).map((type) => type.name);
    return [hardLine, importLine(names, from, style)];
  });
  return [importLine(builders, "plinth", style), lines];
}

/** One import declaration, names sorted, each once. */
export function importLine(names: readonly string[], from: string, style: CodeStyle): Layout {
  const sorted = [...new Set(names)].sort();
  return [
    "import ",
    bracketed("{", sorted, "}", style.bracketSpacing ? " " : "", style),
    " from ",
    stringLiteral(from, style),
    style.semicolons ? ";" : "",
  ];
}

/** Functions of the language that a model needs. */
function modelBuilders(spec: ModelSpec): readonly string[] {
  const names = ["model", ...spec.fields.flatMap(buildersOf)];
  const rules = accessActions.map((action) => spec.options.access[action]);
  return rules.some((rule) => rule?.some((words) => words.length > 1)) ? [...names, "all"] : names;
}

/** Names of the exported types that a model's fields need, each once. */
export function namedTypesOf(spec: Pick<ModelSpec, "fields">): readonly string[] {
  return [...new Set(spec.fields.flatMap((field) => namedTypeOf(field) ?? []))];
}

function optionCalls(spec: ModelSpec, builder: BuilderName, style: CodeStyle): readonly ChainedCall[] {
  const { options } = spec;
  const calls: ChainedCall[] = [
    ...options.indexes.map((index) => indexCall(index, style)),
    ...options.uniques.map((unique) => uniqueCall(unique, style)),
  ];
  const add = (name: string, ...args: Layout[]) => calls.push({ name, args });
  const rules = accessActions.flatMap((action): Layout[] => {
    const rule = options.access[action];
    return rule === null ? [] : [[action, ": ", accessLayout(rule, builder, style)]];
  });
  if (rules.length > 0) add("access", bracketed("{", rules, "}", style.bracketSpacing ? " " : "", style));
  if (options.scope !== null) add("scope", stringLiteral(options.scope, style));
  if (options.softDelete !== null) {
    add("softDelete", bracketed("{", [`keepDays: ${options.softDelete.keepDays}`], "}", " ", style));
  }
  if (options.ttl !== null) add("ttl", stringLiteral(options.ttl, style));
  if (options.shards !== null) add("shards", String(options.shards));
  if (options.dedicated) add("dedicated");
  if (options.plural !== null) add("plural", stringLiteral(options.plural, style));
  if (options.description !== null) add("describe", stringLiteral(options.description, style));
  return calls;
}

/** `.index("byStatus", ["status"], { sort: "dueOn" })` */
export function indexCall(index: IndexSpec, style: CodeStyle): ChainedCall {
  const args: Layout[] = [stringLiteral(index.name, style), nameList(index.hash, style)];
  if (index.sort.length > 0) {
    const [first] = index.sort;
    const sort =
      index.sort.length === 1 && first !== undefined
        ? stringLiteral(first, style)
        : nameList(index.sort, style);
    args.push(bracketed("{", [["sort: ", sort]], "}", style.bracketSpacing ? " " : "", style));
  }
  return { name: "index", args };
}

/** `.unique(["customer", "number"])` */
export function uniqueCall(unique: UniqueSpec, style: CodeStyle): ChainedCall {
  return { name: "unique", args: [nameList(unique.fields, style)] };
}

function nameList(names: readonly string[], style: CodeStyle): Layout {
  return bracketed(
    "[",
    names.map((name) => stringLiteral(name, style)),
    "]",
    "",
    style,
  );
}

/** A rule as somebody would write it: a word, a list for *or*, `all(...)` for *and*. */
export function accessLayout(rule: AccessSpec, builder: BuilderName, style: CodeStyle): Layout {
  const parts = rule.map((words): Layout => {
    const [only] = words;
    if (words.length === 1 && only !== undefined) return stringLiteral(only, style);
    return call(
      builder("all"),
      words.map((word) => stringLiteral(word, style)),
      style,
    );
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : bracketed("[", parts, "]", "", style);
}

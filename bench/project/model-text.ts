import type { Backend, Field, Index, Model, Relation } from "../../src/definition/ir.ts";

/** The model file a user would have written for a model of a synthetic backend: the fields, relations and indexes those use. */
export function modelText(model: Model, backend: Backend): string {
  const lines = [
    ...model.fields.map((field) => `  ${field.name}: ${fieldText(field, model, backend)},`),
    ...model.relations.map((relation) => `  ${relation.name}: ${relationText(relation)},`),
  ];
  const words = [
    ...lines
      .join("\n")
      .matchAll(/\b(text|oneOf|money|decimal|integer|boolean|date|dateTime|email|belongsTo|hasMany)\(/g),
  ];
  const imports = [...new Set(["model", ...words.map((match) => match[1])])].toSorted();
  return [
    `import { ${imports.join(", ")} } from "plinth";`,
    "",
    `export const ${model.name} = model({`,
    ...lines,
    "})",
    ...model.indexes.filter(({ origin }) => origin === "declared").map(indexText),
    ...(model.softDelete === null ? [] : [`  .softDelete({ keepDays: ${model.softDelete.keepDays} })`]),
    `  .describe(${JSON.stringify(model.description)});`,
    "",
  ].join("\n");
}

function fieldText(field: Field, model: Model, backend: Backend): string {
  const { type, rules } = field;
  const unique = model.uniques.some(({ fields }) => fields.length === 1 && fields[0] === field.name);
  const start =
    type.kind === "enum"
      ? `oneOf(${valuesOf(type.enum, backend)})`
      : `${type.kind === "scalar" ? type.scalar : "text"}()`;
  return [
    start,
    rules.minLength === null ? "" : `.minLength(${rules.minLength})`,
    rules.maxLength === null ? "" : `.maxLength(${rules.maxLength})`,
    field.list ? `.list(${rules.maxItems === null ? "" : `{ max: ${rules.maxItems} }`})` : "",
    unique ? ".unique()" : "",
    field.default?.kind === "value" ? `.default(${JSON.stringify(field.default.value)})` : "",
    field.required ? "" : ".optional()",
  ].join("");
}

function valuesOf(name: string, { enums }: Backend): string {
  const values = enums.find((each) => each.name === name)?.values ?? [];
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function relationText(relation: Relation): string {
  if (relation.kind === "belongsTo") {
    return `belongsTo("${relation.target}")${relation.required ? "" : ".optional()"}`;
  }
  return relation.kind === "hasMany" ? `hasMany("${relation.target}").via("${relation.via}")` : "";
}

function indexText({ name, hash, sort }: Index): string {
  const [first] = sort;
  return `  .index("${name}", ${JSON.stringify(hash)}${first === undefined ? "" : `, { sort: "${first}" }`})`;
}

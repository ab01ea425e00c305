import type { Backend, BackendFunction, Model } from "../ir.ts";
import { mutationFields } from "../reserved-names.ts";
import { capitalized } from "../words/letter-case.ts";

/** A name that the generated schema has because of something the user wrote. */
export interface GeneratedName {
  readonly space: "type" | "query field" | "mutation field" | "subscription field";
  readonly name: string;
  /** What it is, for a sentence: `the page type of "Invoice"`. */
  readonly what: string;
  /** Whose name it is made of: the key of the thing's place. */
  readonly owner: Owner;
  /** True where the user chose this very name. */
  readonly chosen: boolean;
}

export interface Owner {
  readonly kind: "model" | "plural" | "enum" | "object" | "link" | "function" | "schema";
  readonly name: string;
}

/** Every name in the generated schema, in a fixed order; two that are the same cannot stand together. */
export function generatedNames(backend: Backend): readonly GeneratedName[] {
  return [
    ...backend.models.flatMap(namesOfModel),
    ...linksOf(backend).flatMap(namesOfLink),
    ...backend.models.flatMap(namesOfLinking),
    ...backend.enums.flatMap(({ name }) =>
      namesOfType("enum", name, ["Condition", "Range", "ListCondition"]),
    ),
    ...backend.objects.flatMap(({ name }) => namesOfType("object", name, ["Input"])),
    ...backend.functions.flatMap(namesOfFunction),
    ...[...mutationFields].map((name) =>
      mutation(name, "an operation of every schema", { kind: "schema", name }),
    ),
  ];
}

function namesOfModel(model: Model): readonly GeneratedName[] {
  const { name, plural } = model;
  const owner: Owner = { kind: "model", name };
  const made = (suffix: string, what: string): GeneratedName =>
    type(name + suffix, `the ${what} of "${name}"`, owner);
  const operations = ["create", "update", "delete", "restore"];
  return [
    { ...type(name, `the model "${name}"`, owner), chosen: true },
    { ...type(plural, `the plural of "${name}"`, { kind: "plural", name }), chosen: true },
    made("Page", "page type"),
    made("Filter", "filter type"),
    ...operations.map((operation) => made(capitalized(operation), `${operation} input`)),
    ...model.indexes.map((index) => made(capitalized(index.name), `input of the index "${index.name}"`)),
    ...model.uniques
      .filter(({ fields }) => fields.length > 1)
      .map((unique) => made(capitalized(unique.name), `input of the constraint "${unique.name}"`)),
    query(`get${name}`, `the query of "${name}"`, owner),
    query(`list${plural}`, `the list of "${name}"`, { kind: "plural", name }),
    ...operations.map((operation) =>
      mutation(operation + name, `the ${operation} mutation of "${name}"`, owner),
    ),
    {
      space: "subscription field",
      name: `on${name}Changed`,
      what: `the subscription of "${name}"`,
      owner,
      chosen: false,
    },
  ];
}

/** The names of all links, each once. */
export function linksOf(backend: Backend): readonly string[] {
  const links = backend.models.flatMap(({ relations }) =>
    relations.flatMap((relation) => (relation.kind === "manyToMany" ? relation.link : [])),
  );
  return [...new Set(links)].sort();
}

function namesOfLink(link: string): readonly GeneratedName[] {
  return [{ ...type(link, `the link "${link}"`, { kind: "link", name: link }), chosen: true }];
}

/** Links are changed from their left side. */
function namesOfLinking(model: Model): readonly GeneratedName[] {
  return model.relations.flatMap((relation): GeneratedName[] => {
    if (relation.kind !== "manyToMany" || relation.side !== "left") return [];
    const name = model.name + capitalized(relation.name);
    const what = (thing: string): string => `the ${thing} of "${relation.name}" of "${model.name}"`;
    const owner: Owner = { kind: "model", name: model.name };
    return [
      type(`${name}Link`, what("link input"), owner),
      mutation(`link${name}`, what("link mutation"), owner),
      mutation(`unlink${name}`, what("unlink mutation"), owner),
    ];
  });
}

function namesOfType(
  kind: "enum" | "object",
  name: string,
  suffixes: readonly string[],
): readonly GeneratedName[] {
  const owner: Owner = { kind, name };
  return [
    { ...type(name, `the ${kind} "${name}"`, owner), chosen: true },
    ...suffixes.map((suffix) => type(name + suffix, `the ${suffix} type of the ${kind} "${name}"`, owner)),
  ];
}

function namesOfFunction({ name, trigger }: BackendFunction): readonly GeneratedName[] {
  if (trigger.kind !== "query" && trigger.kind !== "mutation") return [];
  const owner: Owner = { kind: "function", name };
  const field = (trigger.kind === "query" ? query : mutation)(trigger.field, `the function "${name}"`, owner);
  return [
    { ...field, chosen: true },
    type(`${capitalized(trigger.field)}Result`, `the result of the function "${name}"`, owner),
    type(`${capitalized(trigger.field)}Input`, `the input of the function "${name}"`, owner),
  ];
}

function type(name: string, what: string, owner: Owner): GeneratedName {
  return { space: "type", name, what, owner, chosen: false };
}

function query(name: string, what: string, owner: Owner): GeneratedName {
  return { space: "query field", name, what, owner, chosen: false };
}

function mutation(name: string, what: string, owner: Owner): GeneratedName {
  return { space: "mutation field", name, what, owner, chosen: false };
}

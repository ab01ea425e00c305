import type { Report } from "../finding.ts";
import type { BelongsTo, Index, Unique } from "../ir.ts";
import type { IndexDraft, ModelDraft } from "../read/drafts.ts";
import { suggestion } from "../words/did-you-mean.ts";
import { capitalized } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import { type Attribute, attributeOf } from "./attribute.ts";

/** Declared indexes, then one for each belongsTo that has none of its own; sorted by name. */
export function buildIndexes(
  model: ModelDraft,
  relations: readonly BelongsTo[],
  report: Report,
): readonly Index[] {
  const indexes: Index[] = [];
  for (const draft of model.indexes) {
    const hash = attributes(model, draft.hash, "hash", draft, report);
    const sort = attributes(model, draft.sort, "sort", draft, report);
    if (hash === null || sort === null) continue;
    const twin = indexes.find((each) => each.name === draft.name);
    const same = indexes.find((each) => `${each.hash}|${each.sort}` === `${hash}|${sort}`);
    if (twin !== undefined) {
      report(draft.place, `There are two indexes named "${draft.name}".`, "Rename or remove one of them.");
    } else if (same !== undefined) {
      report(
        draft.place,
        `The index "${draft.name}" has the same fields as "${same.name}".`,
        "Remove one of them.",
      );
    } else {
      indexes.push({ name: draft.name, hash, sort, origin: "declared", description: draft.description });
    }
  }
  for (const relation of relations) addRelationIndex(model, relation, indexes, report);
  return indexes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A declared index of the relation's name is the relation's: that is how its records get another order. */
function addRelationIndex(model: ModelDraft, relation: BelongsTo, indexes: Index[], report: Report): void {
  const { index: name, foreignKey } = relation;
  if (name === null) return;
  const position = indexes.findIndex((each) => each.name === name);
  const declared = indexes[position];
  if (declared === undefined) {
    if (model.indexes.some((each) => each.name === name)) return;
    indexes.push({ name, hash: [foreignKey], sort: [], origin: "relation", description: null });
  } else if (declared.hash.length === 1 && declared.hash[0] === foreignKey) {
    indexes[position] = { ...declared, origin: "relation" };
  } else {
    const place = model.indexes.find((each) => each.name === name)?.place ?? model.place;
    report(
      place,
      `The index name "${name}" belongs to the relation "${relation.name}", which lists by it.`,
      `Give it another name, or write .index("${name}", ["${relation.name}"], { sort: ... }).`,
    );
  }
}

function attributes(
  model: ModelDraft,
  names: readonly string[],
  use: "hash" | "sort",
  draft: IndexDraft,
  report: Report,
): readonly string[] | null {
  const found = names.map((name) =>
    keyAttribute(model, name, use, `The index "${draft.name}"`, draft, report),
  );
  const both = use === "sort" ? names.find((name) => draft.hash.includes(name)) : undefined;
  if (both !== undefined) {
    report(
      draft.place,
      `The index "${draft.name}" looks up by "${both}" and sorts by it too.`,
      "Remove it from sort: it is the same in every record found.",
    );
    return null;
  }
  return found.every((each) => each !== null) ? found.map((each) => each.name) : null;
}

/** One name in a key; null, and reported, where it cannot stand there. */
function keyAttribute(
  model: ModelDraft,
  name: string,
  use: "hash" | "sort" | "unique",
  what: string,
  { place }: { readonly place: ModelDraft["place"] },
  report: Report,
): Attribute | null {
  const attribute = attributeOf(model, name);
  if (attribute === null) {
    reportUnknown(model, name, what, place, report);
    return null;
  }
  if (attribute.kind === "foreignKey") return attribute;
  const { field } = attribute;
  const wrong = (problem: string, remedy: string): null => {
    report(place, `${what} names "${name}", which ${problem}.`, remedy);
    return null;
  };
  if (field.list)
    return wrong("is a list", "Make a model of the elements, with a belongsTo here, and index that.");
  if (field.type.kind === "object")
    return wrong("is a nested object", "Move the field in question directly into the model.");
  if (field.type.kind === "file") return wrong("is a file", "Name another field.");
  if (field.type.kind === "scalar" && field.type.scalar === "json")
    return wrong("is JSON", "Move what you look up by into a field of its own.");
  if (use !== "sort") return attribute;
  if (field.type.kind === "enum")
    return wrong("has no order", `Look up by it instead: put "${name}" into the list of fields.`);
  if (field.type.kind === "scalar" && field.type.scalar === "boolean") {
    return wrong("has only two values", `Look up by it instead: put "${name}" into the list of fields.`);
  }
  return attribute;
}

const creation = ["createdAt", "id"];

function reportUnknown(
  model: ModelDraft,
  name: string,
  what: string,
  place: ModelDraft["place"],
  report: Report,
): void {
  const relation = model.relations.find((each) => each.name === name);
  const owner = model.relations.find((each) => each.kind === "belongsTo" && `${each.name}Id` === name);
  const known = [
    ...model.fields.map(({ field }) => field.name),
    ...model.relations.filter(({ kind }) => kind === "belongsTo").map((each) => each.name),
  ];
  if (relation !== undefined) {
    report(
      place,
      `${what} names "${name}", a ${relation.kind}, which stores nothing here.`,
      `Put the index on "${relation.target}".`,
    );
  } else if (owner !== undefined) {
    report(place, `${what} names "${name}".`, `Write the relation: "${owner.name}".`);
  } else if (creation.includes(name)) {
    report(
      place,
      `${what} names "${name}".`,
      "Leave it out: records come in the order they were created, unless sort says otherwise.",
    );
  } else if (!model.names.has(name)) {
    report(
      place,
      `${what} names ${quoted(name)}, which "${model.name}" does not have.`,
      suggestion(name, known),
    );
  }
}

/** `.unique()` on fields and on the model, and hasOne's; sorted by name. */
export function buildUniques(
  model: ModelDraft,
  relations: readonly BelongsTo[],
  indexes: readonly Index[],
  report: Report,
): readonly Unique[] {
  const uniques: Unique[] = model.fields
    .filter(({ unique }) => unique)
    .map(({ field: { name } }) => ({ name: `by${capitalized(name)}`, fields: [name] }));
  const places = new Map(
    uniques.map((unique, i) => [unique.name, model.fields.filter(({ unique }) => unique)[i]?.place]),
  );
  const add = (unique: Unique, place: ModelDraft["place"] | null): void => {
    const same = uniques.find((each) => each.fields.toSorted().join() === unique.fields.toSorted().join());
    if (same === undefined) {
      uniques.push(unique);
      places.set(unique.name, place ?? undefined);
    } else if (place !== null) {
      report(
        place,
        `"${unique.fields.join('", "')}" ${unique.fields.length > 1 ? "are" : "is"} unique already.`,
        "Remove one of the two.",
      );
    }
  };
  for (const { names, place } of model.uniques) {
    const found = names.map((name) => keyAttribute(model, name, "unique", ".unique()", { place }, report));
    if (!found.every((each) => each !== null)) continue;
    if (
      found.length === 1 &&
      found[0]?.kind === "field" &&
      found[0].field.type.kind === "scalar" &&
      found[0].field.type.scalar === "boolean"
    ) {
      report(
        place,
        `"${names[0]}" alone can be unique for two records only.`,
        `Name another field as well: .unique(["customer", "${names[0]}"]).`,
      );
      continue;
    }
    add({ name: uniqueName(names, found), fields: found.map((each) => each.name) }, place);
  }
  for (const relation of relations) {
    if (relation.unique)
      add({ name: `by${capitalized(relation.foreignKey)}`, fields: [relation.foreignKey] }, null);
  }
  for (const unique of uniques) {
    if (indexes.some((index) => index.name === unique.name)) {
      report(
        places.get(unique.name) ?? model.place,
        `The unique constraint "${unique.name}" has the name of an index.`,
        "Rename the index; one that only finds the unique field again is not needed.",
      );
    }
  }
  return uniques.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** `byCustomerAndNumber`. A foreign key alone keeps its `Id`, because `byCustomer` is the relation's index. */
function uniqueName(names: readonly string[], found: readonly Attribute[]): string {
  const words = names.length === 1 ? found.map((each) => each.name) : names;
  return `by${words.map(capitalized).join("And")}`;
}

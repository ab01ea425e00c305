import { foreignKeyOf, isText, keyLength } from "./build/attribute.ts";
import { buildIndexes, buildUniques } from "./build/build-indexes.ts";
import { buildRelations, type Known } from "./build/build-relations.ts";
import type { Report } from "./finding.ts";
import type { Backend, Field, Model, Relation } from "./ir.ts";
import type { ModelDraft } from "./read/drafts.ts";
import type { DefinitionDraft } from "./read/read-definition.ts";
import { quoted } from "./words/quoted.ts";

/**
 * The IR from what the files say: relations matched, indexes and constraints written out, every default explicit, sorted.
 *
 * What is wrong is reported and left out, so that one run finds everything; use the result only where nothing was.
 */
export function buildBackend(draft: DefinitionDraft, report: Report): Backend {
  const known: Known = {
    models: new Map(draft.models.map((model) => [model.name, model])),
    broken: draft.broken,
  };
  const relations = buildRelations(known, report);
  return frozen({
    app: draft.app,
    enums: draft.types.enums.map(({ value }) => value).toSorted(byName),
    objects: draft.types.objects.map(({ value }) => value).toSorted(byName),
    models: draft.models
      .map((model) => buildModel(model, relations.get(model.name) ?? [], report))
      .toSorted(byName),
    functions: draft.functions.map(({ value }) => value).toSorted(byName),
  });
}

function buildModel(draft: ModelDraft, relations: readonly Relation[], report: Report): Model {
  const owned = relations.filter((relation) => relation.kind === "belongsTo");
  const indexes = buildIndexes(draft, owned, report);
  const uniques = buildUniques(draft, owned, indexes, report);
  const inKeys = new Set([
    ...indexes.flatMap(({ hash, sort }) => [...hash, ...sort]),
    ...uniques.flatMap(({ fields }) => fields),
  ]);
  return {
    name: draft.name,
    plural: draft.plural,
    scope: draft.scope,
    description: draft.description,
    source: { file: draft.place.file },
    fields: draft.fields.map(({ field }) => (inKeys.has(field.name) ? bounded(field) : field)),
    relations,
    indexes,
    uniques,
    access: draft.access,
    softDelete: draft.softDelete,
    ttlField: readTtlField(draft, report),
    shards: draft.shards,
    dedicated: draft.dedicated,
  };
}

/** A text that stands in a key always has a greatest length. */
function bounded(field: Field): Field {
  return isText(field) ? { ...field, rules: { ...field.rules, maxLength: keyLength(field) } } : field;
}

function readTtlField({ name, fields, names, relations, ttl }: ModelDraft, report: Report): string | null {
  if (ttl === null) return null;
  const field = fields.find((each) => each.field.name === ttl.field)?.field;
  if (field?.type.kind === "scalar" && field.type.scalar === "dateTime" && !field.list) return ttl.field;
  const moments = fields.filter(
    (each) => each.field.type.kind === "scalar" && each.field.type.scalar === "dateTime" && !each.field.list,
  );
  const remedy =
    moments[0] === undefined
      ? `Add ${field === undefined ? ttl.field.replace(/[^A-Za-z0-9]/g, "").slice(0, 40) || "expiresAt" : "expiresAt"}: dateTime().optional() to the model.`
      : `Write .ttl("${moments[0].field.name}").`;
  if (
    field !== undefined ||
    relations.some((each) => each.name === ttl.field || foreignKeyOf(each.name) === ttl.field)
  ) {
    report(ttl.place, `.ttl() names "${ttl.field}", which is not one moment.`, remedy);
  } else if (!names.has(ttl.field)) {
    report(ttl.place, `.ttl() names ${quoted(ttl.field)}, which "${name}" does not have.`, remedy);
  }
  return null;
}

/** By UTF-16 units: the same on every machine, whatever its language. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Freezes a value that was made here, and everything in it. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

import { capitalized, uncapitalized } from "../../definition/words/letter-case.ts";
import type { ArgumentProblem } from "../arguments/argument-problem.ts";
import type { BelongsToSpec, FieldSpec, HasSpec, ManyToManySpec } from "../arguments/field-spec.ts";
import type { UniqueSpec } from "../arguments/option-specs.ts";
import type { ModelDraft } from "./model-draft.ts";

export interface RelationPlan {
  /** Uniques that stand for relations without another side. */
  readonly uniques: readonly UniqueSpec[];
  /** What the person should know about what was added elsewhere. */
  readonly notes: readonly string[];
  readonly problems: readonly ArgumentProblem[];
}

export interface RelationContext {
  /** Plural of the model's name, as the API will have it. */
  readonly plural: string;
  /** The model that a relation points to; null where there is none to edit. */
  draftOf(name: string): ModelDraft | null;
  /** May a model's relation have another side? Not where the records of one cannot be listed from the other. */
  readonly withInverse: boolean;
  /** The argument that a field came from. */
  argumentOf(field: string): string;
}

/**
 * Adds the other sides of new relations to the drafts of their models (also to `own`, where it points to itself).
 *
 * @param own the model with the new fields
 * @param fields the new ones
 */
export function planRelations(
  own: ModelDraft,
  fields: readonly FieldSpec[],
  context: RelationContext,
): RelationPlan {
  const uniques: UniqueSpec[] = [];
  const notes: string[] = [];
  const problems: ArgumentProblem[] = [];
  for (const field of fields) {
    if (field.kind === "value") continue;
    const target = field.target === own.name ? own : context.draftOf(field.target);
    if (target === null) continue;
    if (field.kind === "belongsTo") mirrorBelongsTo(own, target, field, context, problems, uniques);
    else if (field.kind === "manyToMany") mirrorManyToMany(own, target, field, context, problems);
    else mirrorHas(own, target, field, context, problems, notes);
  }
  return { uniques, notes, problems };
}

function mirrorBelongsTo(
  own: ModelDraft,
  target: ModelDraft,
  field: BelongsToSpec,
  context: RelationContext,
  problems: ArgumentProblem[],
  uniques: UniqueSpec[],
): void {
  const siblings = own.relationsTo(target.name, "belongsTo");
  const mirrors = target.relationsTo(own.name, "hasMany", "hasOne");
  const only = siblings.find((sibling) => sibling.name !== field.name);
  for (const { written, link, name } of mirrors) {
    // A second way to the same model: from now on the first one must say which way it goes.
    const said = target.vias.some(({ relation }) => relation.name === name);
    if (siblings.length === 2 && only !== undefined && written !== null && link === null && !said) {
      target.vias.push({ relation: written, via: only.name });
    }
  }
  const mirrored =
    siblings.length === 1
      ? mirrors.length > 0
      : mirrors.some(({ link, written }) => link === field.name && written);
  if (mirrored) return;
  if (!context.withInverse || field.unindexed) {
    if (field.unique) uniques.push({ fields: [field.name] });
    return;
  }
  const kind = field.unique ? "hasOne" : "hasMany";
  const noun = field.unique ? own.name : context.plural;
  const isParent = own === target && field.name === "parent" && !field.unique;
  const several = siblings.length > 1;
  const derived = isParent ? ["children"] : several ? [] : [uncapitalized(noun)];
  const name = freeName(
    target,
    field,
    field.inverse,
    [...derived, field.name + capitalized(noun)],
    context,
    problems,
  );
  if (name === null) return;
  const via = several ? field.name : null;
  target.add({ kind, name, target: own.name, via, description: null }, context.argumentOf(field.name));
}

function mirrorHas(
  own: ModelDraft,
  target: ModelDraft,
  field: HasSpec,
  context: RelationContext,
  problems: ArgumentProblem[],
  notes: string[],
): void {
  const ways = target.relationsTo(own.name, "belongsTo");
  const found = field.via === null ? ways.length > 0 : ways.some(({ name }) => name === field.via);
  if (found || !context.withInverse) return;
  const name = freeName(target, field, field.via, [uncapitalized(own.name)], context, problems);
  if (name === null) return;
  target.add(
    {
      kind: "belongsTo",
      name,
      target: own.name,
      // The first record of a model that belongs to itself has nothing to belong to.
      optional: own === target,
      unique: false,
      onDelete: null,
      unindexed: false,
      inverse: null,
      description: null,
    },
    context.argumentOf(field.name),
  );
  if (own !== target) {
    notes.push(
      `${target.name}.${name} is required. Where ${target.name} has records already, they need one: fill them, or write .optional().`,
    );
  }
}

function mirrorManyToMany(
  own: ModelDraft,
  target: ModelDraft,
  field: ManyToManySpec,
  context: RelationContext,
  problems: ArgumentProblem[],
): void {
  if (!context.withInverse) return;
  // A link of a model with itself (friends of a person) has another side only where one is asked for.
  if (own === target && field.inverse === null) return;
  const mirrors = target.relationsTo(own.name, "manyToMany").filter((mirror) => mirror.name !== field.name);
  if (mirrors.some(({ link }) => link === field.through)) return;
  const candidates = [uncapitalized(context.plural), field.name + capitalized(context.plural)];
  const name = freeName(target, field, field.inverse, candidates, context, problems);
  if (name === null) return;
  target.add(
    {
      kind: "manyToMany",
      name,
      target: own.name,
      through: field.through,
      inverse: null,
      description: null,
    },
    context.argumentOf(field.name),
  );
}

function freeName(
  target: ModelDraft,
  field: FieldSpec,
  wanted: string | null,
  derived: readonly string[],
  context: RelationContext,
  problems: ArgumentProblem[],
): string | null {
  const candidates = wanted === null ? derived : [wanted];
  const free = candidates.find((name) => !target.has(name));
  if (free !== undefined) return free;
  const argument = context.argumentOf(field.name);
  const way = field.kind === "hasMany" || field.kind === "hasOne" ? "via" : "inverse";
  problems.push({
    code: "INVERSE_NAME_TAKEN",
    argument,
    column: 1,
    message: `the other side would be ${target.name}.${candidates[0] ?? ""}, but ${target.name} has a field of that name.`,
    remedy: `Name it: \`${argument.replace(/:(?:via|inverse)=[^:]*/, "")}:${way}=anotherName\`, or leave it out with --no-inverse.`,
  });
  return null;
}

import type { Place, Report } from "../finding.ts";
import type { BelongsTo, OnDelete, Relation, Scope } from "../ir.ts";
import type { ModelDraft, RelationDraft } from "../read/drafts.ts";
import { recordFieldNames } from "../reserved-names.ts";
import { suggestion } from "../words/did-you-mean.ts";
import { capitalized, uncapitalized } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import { attributeOf, foreignKeyOf } from "./attribute.ts";
import { linkSides } from "./link-sides.ts";

/** The models by name, and the names that files have which could not be read. */
export interface Known {
  readonly models: ReadonlyMap<string, ModelDraft>;
  readonly broken: ReadonlySet<string>;
}

/** Every model's relations, matched with those on the other side. Wrong ones are reported and left out. */
export function buildRelations(known: Known, report: Report): ReadonlyMap<string, readonly Relation[]> {
  const mirrors = new Mirrors(known, report);
  const links = linkSides(known, report);
  const built = new Map<string, readonly Relation[]>();
  for (const model of known.models.values()) {
    const relations = model.relations.flatMap((draft): Relation[] => {
      if (targetOf(model, draft, known, report) === null) return [];
      const relation =
        draft.kind === "belongsTo"
          ? buildBelongsTo(model, draft, known, mirrors, report)
          : draft.kind === "manyToMany"
            ? (links.get(draft) ?? null)
            : mirrors.has(draft);
      return relation === null ? [] : [relation];
    });
    built.set(model.name, relations);
  }
  return built;
}

/** The target's draft; null, and reported unless its file is at fault, where there is none. */
function targetOf(
  model: ModelDraft,
  draft: RelationDraft,
  { models, broken }: Known,
  report: Report,
): ModelDraft | null {
  const target = models.get(draft.target);
  if (target === undefined && !broken.has(draft.target)) {
    report(
      draft.place,
      `"${draft.name}" of "${model.name}" points to the model ${quoted(draft.target)}, which does not exist.`,
      `${suggestion(draft.target, [...models.keys()])} A new model goes into models/.`,
    );
  }
  return target ?? null;
}

function buildBelongsTo(
  model: ModelDraft,
  draft: RelationDraft,
  known: Known,
  mirrors: Mirrors,
  report: Report,
): BelongsTo {
  const target = known.models.get(draft.target);
  if (target !== undefined) reportScope(model, draft, target.scope, report);
  const inverse = mirrors.inverseOf(model.name, draft.name);
  const foreignKey = foreignKeyOf(draft.name);
  if (model.names.has(foreignKey)) {
    report(
      draft.place,
      `"${draft.name}" is stored as "${foreignKey}", which "${model.name}" has already.`,
      `Remove "${foreignKey}", or rename one of them.`,
    );
  }
  if (recordFieldNames.has(foreignKey)) {
    report(
      draft.place,
      `"${draft.name}" is stored as "${foreignKey}", which every record has already.`,
      `Rename the relation, for instance to "${draft.name}Record".`,
    );
  }
  if (draft.unindexed !== null && inverse !== null) {
    report(
      draft.unindexed,
      `"${draft.name}" is unindexed, but "${target?.name}" lists by it as "${inverse.draft.name}".`,
      `Remove .unindexed(), or "${inverse.draft.name}".`,
    );
  }
  return {
    kind: "belongsTo",
    name: draft.name,
    target: draft.target,
    required: draft.required,
    foreignKey,
    index: draft.unindexed === null ? `by${capitalized(draft.name)}` : null,
    inverse: inverse?.draft.name ?? null,
    unique: inverse?.draft.kind === "hasOne" || declaredUnique(model, draft.name),
    onDelete: onDelete(model, draft, target?.scope ?? model.scope, report),
    description: draft.description,
  };
}

function declaredUnique(model: ModelDraft, name: string): boolean {
  return model.uniques.some(
    ({ names }) => names.length === 1 && names[0] === name && attributeOf(model, name) !== null,
  );
}

const reachable: Readonly<Record<Scope, readonly Scope[]>> = {
  tenant: ["tenant", "global"],
  user: ["user", "global"],
  global: ["global"],
};

function reportScope(model: ModelDraft, draft: RelationDraft, target: Scope, report: Report): void {
  if (reachable[model.scope].includes(target)) return;
  report(
    draft.place,
    `"${model.name}" has the scope ${model.scope} and cannot belong to "${draft.target}", which has the scope ${target}.`,
    `It may belong to: ${reachable[model.scope].join(", ")}. Change one of the scopes, or store the id in an id() field.`,
  );
}

function onDelete(model: ModelDraft, draft: RelationDraft, target: Scope, report: Report): OnDelete {
  const crosses = target !== model.scope && target === "global";
  const usual = crosses || draft.unindexed !== null ? "keep" : draft.required ? "restrict" : "setNull";
  if (draft.onDelete === null) return usual;
  const { action, place } = draft.onDelete;
  if (action === "setNull" && draft.required) {
    report(
      place,
      `"${draft.name}" is required and cannot be set to null.`,
      "Add .optional(), or write restrict, cascade or keep.",
    );
  } else if (action !== "keep" && crosses) {
    report(
      place,
      `"${draft.target}" is global: deleting it cannot reach every tenant's records.`,
      'Write .onDelete("keep"), or leave it out.',
    );
  } else if (action !== "keep" && draft.unindexed !== null) {
    report(
      place,
      `"${draft.name}" is unindexed: nothing finds the records to ${action}.`,
      'Write .onDelete("keep"), or remove .unindexed().',
    );
  }
  return action;
}

interface Mirror {
  readonly owner: ModelDraft;
  readonly draft: RelationDraft;
}

/** Which hasMany or hasOne mirrors which belongsTo. */
class Mirrors {
  readonly #matched = new Map<RelationDraft, string>();
  readonly #inverses = new Map<string, Mirror>();
  readonly #known: Known;
  readonly #report: Report;

  constructor(known: Known, report: Report) {
    this.#known = known;
    this.#report = report;
    for (const owner of known.models.values()) {
      for (const draft of owner.relations) {
        if (draft.kind === "hasMany" || draft.kind === "hasOne") this.#match(owner, draft);
      }
    }
  }

  inverseOf(model: string, belongsTo: string): Mirror | null {
    return this.#inverses.get(`${model}.${belongsTo}`) ?? null;
  }

  has(draft: RelationDraft): Relation | null {
    const via = this.#matched.get(draft);
    if (via === undefined || (draft.kind !== "hasMany" && draft.kind !== "hasOne")) return null;
    return {
      kind: draft.kind,
      name: draft.name,
      target: draft.target,
      via,
      foreignKey: foreignKeyOf(via),
      index: `by${capitalized(via)}`,
      description: draft.description,
    };
  }

  #match(owner: ModelDraft, draft: RelationDraft): void {
    const target = this.#known.models.get(draft.target);
    if (target === undefined) return;
    const candidates = target.relations.filter(
      (each) => each.kind === "belongsTo" && each.target === owner.name,
    );
    const via = this.#choose(
      owner,
      draft,
      target,
      candidates.map(({ name }) => name),
    );
    if (via === null) return;
    const other = this.#inverses.get(`${target.name}.${via}`);
    if (other === undefined) {
      this.#inverses.set(`${target.name}.${via}`, { owner, draft });
      this.#matched.set(draft, via);
    } else {
      this.#report(
        draft.place,
        `"${draft.name}" and "${other.draft.name}" of "${owner.name}" both mirror "${via}" of "${target.name}".`,
        candidates.length > 1 ? 'Say which one each mirrors: .via("...").' : "Remove one of them.",
      );
    }
  }

  #choose(
    owner: ModelDraft,
    draft: RelationDraft,
    target: ModelDraft,
    candidates: readonly string[],
  ): string | null {
    const [first] = candidates;
    if (draft.via !== null) return this.#chosen(owner, draft.via, target, candidates);
    if (candidates.length === 1 && first !== undefined) return first;
    const suggested = uncapitalized(owner.name);
    if (first !== undefined) {
      const free = candidates.filter((each) => !this.#claimed(owner, target, each));
      if (free.length === 1 && free[0] !== undefined && this.#others(owner, draft) === 0) return free[0];
      this.#report(
        draft.place,
        `"${target.name}" belongs to "${owner.name}" in more than one way: ${candidates.join(", ")}.`,
        `Say which one "${draft.name}" mirrors: .via("${free[0] ?? first}").`,
      );
    } else if (!target.names.has(suggested)) {
      this.#report(
        draft.place,
        `"${draft.name}" of "${owner.name}" has no other side: "${target.name}" does not belong to "${owner.name}".`,
        `Add ${suggested}: belongsTo("${owner.name}") to "${target.name}" in ${target.place.file}.`,
      );
    } else if (
      target.relations.some((each) => each.name === suggested) ||
      target.fields.some(({ field }) => field.name === suggested)
    ) {
      this.#report(
        draft.place,
        `"${draft.name}" of "${owner.name}" has no other side: "${suggested}" of "${target.name}" does not belong to "${owner.name}".`,
        `Write ${suggested}: belongsTo("${owner.name}") in ${target.place.file}.`,
      );
    }
    return null;
  }

  /** Whether another relation of the owner names this belongsTo with `.via()`. */
  #claimed(owner: ModelDraft, target: ModelDraft, name: string): boolean {
    return owner.relations.some((each) => each.target === target.name && each.via?.name === name);
  }

  /** How many other relations of the owner to the same target leave the choice open. */
  #others(owner: ModelDraft, draft: RelationDraft): number {
    return owner.relations.filter(
      (each) =>
        each !== draft &&
        each.target === draft.target &&
        each.via === null &&
        (each.kind === "hasMany" || each.kind === "hasOne"),
    ).length;
  }

  #chosen(
    owner: ModelDraft,
    via: { name: string; place: Place },
    target: ModelDraft,
    candidates: readonly string[],
  ): string | null {
    if (candidates.includes(via.name)) return via.name;
    const other = target.relations.find((each) => each.name === via.name);
    if (
      other === undefined &&
      target.names.has(via.name) &&
      !target.fields.some(({ field }) => field.name === via.name)
    )
      return null;
    this.#report(
      via.place,
      other === undefined
        ? `"${target.name}" has no belongsTo named ${quoted(via.name)}.`
        : `"${via.name}" of "${target.name}" is ${other.kind}("${other.target}"), not belongsTo("${owner.name}").`,
      candidates.length > 0
        ? suggestion(via.name, candidates)
        : `Add ${via.name}: belongsTo("${owner.name}") to "${target.name}" in ${target.place.file}.`,
    );
    return null;
  }
}

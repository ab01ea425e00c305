import type { Report } from "../finding.ts";
import type { ManyToMany } from "../ir.ts";
import type { ModelDraft, RelationDraft } from "../read/drafts.ts";
import { uncapitalized } from "../words/letter-case.ts";
import type { Known } from "./build-relations.ts";

interface End {
  readonly model: ModelDraft;
  readonly draft: RelationDraft;
}

/**
 * The two sides of every many-to-many link.
 *
 * Left is the model that comes first in the alphabet, whichever of the two declares the relation: so the keys of stored
 * links stay the same when the other side is declared later.
 */
export function linkSides(known: Known, report: Report): ReadonlyMap<RelationDraft, ManyToMany> {
  const built = new Map<RelationDraft, ManyToMany>();
  for (const [link, ends] of groups(known, report)) {
    const [first, second] = ends;
    if (first === undefined) continue;
    const names = ends.map(({ model, draft }) => `"${draft.name}" of "${model.name}"`).join(", ");
    const sameModel = first.model.name === first.draft.target;
    if (ends.length > 2 || (second !== undefined && !sameModel && second.model.name === first.model.name)) {
      const last = ends.at(-1) ?? first;
      report(
        last.draft.place,
        `The link "${link}" joins two models in more than one way: ${names}.`,
        'Give each pair a name of its own: .through("InvoiceReviewers").',
      );
      continue;
    }
    if (
      second !== undefined &&
      (second.draft.target !== first.model.name || second.model.name !== first.draft.target)
    ) {
      report(
        second.draft.place,
        `The link "${link}" joins different models: ${names}.`,
        'Give each pair a name of its own: .through("InvoiceReviewers").',
      );
      continue;
    }
    const [left] = [first.model.name, first.draft.target].sort();
    const side = (end: End): "left" | "right" =>
      sameModel ? (end === first ? "left" : "right") : end.model.name === left ? "left" : "right";
    if (second === undefined && side(first) === "right") {
      const { model, draft } = first;
      report(
        draft.place,
        `"${draft.name}" of "${model.name}" has no other side: links are made from "${draft.target}", which comes first in the alphabet.`,
        `Add ${uncapitalized(model.plural)}: manyToMany("${model.name}")${draft.through === null ? "" : `.through("${link}")`} to "${draft.target}" in ${known.models.get(draft.target)?.place.file}.`,
      );
    }
    for (const end of ends) {
      const inverse = ends.find((each) => each !== end)?.draft.name ?? null;
      const { name, target, description } = end.draft;
      built.set(end.draft, { kind: "manyToMany", name, target, link, side: side(end), inverse, description });
    }
  }
  return built;
}

/** Every manyToMany by the name of its link. */
function groups(known: Known, report: Report): ReadonlyMap<string, readonly End[]> {
  const ends = new Map<string, End[]>();
  for (const model of known.models.values()) {
    for (const draft of model.relations) {
      const target = known.models.get(draft.target);
      if (draft.kind !== "manyToMany" || target === undefined) continue;
      if (target.scope !== model.scope) {
        report(
          draft.place,
          `"${draft.name}" links "${model.name}" (scope ${model.scope}) with "${target.name}" (scope ${target.scope}).`,
          "Give both the same scope, or make a model of the link with two belongsTo.",
        );
        continue;
      }
      if (target === model && draft.through === null) {
        report(
          draft.place,
          `"${draft.name}" links "${model.name}" with itself, and the link has no name.`,
          `Name it: .through("${model.name}Links").`,
        );
        continue;
      }
      const link =
        draft.through?.name ??
        (model.name < target.name ? model.name + target.plural : target.name + model.plural);
      ends.set(link, [...(ends.get(link) ?? []), { model, draft }]);
    }
  }
  return ends;
}

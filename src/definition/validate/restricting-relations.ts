import type { Report } from "../finding.ts";
import type { Backend } from "../ir.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";

/**
 * Relations that are looked at, one query each, before a record is deleted. An AppSync pipeline has room for ten steps; two
 * are taken by the deletion itself.
 */
const mostLooks = 8;

/** Models that so many relations forbid to delete that no deletion could look at them all. */
export function reportRestrictions(draft: DefinitionDraft, backend: Backend, report: Report): void {
  for (const { name } of backend.models) {
    const restricting = backend.models.flatMap((model) =>
      model.relations.flatMap((relation) =>
        relation.kind === "belongsTo" && relation.target === name && relation.onDelete === "restrict"
          ? [{ from: model.name, relation: relation.name, looks: model.shards }]
          : [],
      ),
    );
    const looks = restricting.reduce((sum, each) => sum + each.looks, 0);
    const last = restricting.at(-1);
    if (looks <= mostLooks || last === undefined) continue;
    const source = draft.models.find((model) => model.name === last.from);
    const place = source?.relations.find((each) => each.name === last.relation)?.place ?? draft.configPlace;
    report(
      place,
      `Deleting a "${name}" would take a look at ${looks} places that may forbid it: ${restricting.map((each) => `${each.from}.${each.relation}`).join(", ")}; at most ${mostLooks} are possible (a model with shards counts once for each).`,
      'Write .onDelete("cascade") or .onDelete("keep") for some of these relations.',
    );
  }
}

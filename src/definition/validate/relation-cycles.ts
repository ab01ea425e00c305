import type { Report } from "../finding.ts";
import type { Backend, BelongsTo } from "../ir.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";

interface Edge {
  readonly from: string;
  readonly relation: BelongsTo;
}

/** Relations that no record could ever satisfy, and deletions that would run in circles. */
export function reportCycles(draft: DefinitionDraft, backend: Backend, report: Report): void {
  const edges = backend.models.flatMap(({ name, relations }) =>
    relations.flatMap((relation): Edge[] =>
      relation.kind === "belongsTo" ? [{ from: name, relation }] : [],
    ),
  );
  const place = ({ from, relation }: Edge) =>
    draft.models.find(({ name }) => name === from)?.relations.find(({ name }) => name === relation.name)
      ?.place ?? draft.configPlace;
  for (const cycle of cycles(edges.filter(({ relation }) => relation.required))) {
    const [first] = cycle;
    if (first === undefined) continue;
    report(
      place(first),
      cycle.length === 1
        ? `"${first.relation.name}" of "${first.from}" is required and points to "${first.from}" itself: the first record could never be created.`
        : `${path(cycle)} each require the next: none could ever be created.`,
      `Add .optional() to ${cycle.length === 1 ? "it" : "one of these relations"}.`,
    );
  }
  const cascading = edges.filter(
    ({ from, relation }) => relation.onDelete === "cascade" && relation.target !== from,
  );
  for (const cycle of cycles(cascading)) {
    const [first] = cycle;
    if (first === undefined) continue;
    report(
      place(first),
      `${path(cycle)} each delete the one before by cascade, in a circle.`,
      'Write .onDelete("restrict") or another action for one of these relations.',
    );
  }
}

function path(cycle: readonly Edge[]): string {
  const steps = cycle.map(({ from, relation }) => `${from}.${relation.name}`);
  return `${steps.join(" -> ")} -> ${cycle[0]?.from ?? ""}`;
}

/** One cycle for each relation that closes one, each starting at its first model in the alphabet; none twice. */
function cycles(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const outgoing = Map.groupBy(edges, ({ from }) => from);
  const found = new Map<string, readonly Edge[]>();
  const done = new Set<string>();
  const visit = (model: string, trail: readonly Edge[]): void => {
    for (const edge of outgoing.get(model) ?? []) {
      const start = trail.findIndex(({ from }) => from === edge.relation.target);
      if (edge.relation.target === model || start >= 0) {
        const cycle = rotated(edge.relation.target === model ? [edge] : [...trail.slice(start), edge]);
        found.set(path(cycle), cycle);
      } else if (!done.has(edge.relation.target)) {
        visit(edge.relation.target, [...trail, edge]);
      }
    }
    done.add(model);
  };
  for (const model of [...outgoing.keys()].sort()) if (!done.has(model)) visit(model, []);
  return [...found.values()];
}

function rotated(cycle: readonly Edge[]): readonly Edge[] {
  const names = cycle.map(({ from }) => from);
  const start = names.indexOf([...names].sort()[0] ?? "");
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}

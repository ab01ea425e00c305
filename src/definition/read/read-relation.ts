import type { Place, Report } from "../finding.ts";
import type { OnDelete } from "../ir.ts";
import { type Chain, chainOf } from "../language/chain.ts";
import { closest } from "../words/did-you-mean.ts";
import { quoted } from "../words/quoted.ts";
import type { RelationDraft } from "./drafts.ts";
import { checkTypeName } from "./names.ts";
import { type PlacedCall, placedCalls } from "./read-rules.ts";
import { readDescription } from "./values.ts";

const actions: readonly OnDelete[] = ["restrict", "cascade", "setNull", "keep"];

/** One relation from its builder; null where its target cannot be understood. */
export function readRelation(
  name: string,
  chain: Chain,
  modelNameOf: (value: unknown) => string | null,
  place: Place,
  report: Report,
): RelationDraft | null {
  const kind = chain.root.name as RelationDraft["kind"];
  const target = readTarget(kind, chain.root.args[0], modelNameOf, place, report);
  if (target === null) return null;
  const calls = placedCalls(chain.calls, place);
  const last = (method: string): PlacedCall | undefined => calls.findLast(({ call }) => call.name === method);
  const described = last("describe");
  return {
    kind,
    name,
    target,
    place,
    description:
      described === undefined
        ? null
        : readDescription(described.call.args[0] ?? null, described.place, report),
    required: kind === "belongsTo" && last("optional") === undefined,
    unindexed: last("unindexed")?.place ?? null,
    onDelete: readOnDelete(last("onDelete"), report),
    via: readName(last("via"), "a belongsTo of the other model", report),
    through: readLink(last("through"), report),
  };
}

function readTarget(
  kind: string,
  value: unknown,
  modelNameOf: (value: unknown) => string | null,
  place: Place,
  report: Report,
): string | null {
  if (typeof value === "string" && value !== "") return value;
  const name = chainOf(value)?.root.name === "model" ? modelNameOf(value) : null;
  report(
    place,
    `${kind}() takes the name of a model, not ${name === null ? quoted(value) : "the model itself"}.`,
    `Write ${kind}("${name ?? "Customer"}").`,
  );
  return null;
}

function readOnDelete(given: PlacedCall | undefined, report: Report): RelationDraft["onDelete"] {
  if (given === undefined) return null;
  const [value] = given.call.args;
  const action = actions.find((each) => each === value);
  if (action !== undefined) return { action, place: given.place };
  const near = typeof value === "string" ? closest(value, actions) : null;
  report(
    given.place,
    `.onDelete() does not know ${quoted(value)}.`,
    near === null ? `Write one of: ${actions.join(", ")}.` : `Did you mean "${near}"?`,
  );
  return null;
}

function readName(given: PlacedCall | undefined, what: string, report: Report): RelationDraft["via"] {
  if (given === undefined) return null;
  const [value] = given.call.args;
  if (typeof value === "string" && value !== "") return { name: value, place: given.place };
  report(
    given.place,
    `.${given.call.name}() takes the name of ${what}, not ${quoted(value)}.`,
    `Write .${given.call.name}("...").`,
  );
  return null;
}

function readLink(given: PlacedCall | undefined, report: Report): RelationDraft["through"] {
  const link = readName(given, "the link", report);
  return link !== null && checkTypeName(link.name, "link", link.place, report) ? link : null;
}

import type { BackendChange } from "./compare-backends.ts";
import type { DataQuestion } from "./data-questions.ts";
import type { ResourceDanger } from "./resource-dangers.ts";

/** A change that loses something, and how much of it. */
export interface Danger {
  /** What `--accept` has to name: `remove-field:Invoice.note`. */
  readonly id: string;
  /** One sentence for people. */
  readonly sentence: string;
  /** Records concerned; null: not counted, or it is no matter of records. */
  readonly records: number | null;
  readonly accepted: boolean;
}

/** @param records how many there are, at least 1 */
export function dataDanger(
  change: BackendChange,
  { id }: DataQuestion,
  records: number | null,
  accepted: boolean,
): Danger {
  return { id, sentence: sentenceOf(change, records), records, accepted };
}

export function resourceDanger(danger: ResourceDanger, accepted: boolean): Danger {
  const { id, logicalId, type, what } = danger;
  const fate = { removed: "is removed", replaced: "is replaced by a new, empty one" } as const;
  const sentence = `${logicalId} (${type}) ${what === "maybe replaced" ? "may be replaced by a new, empty one" : fate[what]}.`;
  return { id, sentence, records: null, accepted };
}

function sentenceOf(change: BackendChange, count: number | null): string {
  const records =
    count === null ? "all records" : `${count.toLocaleString("en-US")} ${count === 1 ? "record" : "records"}`;
  const has = count === 1 ? "has" : "have";
  switch (change.kind) {
    case "removeModel":
      return `The model ${change.model} goes, and its API with it; ${records} would be out of reach.`;
    case "moveModel":
      return `${change.model} moves from "${change.from}" to "${change.to}"; ${records} would be out of reach.`;
    case "removeField":
      return `${change.model}.${change.field} goes; ${records} ${has} a value there.`;
    case "addField":
      return `${change.model}.${change.field} is new and required; ${records} ${has} none, and could not be read.`;
    case "changeField":
      return `${change.model}.${change.field} turns from ${change.from} into ${change.to}; ${records} would not fit.`;
    default:
      return "Records would be lost.";
  }
}

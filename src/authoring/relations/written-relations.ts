import { type Declaration, type WrittenField, writtenFields } from "../edit/find-declarations.ts";
import { stringOf } from "../edit/source-file.ts";

export type RelationKind = "belongsTo" | "hasMany" | "hasOne" | "manyToMany";

/** A relation that a model has or is about to get. */
export interface KnownRelation {
  readonly kind: RelationKind;
  readonly name: string;
  readonly target: string;
  /** What `.via(...)` or `.through(...)` says, or null. */
  readonly link: string | null;
  /** Where it is written; null for one that is about to be added. */
  readonly written: WrittenField | null;
}

const kinds: readonly string[] = ["belongsTo", "hasMany", "hasOne", "manyToMany"];

/** The relations written out in a model. */
export function writtenRelations(declaration: Declaration): readonly KnownRelation[] {
  return writtenFields(declaration).flatMap((field): KnownRelation[] => {
    const { chain, target, name } = field;
    if (chain === null || target === null || !kinds.includes(chain.builder)) return [];
    const link = chain.calls.find((call) => call.name === "via" || call.name === "through");
    return [
      {
        kind: chain.builder as RelationKind,
        name,
        target,
        link: stringOf(link?.node.arguments[0]),
        written: field,
      },
    ];
  });
}

import type { Place } from "../finding.ts";
import type { EnumType, ObjectType } from "../ir.ts";
import type { Call } from "../language/chain.ts";

/** The enums and objects met while reading, each with where it is written. */
export interface Types {
  readonly enums: Placed<EnumType>[];
  readonly objects: Placed<ObjectType>[];
  /** The shared types by the call that made them; the value is the name of the export. */
  readonly shared: ReadonlyMap<Call, string>;
}

export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

export function emptyTypes(shared: ReadonlyMap<Call, string>): Types {
  return { enums: [], objects: [], shared };
}

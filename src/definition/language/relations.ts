import type { OnDelete } from "../ir.ts";
import { chainStarter, type Defined } from "./chain.ts";

/** What the compiler knows of a relation. */
export interface RelationState {
  readonly relation: "belongsTo" | "hasMany" | "hasOne" | "manyToMany";
  readonly target: string;
  readonly optional: boolean;
}

export type AnyRelation = Defined<RelationState>;

export const relationMethods = {
  belongsTo: ["optional", "onDelete", "unindexed", "describe"],
  hasMany: ["via", "describe"],
  hasOne: ["via", "describe"],
  manyToMany: ["through", "describe"],
} as const;

export interface BelongsToBuilder<Target extends string, Optional extends boolean>
  extends Defined<{ relation: "belongsTo"; target: Target; optional: Optional }> {
  /** A record may stand without it. */
  optional(): BelongsToBuilder<Target, true>;
  /**
   * What happens to this record when the one it belongs to is deleted. Without it: `restrict` (the other cannot be
   * deleted) where the relation is required, `setNull` where it is optional, `keep` where the target is global.
   */
  onDelete(action: OnDelete): BelongsToBuilder<Target, Optional>;
  /** Saves one of the model's index slots. The other side cannot list its records then, and `onDelete` is `keep`. */
  unindexed(): BelongsToBuilder<Target, Optional>;
  describe(text: string): BelongsToBuilder<Target, Optional>;
}

export interface HasBuilder<Kind extends "hasMany" | "hasOne", Target extends string>
  extends Defined<{ relation: Kind; target: Target; optional: false }> {
  /** Which belongsTo of the other model this mirrors. Needed only where it has several that point here. */
  via(belongsToName: string): HasBuilder<Kind, Target>;
  describe(text: string): HasBuilder<Kind, Target>;
}

export interface ManyToManyBuilder<Target extends string>
  extends Defined<{ relation: "manyToMany"; target: Target; optional: false }> {
  /** Name of the link, the same on both sides. Needed only where two models are linked in more than one way. */
  through(linkName: string): ManyToManyBuilder<Target>;
  describe(text: string): ManyToManyBuilder<Target>;
}

const start = <Make>(name: keyof typeof relationMethods): Make =>
  chainStarter(name, relationMethods[name]) as Make;

/** This record points to one of the other model. Stored as `<name>Id`. */
export const belongsTo =
  start<<const Target extends string>(model: Target) => BelongsToBuilder<Target, false>>("belongsTo");

/** The records of the other model that point here. Needs a `belongsTo` there. */
export const hasMany =
  start<<const Target extends string>(model: Target) => HasBuilder<"hasMany", Target>>("hasMany");

/** The one record of the other model that points here. Needs a `belongsTo` there, which becomes unique. */
export const hasOne =
  start<<const Target extends string>(model: Target) => HasBuilder<"hasOne", Target>>("hasOne");

/** Any number on both sides, in one scope. The other side may mirror it with a `manyToMany` of its own. */
export const manyToMany =
  start<<const Target extends string>(model: Target) => ManyToManyBuilder<Target>>("manyToMany");

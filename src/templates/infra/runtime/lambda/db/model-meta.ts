/** What `db` has to know of a model to talk about it in GraphQL. Written into `infra/types.gen.ts`. */
export interface ModelMeta {
  readonly name: string;
  readonly plural: string;
  /**
   * What every operation selects: all scalar fields and the owner. AppSync gives subscribers only what the mutation
   * selected, and filters by it.
   */
  readonly selection: string;
  /** Unique constraints by name, with the GraphQL type of the argument that looks a record up. */
  readonly uniques: Readonly<Record<string, string>>;
  /** Indexes by name, with the GraphQL type of the argument that reads one. */
  readonly indexes: Readonly<Record<string, string>>;
  /** Paths of json fields: `["terms"]`, `["address", "extra"]`, `["pages", "*"]` for a list. GraphQL carries them as text. */
  readonly json: readonly (readonly string[])[];
  readonly softDelete: boolean;
}

/** The types of one model, as `infra/types.gen.ts` declares them. */
export interface ModelTypes {
  readonly record: object;
  readonly create: object;
  readonly update: object;
  /** What looks up one record: `{ id }` or a unique constraint. */
  readonly get: object;
  /** What reads many: an index, a filter, a page. */
  readonly list: object;
  readonly softDelete: boolean;
}

export interface Page<R> {
  readonly items: readonly R[];
  /** Give it to the next call; null on the last page. */
  readonly nextToken: string | null;
}

/** What a change of an existing record needs. */
export interface Target {
  readonly id: string;
  /** Refuse with `Conflict` where the record has another version by now. */
  readonly expectedVersion?: number;
}

/** The operations on one model. All of them throw `DbError`, with the type the API gave. */
export type ModelClient<T extends ModelTypes> = T["softDelete"] extends true
  ? Operations<T> & Restorable<T>
  : Operations<T>;

export interface Operations<T extends ModelTypes> {
  /** @returns the record, or null where there is none that the caller may see */
  get(by: T["get"]): Promise<T["record"] | null>;
  /** @returns one page, 50 records unless `limit` says otherwise */
  list(query?: T["list"]): Promise<Page<T["record"]>>;
  /** Every record, page by page, as long as you go on asking. */
  listAll(query?: Omit<T["list"], "nextToken">): AsyncIterableIterator<T["record"]>;
  create(input: T["create"]): Promise<T["record"]>;
  update(input: T["update"]): Promise<T["record"]>;
  /** @returns the record as it was */
  delete(target: Target): Promise<T["record"]>;
}

export interface Restorable<T extends ModelTypes> {
  /** Undoes a soft delete. */
  restore(target: Target): Promise<T["record"]>;
}

/** Whom the system acts for. */
export interface SystemScope {
  readonly tenantId?: string;
  /** Cognito's `sub`, for models of scope "user". */
  readonly userId?: string;
}

/** A typed client of the project's own API. `db.Invoice.get({ id })` */
export type Db<M extends Readonly<Record<string, ModelTypes>>> = {
  readonly [Name in keyof M]: ModelClient<M[Name]>;
} & {
  /**
   * The same, acting as the system: past every access rule, in this tenant alone. Check yourself that the caller may have
   * what you do for them.
   */
  asSystem(scope: string | SystemScope): Db<M>;
  /**
   * Any operation of the API.
   *
   * @param document a GraphQL query or mutation; select `tenantId` and `lastChange` in mutations, or live updates miss it
   * @returns `data`
   */
  graphql<R>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<R>;
};

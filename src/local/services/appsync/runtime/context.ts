/** `ctx` as a handler gets it. */
export interface Context {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly identity: unknown;
  readonly source: unknown;
  readonly stash: Record<string, unknown>;
  readonly result: unknown;
  readonly prev: { readonly result: unknown };
  readonly error: ContextError | null;
  readonly request: RequestInfo;
  readonly info: FieldInfo;
  readonly env: Readonly<Record<string, string>>;
}

/** What a data source failed with. */
export interface ContextError {
  readonly message: string;
  readonly type: string;
}

export interface RequestInfo {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly domainName: string | null;
}

export interface FieldInfo {
  readonly fieldName: string;
  readonly parentTypeName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** `items`, `items/id`: aliases where the query has them. */
  readonly selectionSetList: readonly string[];
  readonly selectionSetGraphQL: string;
}

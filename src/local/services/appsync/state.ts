import type {
  ApiKey,
  DataSource,
  FunctionConfiguration,
  GraphqlApi,
  Resolver,
  SchemaStatus,
} from "@aws-sdk/client-appsync";
import type { Collection, Store } from "../../kernel/store.ts";

/** An API with what other calls keep beside it. */
export interface StoredApi {
  readonly api: GraphqlApi & { readonly apiId: string; readonly arn: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly schema: StoredSchema | null;
}

export interface StoredSchema {
  readonly definition: string;
  readonly status: SchemaStatus;
  readonly details: string | null;
}

/** Keys are `<api>/<name>`: all of an API are listed by prefix. */
export interface AppSyncState {
  readonly apis: Collection<StoredApi>;
  readonly dataSources: Collection<DataSource>;
  readonly functions: Collection<FunctionConfiguration>;
  /** `<api>/<type>/<field>` */
  readonly resolvers: Collection<Resolver>;
  readonly apiKeys: Collection<ApiKey>;
}

export function appSyncState(store: Store): AppSyncState {
  return {
    apis: store.collection("appsync.apis"),
    dataSources: store.collection("appsync.data-sources"),
    functions: store.collection("appsync.functions"),
    resolvers: store.collection("appsync.resolvers"),
    apiKeys: store.collection("appsync.api-keys"),
  };
}

/** @returns all records of an API */
export function allOf<T>(collection: Collection<T>, apiId: string, below = ""): T[] {
  return collection.list({ prefix: `${apiId}/${below}` }).map(({ value }) => value);
}

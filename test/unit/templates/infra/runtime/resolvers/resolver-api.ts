import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Backend } from "../../../../../../src/definition/ir.ts";
import type { Lock } from "../../../../../../src/definition/lock.ts";
import { graphql } from "../../../../../../src/generators/graphql/index.ts";
import { modelData } from "../../../../../../src/generators/resolvers/model-data.ts";
import { none } from "../../../../../../src/local/services/appsync/data-sources/none.ts";
import type { ModelSpec } from "../../../../../../src/templates/infra/runtime/data/spec.ts";
import {
  disconnectResolver,
  modelResolvers,
  type Resolver,
  type Step,
} from "../../../../../../src/templates/infra/runtime/resolvers/manifest.ts";
import { bundleFunction } from "../../../../../support/appsync/bundle-function.ts";
import {
  type Api,
  createApi,
  type ResolverSource,
  type Session,
} from "../../../../../support/appsync/create-api.ts";
import { CallLog } from "../../../../../support/appsync/data-sources/call-log.ts";
import { dynamodb } from "../../../../../support/appsync/data-sources/dynamodb.ts";
import { createTable } from "../../../../../support/dynamodb/create-table.ts";

export const functionsFolder = join(
  import.meta.dirname,
  "../../../../../../src/templates/infra/runtime/resolvers/functions",
);

export interface ResolverApi extends Api {
  readonly models: readonly ModelSpec[];
  /** Names of the tables by model; the pooled one's under null. */
  readonly tables: ReadonlyMap<string | null, string>;
  /** What DynamoDB was asked since the last `reset()`. */
  readonly log: CallLog;
  /** Every item of the pooled table, keys included. */
  items(): Promise<Record<string, unknown>[]>;
  /** Writes an item past the API. */
  put(item: Record<string, unknown>): Promise<void>;
  /** Moves the clock. */
  advance(milliseconds: number): void;
}

/** The specs of a backend's models, as `infra/models` would hold them. */
export function modelSpecs(backend: Backend, lock: Lock): ModelSpec[] {
  return backend.models.map((model) => modelData(model, backend, lock) as ModelSpec);
}

/**
 * A backend's API: its generated schema and the bundled resolvers, over tables on a real engine.
 *
 * @param given tables that are there already, of an older backend; others are created
 */
export async function startApi(
  client: DynamoDBClient,
  backend: Backend,
  lock: Lock,
  given: ReadonlyMap<string | null, string> = new Map(),
): Promise<ResolverApi> {
  const models = modelSpecs(backend, lock);
  const tables = new Map(given);
  for (const model of [null, ...models.filter(({ dedicated }) => dedicated).map(({ name }) => name)]) {
    if (tables.has(model)) continue;
    const name = tableName(model ?? "pooled");
    await createTable(client, name);
    tables.set(model, name);
  }
  const log = new CallLog();
  const sources = new Map([...tables].map(([model, table]) => [model, dynamodb(client, table, log.record)]));
  const bundles = new Map<string, Promise<string>>();

  const step = async ({ function: name, dataSource }: Step): Promise<ResolverSource["functions"][number]> => {
    const bundled = bundles.get(name) ?? bundleFunction(join(functionsFolder, `${name}.ts`));
    bundles.set(name, bundled);
    const source = dataSource.kind === "none" ? none : sources.get(dataSource.model);
    if (source === undefined) throw new Error(`${name} has no table`);
    return { name, code: await bundled, dataSource: source };
  };
  const resolverSource = async (resolver: Resolver): Promise<[string, ResolverSource]> => [
    `${resolver.typeName}.${resolver.fieldName}`,
    { code: resolver.code, functions: await Promise.all(resolver.steps.map(step)) },
  ];
  const all = [...models.flatMap((model) => modelResolvers(model, models)), disconnectResolver(models)];
  const [schema] = graphql(backend, lock);
  if (schema?.content.kind !== "text") throw new Error("There is no schema");
  let ahead = 0;
  const documents = DynamoDBDocumentClient.from(client);
  const pooled = tables.get(null);
  const api = createApi({
    schema: schema.content.text,
    resolvers: Object.fromEntries(await Promise.all(all.map(resolverSource))),
    env: Object.fromEntries(
      [...tables].map(([model, table]) => [model === null ? "PLINTH_TABLE" : `PLINTH_TABLE_${model}`, table]),
    ),
    now: () => Date.now() + ahead,
  });
  return {
    ...api,
    models,
    tables,
    log,
    async items() {
      const { Items = [] } = await documents.send(
        new ScanCommand({ TableName: pooled, ConsistentRead: true }),
      );
      return Items;
    },
    async put(item) {
      await documents.send(new PutCommand({ TableName: pooled, Item: item }));
    },
    advance(milliseconds) {
      ahead += milliseconds;
    },
  };
}

/** Creates a record and gives its id. */
export async function create(
  session: Session,
  model: string,
  input: Record<string, unknown>,
): Promise<string> {
  const text = `mutation ($input: ${model}Create!) { made: create${model}(input: $input) { id } }`;
  const { made } = await session.data(text, { input });
  return (made as { readonly id: string }).id;
}

let count = 0;
const tableName = (base: string) => `${base}-${process.pid}-${++count}`;

import {
  type DocumentNode,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getOperationAST,
  parse,
  validate,
} from "graphql";
import type { DataSource } from "../../../src/local/services/appsync/data-sources/data-source.ts";
import {
  type Pipeline,
  type PipelineResult,
  runPipeline,
} from "../../../src/local/services/appsync/execution/run-pipeline.ts";
import { appsyncSchema } from "../../../src/local/services/appsync/graphql/appsync-schema.ts";
import { fieldInfo } from "../../../src/local/services/appsync/graphql/selection.ts";
import {
  type CompiledFunction,
  compileFunction,
} from "../../../src/local/services/appsync/runtime/compile-function.ts";
import { AppSyncError } from "../../../src/local/services/appsync/runtime/signals.ts";
import { mayAccess } from "./graphql/authorization.ts";
import { type Caller, type System, systemCaller, type User, userCaller } from "./graphql/caller.ts";
import { type Response, responseError } from "./graphql/response.ts";
import { type Subscription, Subscriptions } from "./graphql/subscriptions.ts";

/** A pipeline resolver with its code as text. */
export interface ResolverSource {
  readonly code: string;
  readonly functions: readonly {
    readonly name: string;
    readonly code: string;
    readonly dataSource: DataSource;
  }[];
}

export interface ApiOptions {
  /** The SDL given to AppSync. */
  readonly schema: string;
  /** By `Type.field`; every other field reads the property of its name. */
  readonly resolvers: Readonly<Record<string, ResolverSource>>;
  /** `ctx.env`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

type Variables = Readonly<Record<string, unknown>>;

export interface Session {
  /** Runs any query or mutation; errors are in the answer, not thrown. */
  query(document: string, variables?: Variables): Promise<Response>;
  /** As `query`, but gives the data and throws when there are errors. */
  data(document: string, variables?: Variables): Promise<Record<string, unknown>>;
  /** Opens a subscription. @throws {AppSyncError} when its resolver refuses */
  subscribe(document: string, variables?: Variables): Promise<Subscription>;
}

export interface Api {
  /** Acts as a signed-in user; `headers` are sent along. */
  as(user: User, headers?: Readonly<Record<string, string>>): Session;
  /** Acts with IAM credentials. */
  asSystem(system?: System): Session;
  /** Every pipeline that ran, oldest first. */
  readonly runs: readonly (PipelineResult & { readonly field: string })[];
}

/** A whole AppSync API in memory: graphql-js over the schema, pipelines in the test runtime. */
export function createApi(options: ApiOptions): Api {
  const schema = appsyncSchema(options.schema);
  const subscriptions = new Subscriptions(schema);
  const pipelines = compileAll(options);
  const runs: (PipelineResult & { readonly field: string })[] = [];

  const resolve = async (caller: Caller, source: unknown, args: Variables, info: GraphQLResolveInfo) => {
    const name = `${info.parentType.name}.${info.fieldName}`;
    if (!mayAccess(caller, info)) {
      throw new AppSyncError(
        `Not Authorized to access ${info.fieldName} on type ${info.parentType.name}`,
        "Unauthorized",
      );
    }
    const pipeline = pipelines.get(name);
    if (pipeline === undefined) return undefined;
    const run = await runPipeline(pipeline, {
      arguments: args,
      identity: caller.identity,
      source: source ?? null,
      request: { headers: caller.headers, domainName: null },
      info: fieldInfo(info),
      env: options.env ?? {},
    });
    runs.push({ ...run, field: name });
    if (run.error !== null) throw run.error;
    return run;
  };

  const session = (caller: Caller): Session => {
    const run = async (text: string, variables: Variables, field: Resolver): Promise<Response> => {
      const document = parse(text);
      const problems = validate(schema, document);
      if (problems.length > 0) return { data: null, errors: problems.map(responseError) };
      const appended: GraphQLError[] = [];
      const result = await execute({
        schema,
        document,
        variableValues: variables,
        fieldResolver: field(appended),
      });
      const errors = [...(result.errors ?? []), ...appended].map(responseError);
      const data = JSON.parse(JSON.stringify(result.data ?? null)) as Response["data"];
      if (data !== null) await publish(document, data);
      return { data, errors };
    };
    const publish = async (document: DocumentNode, data: Record<string, unknown>) => {
      const operation = getOperationAST(document);
      if (operation?.operation !== "mutation") return;
      for (const node of operation.selectionSet.selections.filter(
        (each): each is FieldNode => each.kind === "Field",
      )) {
        await subscriptions.publish(node.name.value, data[(node.alias ?? node.name).value]);
      }
    };
    const reading: Resolver = (appended) => async (source, args, _context, info) => {
      const result = await resolve(caller, source, args, info);
      if (result === undefined) return (source as Record<string, unknown> | null)?.[info.fieldName];
      appended.push(...result.appended.map((error) => located(error, info)));
      subscriptions.invalidate(result.extensions.invalidations);
      return result.result;
    };
    return {
      query: (text, variables = {}) => run(text, variables, reading),
      async data(text, variables = {}) {
        const { data, errors } = await run(text, variables, reading);
        if (errors.length > 0 || data === null) throw new Error(JSON.stringify(errors, null, 2));
        return data;
      },
      async subscribe(text, variables = {}) {
        let opened: Subscription | undefined;
        let refused: unknown;
        const opening: Resolver = () => async (_source, args, _context, info) => {
          try {
            const result = await resolve(caller, null, args, info);
            const from = { field: info.fieldName, args, document: parse(text), variables };
            const none = {
              subscriptionFilter: null,
              invalidationFilter: null,
              invalidations: [],
              evictions: [],
            };
            opened = subscriptions.add(from, result?.extensions ?? none);
          } catch (problem) {
            refused = problem;
          }
          return null;
        };
        const { errors } = await run(text, variables, opening);
        if (refused !== undefined) throw refused;
        if (opened === undefined) throw new Error(JSON.stringify(errors));
        return opened;
      },
    };
  };

  return {
    as: (user, headers) => session(userCaller(user, headers)),
    asSystem: (system = {}) => session(systemCaller(system)),
    runs,
  };
}

type Resolver = (appended: GraphQLError[]) => GraphQLFieldResolver<unknown, unknown>;

const located = (error: AppSyncError, info: GraphQLResolveInfo): GraphQLError => {
  const path: (string | number)[] = [];
  for (let at = info.path as GraphQLResolveInfo["path"] | undefined; at !== undefined; at = at.prev)
    path.unshift(at.key);
  return new GraphQLError(error.message, { originalError: error, path, nodes: info.fieldNodes });
};

/** Code that several resolvers share is compiled once. */
function compileAll({ resolvers, now }: ApiOptions): Map<string, Pipeline> {
  const compiled = new Map<string, CompiledFunction>();
  const compile = (code: string): CompiledFunction => {
    const found = compiled.get(code) ?? compileFunction(code, now);
    compiled.set(code, found);
    return found;
  };
  return new Map(
    Object.entries(resolvers).map(([field, { code, functions }]) => [
      field,
      { code: compile(code), functions: functions.map((each) => ({ ...each, code: compile(each.code) })) },
    ]),
  );
}

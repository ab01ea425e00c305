import {
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { arnOf } from "../arns.ts";
import type { ApiCaller } from "../auth/caller.ts";
import { mayAccess } from "../auth/field-access.ts";
import type { LambdaBatches } from "../data-sources/lambda.ts";
import { appsyncSchema, deliverySchema } from "../graphql/appsync-schema.ts";
import { fieldInfo, selectedData } from "../graphql/selection.ts";
import type { Context } from "../runtime/context.ts";
import type { Extensions } from "../runtime/outcome.ts";
import { AppSyncError } from "../runtime/signals.ts";
import type { AppSyncState, StoredApi } from "../state.ts";
import { documentReader } from "./read-document.ts";
import type { RequestTrace } from "./request-trace.ts";
import { type Compile, resolverRunner } from "./resolver-runner.ts";
import { executionError, type GraphQLAnswer } from "./response.ts";

/** One GraphQL request. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a custom domain; null for the API's own. */
  readonly domainName: string | null;
}

/** What a subscription's resolver decided. */
export interface Opened {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly extensions: Extensions | null;
}

export interface Executed extends GraphQLAnswer {
  readonly operation: OperationDefinitionNode | null;
  readonly invalidations: Extensions["invalidations"];
  readonly evictions: Extensions["evictions"];
  readonly opened: Opened | null;
  /** That resolvers add to the HTTP response. */
  readonly headers: Readonly<Record<string, string>>;
  readonly trace: RequestTrace;
}

export interface Engine {
  readonly schema: GraphQLSchema;
  /** For values that are serialised already. */
  readonly delivery: GraphQLSchema;
  readonly defaultMode: string;
  run(request: GraphQLRequest, caller: ApiCaller): Promise<Executed>;
}

/** AppSync ends a request after this time. */
const longestExecution = 30_000;
const mostResolvers = 10_000;

/** Calls of `invalidateSubscriptions` in one request. */
const mostInvalidations = 5;

/** Executes the requests of one API, as it stands now. */
export function createEngine(
  stored: StoredApi,
  state: AppSyncState,
  context: ServiceContext,
  compile: Compile,
): Engine {
  const { api, schema: definition } = stored;
  const schema = appsyncSchema(definition?.definition ?? "type Query { nothing: String }");
  const runResolver = resolverRunner(stored, state, context, compile);
  const defaultMode = String(api.authenticationType);
  const read = documentReader(schema, api.introspectionConfig === "DISABLED", api.queryDepthLimit ?? 0);
  const resolverLimit = api.resolverCountLimit || mostResolvers;
  const traced = api.logConfig !== undefined;

  return {
    schema,
    delivery: deliverySchema(definition?.definition ?? "type Query { nothing: String }"),
    defaultMode,

    async run({ query, variables, operationName, headers, domainName }, caller) {
      const trace: RequestTrace = { fields: [], parsed: 0, validated: 0, started: performance.now() };
      const headersOut: Record<string, string> = {};
      const invalidations: Extensions["invalidations"] = [];
      const evictions: Extensions["evictions"] = [];
      const nothing = { data: null, opened: null, invalidations, evictions, headers: headersOut, trace };
      const document = read(query, operationName, trace);
      if ("errors" in document) return { ...nothing, ...document, operation: null };
      const { operation } = document;

      const appended: GraphQLError[] = [];
      const batches: LambdaBatches = new Map();
      const decided = new Map<string, boolean>();
      let opened: Opened | null = null;
      let resolvers = 0;

      const resolve = async (
        source: unknown,
        args: Readonly<Record<string, unknown>>,
        info: GraphQLResolveInfo,
      ) => {
        resolvers += 1;
        if (resolvers > resolverLimit)
          throw new AppSyncError("Resolver invocation limit reached.", "ResolverCountLimitReached");
        const given: Omit<Context, "stash" | "result" | "prev" | "error"> = {
          arguments: args,
          identity: caller.identity,
          source: source ?? null,
          request: { headers, domainName },
          info: fieldInfo(info),
          env: stored.environment,
        };
        const begin = performance.now();
        const run = await runResolver(info, given, batches);
        if (run === undefined) return undefined;
        if (traced) trace.fields.push({ info, given, run, begin, end: performance.now() });
        Object.assign(headersOut, run.headers);
        appended.push(...run.appended.map((error) => located(selectedData(error, info), info)));
        if (run.error !== null) throw selectedData(run.error, info);
        const asked = run.extensions.invalidations;
        if (invalidations.length + asked.length > mostInvalidations) {
          throw new AppSyncError(
            `A request may invalidate subscriptions at most ${mostInvalidations} times.`,
            "BadRequestException",
          );
        }
        invalidations.push(...asked);
        evictions.push(...run.extensions.evictions);
        return run;
      };

      const working = execute({
        schema,
        document: document.document,
        operationName,
        variableValues: variables,
        hideSuggestions: true,
        fieldResolver: (source, args, _context, info) => {
          const { parentType, fieldName } = info;
          // A list asks for the same fields again and again.
          const name = `${parentType.name}.${fieldName}`;
          const seen = decided.get(name) ?? allowed(caller, info);
          decided.set(name, seen);
          if (!seen) {
            throw new AppSyncError(
              `Not Authorized to access ${fieldName} on type ${parentType.name}`,
              "Unauthorized",
            );
          }
          const kept = (source as Record<string, unknown> | null | undefined)?.[fieldName];
          if (operation.operation === "subscription" && parentType === schema.getSubscriptionType()) {
            return resolve(source, args, info).then((run) => {
              opened = { field: fieldName, args, extensions: run?.extensions ?? null };
              return null;
            });
          }
          if (!runResolver.has(name)) return kept;
          return resolve(source, args, info).then((run) => run?.result ?? null);
        },
      });
      const result = await endAfter(Promise.resolve(working), longestExecution);
      const errors = [...(result.errors ?? []), ...appended].map((error) => executionError(error, schema));
      const data = (result.data ?? null) as GraphQLAnswer["data"];
      return { ...nothing, data, ...(errors.length > 0 && { errors }), operation, opened };
    },
  };

  function allowed(caller: ApiCaller, info: GraphQLResolveInfo): boolean {
    if (!mayAccess(caller, defaultMode, info)) return false;
    const { parentType, fieldName } = info;
    const top = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    if (caller.iam === null || !top.includes(parentType) || fieldName.startsWith("__")) return true;
    const resource = arnOf(context, api.apiId, `types/${parentType.name}/fields/${fieldName}`);
    try {
      context.identities.check(caller.iam, { action: "appsync:GraphQL", resource });
      return true;
    } catch (problem) {
      if (problem instanceof WireError) return false;
      throw problem;
    }
  }
}

async function endAfter<T>(
  work: Promise<T>,
  milliseconds: number,
): Promise<T | { data: null; errors: GraphQLError[] }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ data: null; errors: GraphQLError[] }>((resolve) => {
    timer = setTimeout(() => {
      const cause = new AppSyncError("Execution timed out.", "ExecutionTimeout");
      resolve({ data: null, errors: [new GraphQLError(cause.message, { originalError: cause })] });
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function located(error: AppSyncError, info: GraphQLResolveInfo): GraphQLError {
  const path: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = info.path; at !== undefined; at = at.prev)
    path.unshift(at.key);
  return new GraphQLError(error.message, { originalError: error, path, nodes: info.fieldNodes });
}

/** The fields that an operation asks of its root type. */
export function rootFields(operation: OperationDefinitionNode): readonly FieldNode[] {
  return operation.selectionSet.selections.filter((each): each is FieldNode => each.kind === "Field");
}

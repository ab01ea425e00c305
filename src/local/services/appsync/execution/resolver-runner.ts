import type { FunctionConfiguration, Resolver } from "@aws-sdk/client-appsync";
import type { GraphQLResolveInfo } from "graphql";
import type { ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { LambdaBatches } from "../data-sources/lambda.ts";
import { type CompiledFunction, compileFunction } from "../runtime/compile-function.ts";
import type { Context } from "../runtime/context.ts";
import { isMap } from "../runtime/plain.ts";
import { AppSyncError } from "../runtime/signals.ts";
import { type AppSyncState, allOf, type StoredApi } from "../state.ts";
import { type PipelineResult, plainResult, runPipeline, runUnit } from "./run-pipeline.ts";
import { dataSources } from "./sources.ts";

type Given = Omit<Context, "stash" | "result" | "prev" | "error">;

/** Compiles code; equal texts once. */
export type Compile = (code: string) => CompiledFunction;

const mostCompiled = 5_000;

/** Runs the resolvers of one API. */
export function resolverRunner(
  { api }: StoredApi,
  state: AppSyncState,
  context: ServiceContext,
  compile: Compile,
) {
  const resolvers = new Map(
    allOf(state.resolvers, api.apiId).map((each) => [`${each.typeName}.${each.fieldName}`, each]),
  );
  const functions = new Map(allOf(state.functions, api.apiId).map((each) => [each.functionId, each]));
  const configs = new Map(allOf(state.dataSources, api.apiId).map((each) => [each.name, each]));
  const sourceOf = dataSources(context, api.arn);

  const source = (
    name: string | undefined,
    batches: LambdaBatches,
    key: string,
    maxBatchSize: number | undefined,
  ) => {
    const config = configs.get(name);
    if (config === undefined) throw new AppSyncError(`No data source named ${name}`, "MissingDataSource");
    return sourceOf(config, batches, { key, maxBatchSize: maxBatchSize ?? 0 });
  };

  async function pipeline(resolver: Resolver, given: Given, batches: LambdaBatches): Promise<PipelineResult> {
    const steps = (resolver.pipelineConfig?.functions ?? []).map((id) => {
      const step = functions.get(id) as FunctionConfiguration;
      const key = `${resolver.typeName}.${resolver.fieldName}/${id}`;
      return {
        name: step.name ?? id,
        code: compile(step.code ?? ""),
        dataSource: source(step.dataSourceName, batches, key, step.maxBatchSize),
      };
    });
    return await runPipeline({ code: compile(resolver.code ?? ""), functions: steps }, given);
  }

  async function unit(resolver: Resolver, given: Given, batches: LambdaBatches): Promise<PipelineResult> {
    const key = `${resolver.typeName}.${resolver.fieldName}`;
    const dataSource = source(resolver.dataSourceName, batches, key, resolver.maxBatchSize);
    if (resolver.code) return await runUnit({ code: compile(resolver.code), dataSource }, given);
    // A direct Lambda resolver: the function gets the whole context.
    const payload = { ...given, stash: {}, prev: null };
    const operation = resolver.maxBatchSize ? "BatchInvoke" : "Invoke";
    const { result, error } = await dataSource.execute({ operation, payload });
    if (error !== null) return plainResult(result, new AppSyncError(error.message, error.type));
    return operation === "BatchInvoke" ? ofBatch(result) : plainResult(result, null);
  }

  const run = async (
    info: GraphQLResolveInfo,
    given: Given,
    batches: LambdaBatches,
  ): Promise<PipelineResult | undefined> => {
    const resolver = resolvers.get(`${info.parentType.name}.${info.fieldName}`);
    if (resolver === undefined) return undefined;
    try {
      return await (resolver.kind === "PIPELINE" ? pipeline : unit)(resolver, given, batches);
    } catch (problem) {
      if (problem instanceof AppSyncError) throw problem;
      if (problem instanceof WireError) throw new AppSyncError(problem.message, problem.code);
      const message = problem instanceof Error ? problem.message : String(problem);
      throw new AppSyncError(message, "MappingTemplate");
    }
  };
  return Object.assign(run, { has: (name: string) => resolvers.has(name) });
}

/**
 * One answer of a direct Lambda resolver's batch: `{ data, errorMessage, errorType }`.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html#lambda-mapping-template-bypass-batching
 */
function ofBatch(item: unknown): PipelineResult {
  if (!isMap(item)) return plainResult(null, null);
  const failed = typeof item["errorMessage"] === "string" ? item["errorMessage"] : null;
  const type = typeof item["errorType"] === "string" ? item["errorType"] : null;
  return plainResult(item["data"] ?? null, failed === null ? null : new AppSyncError(failed, type));
}

/** Kept across changes of APIs. */
export function codeCache({ clock }: Pick<ServiceContext, "clock">): Compile {
  const known = new Map<string, CompiledFunction>();
  return (code) => {
    const found = known.get(code);
    if (found !== undefined) return found;
    if (known.size >= mostCompiled) known.clear();
    const fresh = compileFunction(code, clock.now);
    known.set(code, fresh);
    return fresh;
  };
}

import type {
  CreateEventSourceMappingRequest,
  EventSourceMappingConfiguration,
} from "@aws-sdk/client-lambda";
import type { Access, ServiceContext } from "../../kernel/service.ts";
import { notSupportedHere } from "../../kernel/wire-error.ts";
import { checkDestination } from "./asynchronous/destinations.ts";
import { invalidParameter, notFound, validation } from "./errors.ts";
import { functionArn } from "./functions.ts";
import { checkFilters } from "./sources/filters.ts";
import type { LambdaState, SourceMapping } from "./state.ts";

/** What can be said of a mapping when it is made, and most of it later, too. */
export type MappingRequest = Omit<
  CreateEventSourceMappingRequest,
  "FunctionName" | "EventSourceArn" | "Tags"
>;

const unsupported = [
  "AmazonManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig",
  "KMSKeyArn",
  "LoggingConfig",
  "MetricsConfig",
  "ProvisionedPollerConfig",
  "Queues",
  "SelfManagedEventSource",
  "SelfManagedKafkaEventSourceConfig",
  "SourceAccessConfigurations",
  "StartingPositionTimestamp",
  "Topics",
  "TumblingWindowInSeconds",
] as const;

/** @throws WireError where a part of the request is not known here */
export function refuseUnsupported(request: MappingRequest): void {
  const name = unsupported.find((property) => request[property]);
  if (name !== undefined) throw notSupportedHere(`event source mappings with ${name}`);
}

export function isQueue(arn: string): boolean {
  return /^arn:aws:sqs:/.test(arn);
}

/** @throws WireError where events do not come from a queue or a table's stream */
export function checkSource(arn: string): void {
  if (isQueue(arn) || /^arn:aws:dynamodb:[^:]+:\d{12}:table\/[^/]+\/stream\/.+$/.test(arn)) return;
  if (/^arn:aws:(kinesis|kafka|mq|rds):/.test(arn)) throw notSupportedHere(`the event source ${arn}`);
  throw invalidParameter("Unrecognized event source, must be kinesis, dynamodb stream or sqs.");
}

/**
 * A mapping with a request's changes; what is left out stays as it is.
 *
 * @throws WireError
 */
export function applyRequest(current: SourceMapping, request: MappingRequest): SourceMapping {
  const queue = isQueue(current.sourceArn);
  const changed: SourceMapping = {
    ...current,
    enabled: request.Enabled ?? current.enabled,
    batchSize: request.BatchSize ?? current.batchSize,
    windowSeconds: request.MaximumBatchingWindowInSeconds ?? current.windowSeconds,
    bisect: request.BisectBatchOnFunctionError ?? current.bisect,
    maximumRetryAttempts: request.MaximumRetryAttempts ?? current.maximumRetryAttempts,
    maximumRecordAge: request.MaximumRecordAgeInSeconds ?? current.maximumRecordAge,
    parallelizationFactor: request.ParallelizationFactor ?? current.parallelizationFactor,
    filters: request.FilterCriteria
      ? (request.FilterCriteria.Filters ?? []).flatMap(({ Pattern }) => Pattern ?? [])
      : current.filters,
    reportItemFailures: request.FunctionResponseTypes
      ? request.FunctionResponseTypes.includes("ReportBatchItemFailures")
      : current.reportItemFailures,
    onFailure: request.DestinationConfig
      ? (request.DestinationConfig.OnFailure?.Destination ?? null)
      : current.onFailure,
    maximumConcurrency: request.ScalingConfig
      ? (request.ScalingConfig.MaximumConcurrency ?? null)
      : current.maximumConcurrency,
  };
  check(changed, queue);
  if (queue) refuseForQueues(request);
  return changed;
}

function check(mapping: SourceMapping, queue: boolean): void {
  checkRange("batchSize", mapping.batchSize, 1, 10_000);
  checkRange("maximumBatchingWindowInSeconds", mapping.windowSeconds, 0, 300);
  checkRange("maximumRetryAttempts", mapping.maximumRetryAttempts, -1, 10_000);
  checkRange("parallelizationFactor", mapping.parallelizationFactor, 1, 10);
  if (mapping.maximumRecordAge !== -1)
    checkRange("maximumRecordAgeInSeconds", mapping.maximumRecordAge, 60, 604_800);
  if (mapping.maximumConcurrency !== null)
    checkRange("scalingConfig.maximumConcurrency", mapping.maximumConcurrency, 2, 1000);
  if (queue && mapping.batchSize > 10 && mapping.windowSeconds === 0) {
    throw invalidParameter(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
  checkFilters(mapping.filters);
  if (mapping.onFailure !== null) checkDestination(mapping.onFailure);
}

function refuseForQueues(request: MappingRequest): void {
  const forStreams = (
    [
      "StartingPosition",
      "BisectBatchOnFunctionError",
      "MaximumRetryAttempts",
      "MaximumRecordAgeInSeconds",
      "ParallelizationFactor",
    ] as const
  ).find((name) => request[name] !== undefined);
  if (forStreams !== undefined)
    throw invalidParameter(`Unsupported parameter for SQS event source: ${forStreams}`);
  if (request.DestinationConfig?.OnFailure?.Destination)
    throw invalidParameter("Unsupported DestinationConfig parameter for SQS event source.");
}

function checkRange(member: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`}`,
  );
}

/** @throws WireError ResourceNotFoundException */
export function findMapping(state: LambdaState, id: string | undefined): SourceMapping {
  const mapping = state.mappings.get(id ?? "");
  if (mapping === undefined) throw notFound("The resource you requested does not exist.");
  return mapping;
}

export function mappingArn(id: string, { region, accountId }: ServiceContext): string {
  return `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${id}`;
}

export function mappingAccess(
  action: string,
  id: string | undefined,
  state: LambdaState,
  context: ServiceContext,
): Access[] {
  const name = state.mappings.get(id ?? "")?.functionName;
  const conditions = name === undefined ? {} : { "lambda:FunctionArn": functionArn(name, null, context) };
  return [{ action: `lambda:${action}`, resource: mappingArn(id ?? "*", context), conditions }];
}

export function presentMapping(
  mapping: SourceMapping,
  state: EventSourceMappingConfiguration["State"],
  context: ServiceContext,
): EventSourceMappingConfiguration {
  const stream = !isQueue(mapping.sourceArn);
  return {
    UUID: mapping.id,
    EventSourceMappingArn: mappingArn(mapping.id, context),
    EventSourceArn: mapping.sourceArn,
    FunctionArn: functionArn(mapping.functionName, mapping.qualifier, context),
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    FilterCriteria:
      mapping.filters.length === 0 ? undefined : { Filters: mapping.filters.map((Pattern) => ({ Pattern })) },
    FunctionResponseTypes: mapping.reportItemFailures ? ["ReportBatchItemFailures"] : [],
    ScalingConfig:
      mapping.maximumConcurrency === null ? undefined : { MaximumConcurrency: mapping.maximumConcurrency },
    LastModified: new Date(mapping.modifiedAt),
    State: state,
    StateTransitionReason: "USER_INITIATED",
    ...(stream && {
      StartingPosition: mapping.startingPosition ?? undefined,
      ParallelizationFactor: mapping.parallelizationFactor,
      BisectBatchOnFunctionError: mapping.bisect,
      MaximumRetryAttempts: mapping.maximumRetryAttempts,
      MaximumRecordAgeInSeconds: mapping.maximumRecordAge,
      TumblingWindowInSeconds: 0,
      DestinationConfig: { OnFailure: mapping.onFailure === null ? {} : { Destination: mapping.onFailure } },
      LastProcessingResult: mapping.lastResult,
    }),
  };
}

import type {
  CreateEventSourceMappingRequest,
  DeleteEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  UpdateEventSourceMappingRequest,
} from "@aws-sdk/client-lambda";
import { finish } from "../../../kernel/finish.ts";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { queueUrl } from "../as-lambda.ts";
import type { Engine } from "../engine.ts";
import { conflict, invalidParameter } from "../errors.ts";
import { findTarget, readReference } from "../functions.ts";
import {
  applyRequest,
  checkSource,
  findMapping,
  isQueue,
  mappingAccess,
  presentMapping,
  refuseUnsupported,
} from "../mappings.ts";
import { page } from "../page.ts";
import type { SourceMapping } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const createEventSourceMapping = (
  engine: Engine,
): Operation<CreateEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  access: (input) => [
    {
      action: "lambda:CreateEventSourceMapping",
      resource: "*",
      conditions: { "lambda:FunctionArn": input.FunctionName ?? "" },
    },
  ],

  async handle(input, call) {
    const { state, context, sources } = engine;
    const { name, qualifier } = readReference(input.FunctionName);
    findTarget(state, { name, qualifier }, context);
    refuseUnsupported(input);
    const sourceArn = input.EventSourceArn ?? "";
    checkSource(sourceArn);
    const queue = isQueue(sourceArn);
    if (!queue && !["LATEST", "TRIM_HORIZON"].includes(input.StartingPosition ?? ""))
      throw invalidParameter("Starting position must be LATEST or TRIM_HORIZON for a DynamoDB stream.");
    const fresh: SourceMapping = {
      id: context.ids.uuid(),
      functionName: name,
      qualifier,
      sourceArn,
      enabled: true,
      batchSize: queue ? 10 : 100,
      windowSeconds: 0,
      startingPosition: queue ? null : (input.StartingPosition as "LATEST" | "TRIM_HORIZON"),
      bisect: false,
      maximumRetryAttempts: -1,
      maximumRecordAge: -1,
      parallelizationFactor: 1,
      filters: [],
      reportItemFailures: false,
      onFailure: null,
      maximumConcurrency: null,
      tags: input.Tags ?? {},
      modifiedAt: context.clock.now(),
      lastResult: "No records processed",
    };
    const mapping = applyRequest(fresh, input);
    await checkReadable(mapping, engine);
    const same = state.mappings
      .list()
      .find(({ value }) => value.sourceArn === sourceArn && value.functionName === name);
    if (same !== undefined) {
      throw conflict(
        `An event source mapping with event source arn ("${sourceArn}") and function ("${name}") already exists. Please update or delete the existing mapping with UUID ${same.key}`,
      );
    }
    const created = finish(call, () => {
      state.mappings.put(mapping.id, mapping);
      return presentMapping(mapping, "Creating", context);
    });
    sources.refresh(mapping.id);
    return created;
  },
});

/** The function's role must be able to read the source: said here, rather than never an event. */
async function checkReadable(
  { functionName, sourceArn }: SourceMapping,
  { state, context, sessions }: Engine,
): Promise<void> {
  const record = state.functions.get(functionName);
  if (record === undefined) return;
  const { caller } = await sessions(functionName, record.latest.role);
  try {
    if (!isQueue(sourceArn)) {
      await context.call("dynamodb", "DescribeStream", { StreamArn: sourceArn }, caller);
      return;
    }
    const QueueUrl = await queueUrl(sourceArn, context);
    const AttributeNames = ["VisibilityTimeout"];
    const answer = await context.call("sqs", "GetQueueAttributes", { QueueUrl, AttributeNames }, caller);
    const visible = Number((answer["Attributes"] as Record<string, string>)["VisibilityTimeout"]);
    if (visible < record.latest.timeoutSeconds) {
      throw invalidParameter(
        `Queue visibility timeout: ${visible} seconds is less than Function timeout: ${record.latest.timeoutSeconds} seconds`,
      );
    }
  } catch (error) {
    if (!(error instanceof WireError) || error.code === "InvalidParameterValueException") throw error;
    const advice = isQueue(sourceArn)
      ? "The provided execution role does not have permissions to call ReceiveMessage on SQS"
      : `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`;
    throw invalidParameter(`${advice} (${error.message})`);
  }
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export const getEventSourceMapping = ({
  state,
  context,
}: Engine): Operation<GetEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  access: (input) => mappingAccess("GetEventSourceMapping", input.UUID, state, context),

  handle(input) {
    const mapping = findMapping(state, input.UUID);
    return presentMapping(mapping, mapping.enabled ? "Enabled" : "Disabled", context);
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const listEventSourceMappings = ({
  state,
  context,
}: Engine): Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> => ({
  access: () => [{ action: "lambda:ListEventSourceMappings", resource: "*" }],

  handle(input) {
    const name = input.FunctionName === undefined ? null : readReference(input.FunctionName).name;
    const found = state.mappings
      .list()
      .map(({ value }) => value)
      .filter((mapping) => name === null || mapping.functionName === name)
      .filter((mapping) => input.EventSourceArn === undefined || mapping.sourceArn === input.EventSourceArn);
    const { items, NextMarker } = page(found, input, ({ id }) => id);
    return {
      EventSourceMappings: items.map((mapping) =>
        presentMapping(mapping, mapping.enabled ? "Enabled" : "Disabled", context),
      ),
      NextMarker,
    };
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const updateEventSourceMapping = ({
  state,
  context,
  sources,
}: Engine): Operation<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  access: (input) => mappingAccess("UpdateEventSourceMapping", input.UUID, state, context),

  handle(input) {
    const mapping = findMapping(state, input.UUID);
    refuseUnsupported(input);
    const reference =
      input.FunctionName === undefined
        ? { name: mapping.functionName, qualifier: mapping.qualifier }
        : readReference(input.FunctionName);
    findTarget(state, reference, context);
    const updated = {
      ...applyRequest(mapping, input),
      functionName: reference.name,
      qualifier: reference.qualifier,
      modifiedAt: context.clock.now(),
    };
    state.mappings.put(mapping.id, updated);
    sources.refresh(mapping.id);
    return presentMapping(updated, "Updating", context);
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export const deleteEventSourceMapping = ({
  state,
  context,
  sources,
}: Engine): Operation<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  access: (input) => mappingAccess("DeleteEventSourceMapping", input.UUID, state, context),

  handle(input) {
    const mapping = findMapping(state, input.UUID);
    state.store.transaction(() => {
      state.mappings.delete(mapping.id);
      for (const { key } of state.positions.list({ prefix: `${mapping.id}:` })) state.positions.delete(key);
    });
    sources.refresh(mapping.id);
    return presentMapping(mapping, "Deleting", context);
  },
});

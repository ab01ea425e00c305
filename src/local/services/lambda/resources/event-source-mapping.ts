import { flagOf, numberOf, tagsOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

const numbers = [
  "BatchSize",
  "MaximumBatchingWindowInSeconds",
  "MaximumRecordAgeInSeconds",
  "MaximumRetryAttempts",
  "ParallelizationFactor",
  "TumblingWindowInSeconds",
  "StartingPositionTimestamp",
];
const flags = ["BisectBatchOnFunctionError", "Enabled"];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMapping: ResourceType = {
  type: "AWS::Lambda::EventSourceMapping",

  async create(properties, context) {
    const Tags = Object.fromEntries(tagsOf(properties, context.tags).map(({ Key, Value }) => [Key, Value]));
    return provisioned(await lambda(context, "CreateEventSourceMapping", { ...inputOf(properties), Tags }));
  },

  async update(UUID, properties, previous, context) {
    const { EventSourceArn: _arn, StartingPosition: _position, ...input } = inputOf(properties);
    return provisioned(
      await lambda(context, "UpdateEventSourceMapping", { ...defaults(previous), ...input, UUID }),
    );
  },

  async delete(UUID, _properties, context) {
    try {
      await lambda(context, "DeleteEventSourceMapping", { UUID });
    } catch (error) {
      if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

function lambda(
  context: ResourceContext,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  return context.call("lambda", operation, input, context.caller);
}

function inputOf(properties: Properties): Record<string, unknown> {
  const { KmsKeyArn, Tags: _tags, ...rest } = properties;
  return {
    ...rest,
    ...(KmsKeyArn !== undefined && { KMSKeyArn: KmsKeyArn }),
    ...present(numbers, (name) => numberOf(properties, name)),
    ...present(flags, (name) => flagOf(properties, name)),
  };
}

function present(names: readonly string[], read: (name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, read(name)] as const).filter(([, value]) => value !== undefined),
  );
}

/** What a template no longer says goes back to where it was without it. */
function defaults(previous: Properties): Record<string, unknown> {
  const fallback: Record<string, unknown> = {
    BisectBatchOnFunctionError: false,
    DestinationConfig: {},
    Enabled: true,
    FilterCriteria: {},
    FunctionResponseTypes: [],
    MaximumBatchingWindowInSeconds: 0,
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    ParallelizationFactor: 1,
    ScalingConfig: {},
  };
  return Object.fromEntries(Object.entries(fallback).filter(([name]) => previous[name] !== undefined));
}

function provisioned(mapping: Record<string, unknown>): Provisioned {
  const { UUID, EventSourceMappingArn } = mapping;
  return { physicalId: String(UUID), attributes: { Id: UUID, EventSourceMappingArn } };
}

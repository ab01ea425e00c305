import type {
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
  ResourceStatus,
} from "@aws-sdk/client-cloudformation";
import { own } from "../../../kernel/own.ts";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import { page } from "../page.ts";
import { findStack } from "../stack/find.ts";
import type { Stack, StackResource } from "../state.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html */
export const describeStackResource = (
  engine: Engine,
): Operation<DescribeStackResourceInput, DescribeStackResourceOutput> => ({
  access: (input) => stackAccess("DescribeStackResource", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    const resource = own(stack.resources, input.LogicalResourceId ?? "");
    if (resource === undefined)
      throw validationError(`Resource ${input.LogicalResourceId} does not exist for stack ${stack.name}`);
    return {
      StackResourceDetail: {
        StackName: stack.name,
        StackId: stack.id,
        ...identify(resource),
        LastUpdatedTimestamp: new Date(resource.updatedAt),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
      },
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html */
export const describeStackResources = (
  engine: Engine,
): Operation<DescribeStackResourcesInput, DescribeStackResourcesOutput> => ({
  access: (input) => stackAccess("DescribeStackResources", input.StackName, engine.context),

  handle(input) {
    const stack =
      input.StackName === undefined
        ? holderOf(engine, input.PhysicalResourceId)
        : findStack(engine.state, input.StackName);
    const resources = Object.values(stack.resources).filter(
      ({ logicalId }) => input.LogicalResourceId === undefined || input.LogicalResourceId === logicalId,
    );
    return {
      StackResources: resources.slice(0, 100).map((resource) => ({
        StackName: stack.name,
        StackId: stack.id,
        ...identify(resource),
        Timestamp: new Date(resource.updatedAt),
      })),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
export const listStackResources = (
  engine: Engine,
): Operation<ListStackResourcesInput, ListStackResourcesOutput> => ({
  access: (input) => stackAccess("ListStackResources", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    const { items, NextToken } = page(Object.values(stack.resources), input.NextToken, 100);
    return {
      StackResourceSummaries: items.map((resource) => ({
        ...identify(resource),
        LastUpdatedTimestamp: new Date(resource.updatedAt),
      })),
      NextToken,
    };
  },
});

function identify(resource: StackResource) {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    ResourceStatus: resource.status as ResourceStatus,
    ResourceStatusReason: resource.reason ?? undefined,
  };
}

function holderOf(engine: Engine, physicalId: string | undefined): Stack {
  const living = engine.state.names.list().flatMap(({ value }) => engine.state.stacks.get(value) ?? []);
  const holder = living.find((stack) =>
    Object.values(stack.resources).some((resource) => resource.physicalId === physicalId),
  );
  if (holder === undefined) throw validationError(`Stack for ${physicalId} does not exist`);
  return holder;
}

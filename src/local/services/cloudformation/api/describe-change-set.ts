import type {
  Change,
  DeleteChangeSetInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  ListChangeSetsInput,
  ListChangeSetsOutput,
} from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidChangeSetStatus } from "../errors.ts";
import { page } from "../page.ts";
import { findStack } from "../stack/find.ts";
import { findChangeSet } from "../stack/find-change-set.ts";
import { presentParameters } from "../stack/present-stack.ts";
import type { ChangeSet, ResourceChange, Stack } from "../state.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html */
export const describeChangeSet = (
  engine: Engine,
): Operation<DescribeChangeSetInput, DescribeChangeSetOutput> => ({
  access: (input) => stackAccess("DescribeChangeSet", input.StackName, engine.context),

  handle(input) {
    const set = findChangeSet(engine.state, input.ChangeSetName, input.StackName);
    const stack = engine.state.stacks.get(set.stackId) as Stack;
    const { items, NextToken } = page(set.changes, input.NextToken, 100);
    return {
      ChangeSetName: set.name,
      ChangeSetId: set.id,
      StackId: set.stackId,
      StackName: stack.name,
      Description: set.description ?? undefined,
      Parameters: presentParameters(set.parameters),
      CreationTime: new Date(set.createdAt),
      ExecutionStatus: set.executionStatus,
      Status: set.status,
      StatusReason: set.statusReason ?? undefined,
      NotificationARNs: [...set.notificationArns],
      Capabilities: set.capabilities as NonNullable<DescribeChangeSetOutput["Capabilities"]>,
      Tags: Object.entries(set.tags).map(([Key, Value]) => ({ Key, Value })),
      Changes: items.map(presentChange),
      OnStackFailure: set.onStackFailure ?? undefined,
      IncludeNestedStacks: false,
      NextToken,
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListChangeSets.html */
export const listChangeSets = (engine: Engine): Operation<ListChangeSetsInput, ListChangeSetsOutput> => ({
  access: (input) => stackAccess("ListChangeSets", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    const sets = engine.state.changeSets
      .list()
      .filter(({ value }) => value.stackId === stack.id && value.status !== "DELETE_COMPLETE");
    return {
      Summaries: sets.map(({ value: set }) => ({
        StackId: stack.id,
        StackName: stack.name,
        ChangeSetId: set.id,
        ChangeSetName: set.name,
        ExecutionStatus: set.executionStatus,
        Status: set.status as "CREATE_COMPLETE",
        StatusReason: set.statusReason ?? undefined,
        CreationTime: new Date(set.createdAt),
        Description: set.description ?? undefined,
      })),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html */
export const deleteChangeSet = (engine: Engine): Operation<DeleteChangeSetInput> => ({
  access: (input) => stackAccess("DeleteChangeSet", input.StackName, engine.context),

  handle(input) {
    const set = changeSetOrNull(engine, input);
    // Deleting what is not there succeeds, as on AWS.
    if (set === null) return {};
    if (set.executionStatus === "EXECUTE_IN_PROGRESS") {
      throw invalidChangeSetStatus(
        `ChangeSet [${set.id}] cannot be deleted in its current status of EXECUTE_IN_PROGRESS`,
      );
    }
    engine.state.changeSets.delete(set.id);
    return {};
  },
});

function changeSetOrNull(engine: Engine, input: DeleteChangeSetInput): ChangeSet | null {
  try {
    return findChangeSet(engine.state, input.ChangeSetName, input.StackName);
  } catch (error) {
    if (error instanceof WireError && error.code === "ChangeSetNotFound") return null;
    throw error;
  }
}

function presentChange(change: ResourceChange): Change {
  return {
    Type: "Resource",
    ResourceChange: {
      Action: change.action,
      LogicalResourceId: change.logicalId,
      PhysicalResourceId: change.physicalId ?? undefined,
      ResourceType: change.type,
      Replacement: change.replacement ?? undefined,
      PolicyAction: change.policyAction ?? undefined,
      Scope: change.action === "Modify" ? ["Properties"] : [],
      Details: change.changedProperties.map(({ name, recreation }) => ({
        Target: { Attribute: "Properties", Name: name, RequiresRecreation: recreation },
        Evaluation: "Static",
        ChangeSource: "DirectModification",
      })),
    },
  };
}

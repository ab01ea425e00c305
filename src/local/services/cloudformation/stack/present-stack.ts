import type { Output, Parameter, Stack as Presented, StackStatus } from "@aws-sdk/client-cloudformation";
import type { Stack, StackParameter } from "../state.ts";

/** A stack as DescribeStacks shows it. */
export function presentStack(stack: Stack): Presented {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId ?? undefined,
    Description: stack.description ?? undefined,
    Parameters: presentParameters(stack.parameters),
    CreationTime: new Date(stack.createdAt),
    DeletionTime: date(stack.deletedAt),
    LastUpdatedTime: date(stack.updatedAt),
    StackStatus: stack.status as StackStatus,
    StackStatusReason: stack.statusReason ?? undefined,
    DisableRollback: stack.disableRollback,
    NotificationARNs: [...stack.notificationArns],
    Capabilities: stack.capabilities as NonNullable<Presented["Capabilities"]>,
    Outputs: stack.outputs.map(
      ({ key, value, description, exportName }): Output => ({
        OutputKey: key,
        OutputValue: value,
        Description: description ?? undefined,
        ExportName: exportName ?? undefined,
      }),
    ),
    RoleARN: stack.roleArn ?? undefined,
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: stack.terminationProtection,
    ParentId: stack.parentId ?? undefined,
    RootId: stack.rootId ?? undefined,
    DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
  };
}

/** NoEcho values are never shown again. */
export function presentParameters(parameters: readonly StackParameter[]): Parameter[] {
  return parameters.map(({ key, value, resolved, noEcho }) => ({
    ParameterKey: key,
    ParameterValue: noEcho ? "****" : value,
    ResolvedValue: resolved === null || noEcho ? undefined : resolved,
  }));
}

export function date(milliseconds: number | null): Date | undefined {
  return milliseconds === null ? undefined : new Date(milliseconds);
}

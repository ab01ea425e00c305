import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  PutRetentionPolicyRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { alreadyExists, invalid } from "../errors.ts";
import { checkGroupName, checkRetention, findGroup, groupAccess } from "../groups.ts";
import type { LogsState } from "../state.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup = (
  state: LogsState,
  context: ServiceContext,
): Operation<CreateLogGroupRequest> => ({
  access: (input) => groupAccess("CreateLogGroup", input.logGroupName, context),

  handle(input) {
    const name = input.logGroupName ?? "";
    checkGroupName(name);
    const logGroupClass = input.logGroupClass ?? "STANDARD";
    if (!["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"].includes(logGroupClass))
      throw invalid(`Invalid log group class ${logGroupClass}`);
    if (input.deletionProtectionEnabled) throw notSupportedHere("deletion protection of log groups");
    if (state.groups.find(name) !== null) throw alreadyExists("group");
    state.groups.insert({
      name,
      createdAt: context.clock.now(),
      retentionDays: null,
      class: logGroupClass,
      kmsKeyId: input.kmsKeyId ?? null,
      tags: input.tags ?? {},
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup = (
  state: LogsState,
  context: ServiceContext,
): Operation<DeleteLogGroupRequest> => ({
  access: (input) => groupAccess("DeleteLogGroup", input.logGroupName, context),

  handle(input) {
    const group = findGroup(state, input.logGroupName);
    state.store.transaction(() => {
      state.events.deleteGroup(group.id);
      state.streams.deleteAll(group.id);
      for (const { key } of state.metricFilters.list({ prefix: `${group.name}\n` }))
        state.metricFilters.delete(key);
      state.groups.delete(group.id);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const putRetentionPolicy = (
  state: LogsState,
  context: ServiceContext,
): Operation<PutRetentionPolicyRequest> => ({
  access: (input) => groupAccess("PutRetentionPolicy", input.logGroupName, context),

  handle(input) {
    const group = findGroup(state, input.logGroupName);
    const retentionDays = input.retentionInDays ?? 0;
    checkRetention(retentionDays);
    state.groups.update({ ...group, retentionDays });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy = (
  state: LogsState,
  context: ServiceContext,
): Operation<DeleteRetentionPolicyRequest> => ({
  access: (input) => groupAccess("DeleteRetentionPolicy", input.logGroupName, context),

  handle(input) {
    state.groups.update({ ...findGroup(state, input.logGroupName), retentionDays: null });
    return {};
  },
});

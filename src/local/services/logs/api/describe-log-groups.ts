import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogGroup,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalid } from "../errors.ts";
import { arnOf, groupAccess, nameOfArn } from "../groups.ts";
import type { LogsState } from "../state.ts";
import type { Group } from "../storage/groups.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = (
  state: LogsState,
  context: ServiceContext,
): Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> => ({
  access: () => groupAccess("DescribeLogGroups", "", context),

  handle(input) {
    if (input.includeLinkedAccounts) throw notSupportedHere("log groups of linked accounts");
    if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined)
      throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    const limit = input.limit ?? 50;
    if (limit < 1 || limit > 50) throw invalid("Limit must be between 1 and 50.");
    const pattern = input.logGroupNamePattern?.toLowerCase();
    const identifiers = input.logGroupIdentifiers?.map((given) => nameOfArn(given, context));
    const found = state.groups
      .list({ prefix: input.logGroupNamePrefix ?? "", after: input.nextToken ?? "", limit: -1 })
      .filter((group) => pattern === undefined || group.name.toLowerCase().includes(pattern))
      .filter((group) => identifiers === undefined || identifiers.includes(group.name))
      .filter((group) => input.logGroupClass === undefined || group.class === input.logGroupClass);
    const page = found.slice(0, limit);
    return {
      logGroups: page.map((group) => present(group, state, context)),
      nextToken: found.length > limit ? page.at(-1)?.name : undefined,
    };
  },
});

function present(group: Group, state: LogsState, context: ServiceContext): LogGroup {
  const arn = arnOf(group.name, context);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    retentionInDays: group.retentionDays ?? undefined,
    metricFilterCount: state.metricFilters.list({ prefix: `${group.name}\n` }).length,
    arn: `${arn}:*`,
    storedBytes: state.streams.bytesOf(group.id),
    kmsKeyId: group.kmsKeyId ?? undefined,
    logGroupClass: group.class as LogGroup["logGroupClass"],
    logGroupArn: arn,
  };
}

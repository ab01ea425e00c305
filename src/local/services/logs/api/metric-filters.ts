import type {
  DeleteMetricFilterRequest,
  DescribeMetricFiltersRequest,
  DescribeMetricFiltersResponse,
  PutMetricFilterRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalid, notFound } from "../errors.ts";
import { filterPattern } from "../filter/filter-pattern.ts";
import { findGroup, groupAccess } from "../groups.ts";
import type { LogsState } from "../state.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const putMetricFilter = (
  state: LogsState,
  context: ServiceContext,
): Operation<PutMetricFilterRequest> => ({
  access: (input) => groupAccess("PutMetricFilter", input.logGroupName, context),

  handle(input) {
    const group = findGroup(state, input.logGroupName);
    const unsupported = (
      ["applyOnTransformedLogs", "fieldSelectionCriteria", "emitSystemFieldDimensions"] as const
    ).find((name) => input[name]);
    if (unsupported !== undefined) throw notSupportedHere(`metric filters with ${unsupported}`);
    const filterName = input.filterName ?? "";
    if (!/^[^:*]{1,512}$/.test(filterName)) throw invalid("The filter name must not contain : or *.");
    filterPattern(input.filterPattern ?? "");
    if ((input.metricTransformations ?? []).length !== 1)
      throw invalid("A metric filter has exactly one metric transformation.");
    state.metricFilters.put(`${group.name}\n${filterName}`, {
      filterName,
      logGroupName: group.name,
      filterPattern: input.filterPattern ?? "",
      metricTransformations: input.metricTransformations ?? [],
      creationTime: context.clock.now(),
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html */
export const describeMetricFilters = (
  state: LogsState,
  context: ServiceContext,
): Operation<DescribeMetricFiltersRequest, DescribeMetricFiltersResponse> => ({
  access: (input) => groupAccess("DescribeMetricFilters", input.logGroupName, context),

  handle(input) {
    const limit = input.limit ?? 50;
    const found = state.metricFilters
      .list({
        prefix: input.logGroupName === undefined ? "" : `${input.logGroupName}\n`,
        after: input.nextToken ?? "",
      })
      .filter(({ value }) => value.filterName.startsWith(input.filterNamePrefix ?? ""));
    const page = found.slice(0, limit);
    return {
      metricFilters: page.map(({ value }) => value) as DescribeMetricFiltersResponse["metricFilters"],
      nextToken: found.length > limit ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteMetricFilter.html */
export const deleteMetricFilter = (
  state: LogsState,
  context: ServiceContext,
): Operation<DeleteMetricFilterRequest> => ({
  access: (input) => groupAccess("DeleteMetricFilter", input.logGroupName, context),

  handle(input) {
    findGroup(state, input.logGroupName);
    if (!state.metricFilters.delete(`${input.logGroupName}\n${input.filterName}`))
      throw notFound("The specified metric filter does not exist.");
    return {};
  },
});

import type {
  DescribeTimeToLiveInput,
  DescribeTimeToLiveOutput,
  UpdateTimeToLiveInput,
  UpdateTimeToLiveOutput,
} from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { tableAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { constraint, validation } from "../errors.ts";
import { failed } from "../items/constraints.ts";
import { requireTable } from "../tables/require-table.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive = (
  engine: Engine,
): Operation<UpdateTimeToLiveInput, UpdateTimeToLiveOutput> => ({
  access: (input) => [tableAccess(engine, "UpdateTimeToLive", input.TableName)],

  handle(input) {
    const { AttributeName: name = "", Enabled: enabled = false } = input.TimeToLiveSpecification ?? {};
    if (name === "") {
      throw constraint(
        failed(
          "timeToLiveSpecification.attributeName",
          name,
          "Member must have length greater than or equal to 1",
        ),
      );
    }
    const { table } = requireTable(engine, input.TableName);
    if (enabled && table.timeToLive === name) throw validation("TimeToLive is already enabled");
    if (enabled && table.timeToLive !== null) {
      throw validation(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${table.timeToLive}`,
      );
    }
    if (!enabled && table.timeToLive === null) throw validation("TimeToLive is already disabled");
    if (!enabled && table.timeToLive !== name) {
      throw validation(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${table.timeToLive}`,
      );
    }
    engine.state.change({ ...table, timeToLive: enabled ? name : null });
    return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: name } };
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive = (
  engine: Engine,
): Operation<DescribeTimeToLiveInput, DescribeTimeToLiveOutput> => ({
  access: (input) => [tableAccess(engine, "DescribeTimeToLive", input.TableName)],

  handle(input) {
    const { timeToLive } = requireTable(engine, input.TableName).table;
    return {
      TimeToLiveDescription:
        timeToLive === null
          ? { TimeToLiveStatus: "DISABLED" }
          : { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive },
    };
  },
});

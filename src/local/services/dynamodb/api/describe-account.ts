import type { DescribeEndpointsResponse, DescribeLimitsOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";

/** AWS's defaults; nothing is held to them here. */
const accountUnits = 80_000;
const tableUnits = 40_000;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html */
export const describeLimits = (_engine: Engine): Operation<object, DescribeLimitsOutput> => ({
  access: () => [{ action: "dynamodb:DescribeLimits", resource: "*" }],

  handle: () => ({
    AccountMaxReadCapacityUnits: accountUnits,
    AccountMaxWriteCapacityUnits: accountUnits,
    TableMaxReadCapacityUnits: tableUnits,
    TableMaxWriteCapacityUnits: tableUnits,
  }),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html */
export const describeEndpoints = ({ context }: Engine): Operation<object, DescribeEndpointsResponse> => ({
  access: () => [{ action: "dynamodb:DescribeEndpoints", resource: "*" }],

  handle: () => ({
    Endpoints: [{ Address: new URL(context.baseUrl()).host, CachePeriodInMinutes: 1440 }],
  }),
});

import type { TableDescription, TimeToLiveDescription } from "@aws-sdk/client-dynamodb";
import type { ResourceContext } from "../../../kernel/service.ts";
import type { TableProperties } from "./table-properties.ts";

/**
 * What a table has now of the properties that cannot be set twice. An update that failed or was cut off half-way may have
 * left it with some of the old and some of the new.
 *
 * @param previous as the stack has it, for all that can be set again
 */
export async function presentProperties(
  context: ResourceContext,
  TableName: string,
  previous: TableProperties,
  wanted: TableProperties,
): Promise<TableProperties> {
  const ask = (operation: string) => context.call("dynamodb", operation, { TableName }, context.caller);
  const { Table: table } = (await ask("DescribeTable")) as { Table: TableDescription };
  const { TimeToLiveDescription: expiry } = (await ask("DescribeTimeToLive")) as {
    TimeToLiveDescription: TimeToLiveDescription;
  };
  const { StreamSpecification: stream, ProvisionedThroughput: throughput } = table;
  const defined = [...(previous.GlobalSecondaryIndexes ?? []), ...(wanted.GlobalSecondaryIndexes ?? [])];
  const { StreamSpecification: _stream, TimeToLiveSpecification: _expiry, ...rest } = previous;
  return {
    ...rest,
    GlobalSecondaryIndexes: (table.GlobalSecondaryIndexes ?? []).map(
      ({ IndexName, KeySchema, Projection }) =>
        defined.find((index) => index.IndexName === IndexName) ?? { IndexName, KeySchema, Projection },
    ),
    BillingMode: table.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    ...(throughput?.ReadCapacityUnits && {
      ProvisionedThroughput: {
        ReadCapacityUnits: throughput.ReadCapacityUnits,
        WriteCapacityUnits: throughput.WriteCapacityUnits,
      },
    }),
    ...(stream?.StreamEnabled && { StreamSpecification: { StreamViewType: stream.StreamViewType ?? "" } }),
    ...(expiry.TimeToLiveStatus === "ENABLED" && {
      TimeToLiveSpecification: { Enabled: true, AttributeName: expiry.AttributeName ?? "" },
    }),
  };
}

import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export interface RingingAlarm {
  readonly name: string;
  /** For people: what it means. */
  readonly description: string | null;
  /** Why it rings, in CloudWatch's words. */
  readonly reason: string | null;
  /** ISO 8601: since when. */
  readonly since: string | null;
}

/** What one request takes. */
const most = 100;

/**
 * Those of some alarms that ring now.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export async function ringingAlarms(
  connection: Connection,
  names: readonly string[],
): Promise<readonly RingingAlarm[]> {
  const client = clientOf(connection, CloudWatchClient);
  const ringing: RingingAlarm[] = [];
  for (let start = 0; start < names.length; start += most) {
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({
        AlarmNames: names.slice(start, start + most),
        StateValue: "ALARM",
        MaxRecords: most,
      }),
    );
    ringing.push(
      ...MetricAlarms.map((alarm) => ({
        name: alarm.AlarmName ?? "",
        description: alarm.AlarmDescription ?? null,
        reason: alarm.StateReason ?? null,
        since: alarm.StateUpdatedTimestamp?.toISOString() ?? null,
      })),
    );
  }
  return ringing;
}

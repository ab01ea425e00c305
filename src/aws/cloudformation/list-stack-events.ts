import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  type StackEvent as WireEvent,
} from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { isMissingStack } from "./is-missing-stack.ts";

export interface StackEvent {
  readonly id: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly physicalId: string | null;
  readonly type: string;
  /** `CREATE_IN_PROGRESS` and so on. */
  readonly status: string;
  readonly reason: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * What has happened to a stack since an event, oldest first.
 *
 * @param stack name or ARN
 * @param after id of the last event that is known; null: none is
 * @param since leave out what is older, in ISO 8601: a stack tells its whole life otherwise; null: all there are
 * @returns none where the stack is gone
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html
 */
export async function listStackEvents(
  connection: Connection,
  stack: string,
  after: string | null,
  since: string | null = null,
): Promise<readonly StackEvent[]> {
  const client = clientOf(connection, CloudFormationClient);
  const events: StackEvent[] = [];
  let NextToken: string | undefined;
  try {
    do {
      // Newest first, so that what is new is on the first page.
      const page = await client.send(new DescribeStackEventsCommand({ StackName: stack, NextToken }));
      for (const event of page.StackEvents ?? []) {
        const known = fromWire(event);
        if (known.id === after || (since !== null && known.at < since)) return events.reverse();
        events.push(known);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  } catch (error) {
    if (!isMissingStack(error)) throw error;
  }
  return events.reverse();
}

/** @returns the last thing that happened to a stack; null: nothing, or there is no such stack */
export async function newestStackEvent(connection: Connection, stack: string): Promise<StackEvent | null> {
  try {
    const client = clientOf(connection, CloudFormationClient);
    const [event] =
      (await client.send(new DescribeStackEventsCommand({ StackName: stack }))).StackEvents ?? [];
    return event === undefined ? null : fromWire(event);
  } catch (error) {
    if (isMissingStack(error)) return null;
    throw error;
  }
}

function fromWire(event: WireEvent): StackEvent {
  return {
    id: event.EventId ?? "",
    stackId: event.StackId ?? "",
    logicalId: event.LogicalResourceId ?? "",
    physicalId: event.PhysicalResourceId || null,
    type: event.ResourceType ?? "",
    status: event.ResourceStatus ?? "",
    reason: event.ResourceStatusReason ?? null,
    at: event.Timestamp?.toISOString() ?? "",
  };
}

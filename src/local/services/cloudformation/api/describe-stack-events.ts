import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  StackEvent as Presented,
} from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { page } from "../page.ts";
import { findStack } from "../stack/find.ts";
import type { StackEvent } from "../state.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html: newest first. */
export const describeStackEvents = (
  engine: Engine,
): Operation<DescribeStackEventsInput, DescribeStackEventsOutput> => ({
  access: (input) => stackAccess("DescribeStackEvents", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    const newestFirst = engine.state.events.list({ prefix: `${stack.id}#` }).reverse();
    const { items, NextToken } = page(newestFirst, input.NextToken, 100);
    return { StackEvents: items.map(({ value }) => present(value)), NextToken };
  },
});

function present(event: StackEvent): Presented {
  return {
    EventId: event.eventId,
    StackId: event.stackId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status as NonNullable<Presented["ResourceStatus"]>,
    ResourceStatusReason: event.reason ?? undefined,
    ResourceProperties: event.properties ?? undefined,
    ClientRequestToken: event.clientRequestToken ?? undefined,
  };
}

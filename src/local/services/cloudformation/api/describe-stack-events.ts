import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  StackEvent as Presented,
} from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { findStack } from "../stack/find.ts";
import type { StackEvent } from "../state.ts";

/** Few: whoever follows a stack asks again and again for the newest, which carry all properties of their resources. */
const onFirstPage = 20;
/** Whoever wants more than the newest wants all. */
const onOtherPages = 100;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html: newest first. */
export const describeStackEvents = (
  engine: Engine,
): Operation<DescribeStackEventsInput, DescribeStackEventsOutput> => ({
  access: (input) => stackAccess("DescribeStackEvents", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    const prefix = `${stack.id}#`;
    const token = input.NextToken;
    // By key rather than by number: new events must not move what the next page begins with.
    const perPage = token === undefined ? onFirstPage : onOtherPages;
    const before = token === undefined ? {} : { before: prefix + Buffer.from(token, "base64url") };
    const found = engine.state.events.listBackwards({ prefix, ...before, limit: perPage + 1 });
    const shown = found.slice(0, perPage);
    const last = found.length > perPage ? shown.at(-1)?.key.slice(prefix.length) : undefined;
    return {
      StackEvents: shown.map(({ value }) => present(value)),
      NextToken: last === undefined ? undefined : Buffer.from(last).toString("base64url"),
    };
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

import type {
  PutEventsRequest,
  PutEventsResponse,
  TestEventPatternRequest,
  TestEventPatternResponse,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import { parseEventPattern } from "../../../patterns/event-pattern.ts";
import { invalidPattern, validation } from "../errors.ts";
import { readEntry } from "../event.ts";
import type { EventBridge } from "../event-bridge.ts";

const mostEntries = 10;
const largest = 1024 * 1024;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const putEvents = ({
  names,
  router,
  context,
}: EventBridge): Operation<PutEventsRequest, PutEventsResponse> => ({
  access(input, { caller }) {
    // AWS's own services speak on the default bus without anybody's leave.
    if (caller.kind === "service") return [];
    const buses = new Set((input.Entries ?? []).map(({ EventBusName }) => names.busName(EventBusName)));
    return [...buses].map((bus) => ({
      action: "events:PutEvents",
      resource: names.busArn(bus),
      resourcePolicy: names.bus(bus).policy,
    }));
  },

  handle({ Entries = [], EndpointId }, { caller }) {
    if (Entries.length === 0 || Entries.length > mostEntries)
      throw validation(
        `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to ${mostEntries}`,
      );
    if (EndpointId !== undefined) throw validation("Global endpoints do not exist in the local cloud.");
    const size = Entries.reduce(
      (sum, { Source = "", DetailType = "", Detail = "" }) =>
        sum + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail),
      0,
    );
    if (size > largest) throw validation("Total size of the entries in the request is over the limit.");
    const results = Entries.map((entry) => {
      const event = readEntry(entry, caller.kind === "service", context);
      if ("ErrorCode" in event) return event;
      router.route(names.busName(entry.EventBusName), event);
      return { EventId: event.id };
    });
    return {
      FailedEntryCount: results.filter((result) => "ErrorCode" in result).length,
      Entries: results,
    };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export const testEventPattern = (): Operation<TestEventPatternRequest, TestEventPatternResponse> => ({
  access: () => [{ action: "events:TestEventPattern", resource: "*" }],

  handle({ EventPattern = "", Event = "" }) {
    let event: unknown;
    try {
      event = JSON.parse(Event);
    } catch {
      throw validation("Parameter Event is not valid. Reason: Event is not valid JSON.");
    }
    if (typeof event !== "object" || event === null || Array.isArray(event))
      throw validation("Parameter Event is not valid. Reason: Event is not a JSON object.");
    const needed = ["id", "detail-type", "source", "account", "time", "region"];
    const missing = needed.find((name) => !(name in event));
    if (missing !== undefined)
      throw validation(`Parameter Event is not valid. Reason: Event must have a ${missing}.`);
    try {
      return { Result: parseEventPattern(EventPattern).matches(event) };
    } catch (error) {
      throw invalidPattern((error as Error).message);
    }
  },
});

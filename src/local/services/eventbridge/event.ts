import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { ServiceContext } from "../../kernel/service.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/aws-events.html */
export interface Event {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** To the second, in UTC. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** An entry that PutEvents refuses, as it says so. */
export interface Refused {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** @param trusted AWS's own services may speak as `aws.*` */
export function readEntry(
  entry: PutEventsRequestEntry,
  trusted: boolean,
  { clock, ids, region, accountId }: ServiceContext,
): Event | Refused {
  for (const name of ["Source", "DetailType", "Detail"] as const) {
    if (!entry[name])
      return {
        ErrorCode: "InvalidArgument",
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      };
  }
  const { Source: source = "", DetailType = "", Detail = "" } = entry;
  if (source.startsWith("aws.") && !trusted)
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  const detail = parseObject(Detail);
  if (detail === null) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  return {
    version: "0",
    id: ids.uuid(),
    "detail-type": DetailType,
    source,
    account: accountId,
    time: eventTime(entry.Time?.getTime() ?? clock.now()),
    region,
    resources: entry.Resources ?? [],
    detail,
  };
}

export function scheduledEvent(
  ruleArn: string,
  at: number,
  { ids, region, accountId }: ServiceContext,
): Event {
  return {
    version: "0",
    id: ids.uuid(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: accountId,
    time: eventTime(at),
    region,
    resources: [ruleArn],
    detail: {},
  };
}

export function eventTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

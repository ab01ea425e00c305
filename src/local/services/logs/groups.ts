import type { Access, ServiceContext } from "../../kernel/service.ts";
import { groupNotFound, invalid, streamNotFound } from "./errors.ts";
import { policyOfAll } from "./resource-policies.ts";
import type { LogsState } from "./state.ts";
import type { Group } from "./storage/groups.ts";
import type { Stream } from "./storage/streams.ts";

const day = 24 * 60 * 60 * 1000;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** @throws WireError ResourceNotFoundException */
export function findGroup(state: LogsState, name: string | undefined): Group {
  const group = state.groups.find(name ?? "");
  if (group === null) throw groupNotFound();
  return group;
}

/** @throws WireError ResourceNotFoundException */
export function findStream(state: LogsState, group: Group, name: string | undefined): Stream {
  const stream = state.streams.find(group.id, name ?? "");
  if (stream === null) throw streamNotFound();
  return stream;
}

/** A group by name or ARN, as operations take it since there are cross-account groups. */
export function groupName(
  input: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
  context: ServiceContext,
): string {
  if (input.logGroupName !== undefined && input.logGroupIdentifier !== undefined)
    throw invalid("LogGroupName and LogGroupIdentifier cannot both be specified.");
  const given = input.logGroupName ?? input.logGroupIdentifier;
  if (given === undefined) throw invalid("Either LogGroupName or LogGroupIdentifier must be specified.");
  return nameOfArn(given, context);
}

export function nameOfArn(nameOrArn: string, context: ServiceContext): string {
  const prefix = arnOf("", context);
  return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length).replace(/:\*$/, "") : nameOrArn;
}

export function arnOf(name: string, { region, accountId }: ServiceContext): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
}

/** In policies a group is known by the ARN of its streams, even where no stream is meant. */
export function groupAccess(
  action: string,
  name: string | undefined,
  context: ServiceContext,
  stream = "",
): Access[] {
  const resource = `${arnOf(name ?? "", context)}:log-stream:${stream}`;
  return [{ action: `logs:${action}`, resource, resourcePolicy: policyOfAll(context.store) }];
}

/** @throws WireError InvalidParameterException */
export function checkGroupName(name: string): void {
  if (name.length < 1 || name.length > 512 || !/^[.\-_/#A-Za-z0-9]+$/.test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
}

/** @throws WireError InvalidParameterException */
export function checkStreamName(name: string): void {
  if (name.length < 1 || name.length > 512 || /[:*]/.test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
    );
  }
}

/** @throws WireError InvalidParameterException */
export function checkRetention(days: number): void {
  if (!retentions.includes(days)) {
    throw invalid(
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.join(", ")}]`,
    );
  }
}

/** Events before this moment are gone, whether swept already or not. Milliseconds since 1970. */
export function forgottenBefore(group: Group, now: number): number {
  return group.retentionDays === null ? 0 : now - group.retentionDays * day;
}

import type { TraceSummary } from "@aws-sdk/client-xray";
import type { Segment } from "./segment.ts";

/** What a trace's segments tell together. Times in seconds. */
export interface TraceFacts {
  readonly id: string;
  readonly root: Segment | null;
  readonly startTime: number;
  readonly endTime: number;
  readonly duration: number;
  readonly responseTime: number;
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  /** Something is still under way. */
  readonly partial: boolean;
  readonly services: readonly string[];
  readonly users: readonly string[];
  readonly annotations: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

/** @param segments at least one, all of one trace */
export function factsOf(segments: readonly Segment[]): TraceFacts {
  const ofServices = segments.filter(({ isSubsegment }) => !isSubsegment);
  const root = ofServices.find(({ parentId }) => parentId === null) ?? null;
  const startTime = Math.min(...segments.map((segment) => segment.startTime));
  const endTime = Math.max(...segments.map((segment) => segment.endTime ?? segment.startTime));
  const annotations = new Map<string, Set<string | number | boolean>>();
  for (const [name, value] of segments.flatMap((segment) => Object.entries(segment.annotations)))
    annotations.set(name, (annotations.get(name) ?? new Set()).add(value));
  return {
    id: segments[0]?.traceId ?? "",
    root,
    startTime,
    endTime,
    duration: endTime - startTime,
    responseTime: root === null ? endTime - startTime : (root.endTime ?? root.startTime) - root.startTime,
    fault: segments.some(({ fault }) => fault),
    error: segments.some(({ error }) => error),
    throttle: segments.some(({ throttle }) => throttle),
    partial: segments.some((segment) => segment.endTime === null),
    services: [...new Set(ofServices.map(({ name }) => name))],
    users: [...new Set(segments.flatMap(({ user }) => (user === null ? [] : [user])))],
    annotations: Object.fromEntries([...annotations].map(([name, values]) => [name, [...values]])),
  };
}

export function presentSummary(facts: TraceFacts, accountId: string): TraceSummary {
  const { root } = facts;
  const service = (Name: string) => ({
    Name,
    Names: [Name],
    AccountId: accountId,
    Type: root?.origin ?? undefined,
  });
  return {
    Id: facts.id,
    StartTime: new Date(facts.startTime * 1000),
    Duration: facts.duration,
    ResponseTime: facts.responseTime,
    HasFault: facts.fault,
    HasError: facts.error,
    HasThrottle: facts.throttle,
    IsPartial: facts.partial,
    Http: {
      HttpURL: root?.url ?? undefined,
      HttpStatus: root?.status ?? undefined,
      HttpMethod: root?.method ?? undefined,
      UserAgent: root?.userAgent ?? undefined,
      ClientIp: root?.clientIp ?? undefined,
    },
    Annotations: Object.fromEntries(
      Object.entries(facts.annotations).map(([name, values]) => [
        name,
        values.map((value) => ({
          AnnotationValue:
            typeof value === "number"
              ? { NumberValue: value }
              : typeof value === "boolean"
                ? { BooleanValue: value }
                : { StringValue: value },
        })),
      ]),
    ),
    Users: facts.users.map((UserName) => ({ UserName })),
    ServiceIds: facts.services.map(service),
    EntryPoint: root === null ? undefined : service(root.name),
    Revision: 1,
  };
}

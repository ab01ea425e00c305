import type { Caller, ResourceType, ServiceContext } from "../../kernel/service.ts";
import type { EventLog } from "./stack/events.ts";
import type { CloudFormationState } from "./state.ts";

/** What every part of the engine needs. */
export interface Engine {
  readonly state: CloudFormationState;
  readonly context: ServiceContext;
  readonly events: EventLog;
  readonly typeOf: (type: string) => ResourceType;
  /** Operations that run on after their call was answered, so that a shutdown can wait for them. */
  readonly running: Set<Promise<unknown>>;
  /** Ids of stacks whose update was cancelled. */
  readonly cancelled: Set<string>;
}

/** Who provisions: the role handed to CloudFormation, or the caller. */
export function deployingAs(caller: Caller, roleArn: string | null): Caller {
  if (roleArn === null) return caller;
  const name = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  return {
    ...caller,
    kind: "role",
    roleArn,
    arn: `arn:aws:sts::${caller.accountId}:assumed-role/${name}/AWSCloudFormation`,
    sessionPolicies: [],
    tags: {},
  };
}

import { asRole } from "../../kernel/callers.ts";
import type { Caller, ResourceType, ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import { validationError } from "./errors.ts";
import type { EventLog } from "./stack/events.ts";
import type { Intents } from "./stack/intents.ts";
import type { CloudFormationState } from "./state.ts";

/** What every part of the engine needs. */
export interface Engine {
  readonly state: CloudFormationState;
  readonly context: ServiceContext;
  readonly events: EventLog;
  readonly intents: Intents;
  readonly typeOf: (type: string) => ResourceType;
  /** Operations that run on after their call was answered, so that a shutdown can wait for them. */
  readonly running: Set<Promise<unknown>>;
  /** Ids of stacks whose update was cancelled. */
  readonly cancelled: Set<string>;
}

/**
 * Who provisions: the role handed to CloudFormation, whose trust policy is asked, or the caller.
 *
 * @throws WireError ValidationError where there is no such role, or it does not trust CloudFormation
 */
export async function deployingAs(
  { context }: Engine,
  caller: Caller,
  roleArn: string | null | undefined,
): Promise<Caller> {
  if (!roleArn) return caller;
  const source = `arn:aws:cloudformation:${context.region}:${context.accountId}:stack/*`;
  try {
    return await asRole(roleArn, "cloudformation.amazonaws.com", source, "AWSCloudFormation", context);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
  }
}

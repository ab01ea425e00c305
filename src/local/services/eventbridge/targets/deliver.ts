import type { Target } from "@aws-sdk/client-eventbridge";
import { asRole, asService } from "../../../kernel/callers.ts";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import type { WireError } from "../../../kernel/wire-error.ts";
import type { Event } from "../event.ts";

const principal = "events.amazonaws.com";

/** One event on its way from one rule to one target. */
export interface Work {
  readonly ruleArn: string;
  readonly target: Target;
  readonly event: Event;
  readonly input: string;
  /** Buses that the event came through, so that two that forward to each other do not go on for ever. */
  readonly through: readonly string[];
}

/**
 * Brings an event to its target.
 *
 * @param forward takes events into another bus
 * @throws WireError as the target answers
 */
export async function deliver(
  work: Work,
  context: ServiceContext,
  forward: (bus: string, event: Event, through: readonly string[]) => void,
): Promise<void> {
  const { target, input, ruleArn } = work;
  const arn = target.Arn ?? "";
  const caller = await callerFor(work, context);
  const [, , service = "", , , ...rest] = arn.split(":");
  switch (service) {
    case "lambda": {
      const Payload = Buffer.from(input);
      await context.call("lambda", "Invoke", { FunctionName: arn, InvocationType: "Event", Payload }, caller);
      return;
    }
    case "sqs": {
      const { MessageGroupId } = target.SqsParameters ?? {};
      const fifo =
        MessageGroupId === undefined ? {} : { MessageGroupId, MessageDeduplicationId: work.event.id };
      await context.call(
        "sqs",
        "SendMessage",
        { QueueUrl: queueUrl(arn), MessageBody: input, ...fifo },
        caller,
      );
      return;
    }
    case "sns":
      await context.call("sns", "Publish", { TopicArn: arn, Message: input }, caller);
      return;
    case "logs":
      await writeLog(rest.slice(1).join(":").replace(/:\*$/, ""), input, caller, context);
      return;
    default: {
      const bus = arn.slice(arn.lastIndexOf("/") + 1);
      if (!work.through.includes(ruleArn)) forward(bus, work.event, [...work.through, ruleArn]);
    }
  }
}

/** Tells the dead-letter queue what could not be delivered and why. */
export async function bury(
  { target, event, ruleArn }: Work,
  error: WireError,
  attempts: number,
  context: ServiceContext,
): Promise<void> {
  const queue = target.DeadLetterConfig?.Arn;
  if (queue === undefined) {
    context.log(`eventbridge: ${ruleArn} could not reach ${target.Arn}: ${error.code}: ${error.message}`);
    return;
  }
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const MessageAttributes = {
    RULE_ARN: text(ruleArn),
    TARGET_ARN: text(target.Arn ?? ""),
    ERROR_CODE: text(error.code),
    ERROR_MESSAGE: text(error.message || error.code),
    RETRY_ATTEMPTS: { DataType: "Number", StringValue: String(attempts - 1) },
  };
  const message = { QueueUrl: queueUrl(queue), MessageBody: JSON.stringify(event), MessageAttributes };
  await context.call("sqs", "SendMessage", message, asService(principal, ruleArn, context));
}

function callerFor({ target, ruleArn }: Work, context: ServiceContext): Promise<Caller> | Caller {
  if (target.RoleArn === undefined) return asService(principal, ruleArn, context);
  return asRole(target.RoleArn, principal, ruleArn, "EventBridge", context);
}

async function writeLog(
  group: string,
  message: string,
  caller: Caller,
  context: ServiceContext,
): Promise<void> {
  const logStreamName = context.ids.uuid();
  await context.call("logs", "CreateLogStream", { logGroupName: group, logStreamName }, caller);
  const logEvents = [{ timestamp: context.clock.now(), message }];
  await context.call("logs", "PutLogEvents", { logGroupName: group, logStreamName, logEvents }, caller);
}

/** Only the path of a queue's URL counts. */
function queueUrl(arn: string): string {
  const [, , , , account, name] = arn.split(":");
  return `/${account}/${name}`;
}

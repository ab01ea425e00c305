import type { Target } from "@aws-sdk/client-scheduler";
import { notSupportedHere } from "../../kernel/wire-error.ts";
import { validation } from "./errors.ts";

/** A call that a schedule makes: service and operation by this cloud's names, and the input. */
export interface TargetCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Names of services in universal targets, where this cloud calls them otherwise. */
const serviceNames: Readonly<Record<string, string>> = {
  cloudwatch: "cloudwatch",
  cloudwatchlogs: "logs",
  dynamodb: "dynamodb",
  eventbridge: "eventbridge",
  kms: "kms",
  lambda: "lambda",
  s3: "s3",
  scheduler: "scheduler",
  secretsmanager: "secrets-manager",
  sesv2: "ses",
  sns: "sns",
  sqs: "sqs",
  ssm: "ssm",
};

const understood = [
  "Arn",
  "DeadLetterConfig",
  "EventBridgeParameters",
  "Input",
  "RetryPolicy",
  "RoleArn",
  "SqsParameters",
];

/**
 * Turns a target and its input into the call it means: a templated target (a function, queue, topic or bus) or a
 * universal one (`arn:aws:scheduler:::aws-sdk:sqs:sendMessage`).
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html
 *
 * @param text the target's Input, placeholders filled in
 * @throws WireError where the target is wrong, or of a kind that this cloud does not reach
 */
export function callOf(target: Target, text: string): TargetCall {
  const arn = target.Arn ?? "";
  const [, , service = "", , account = "", ...rest] = arn.split(":");
  if (!arn.startsWith("arn:")) throw validation("Provided Arn is not in correct format.");
  const unknown = Object.entries(target).find(
    ([name, value]) => value !== undefined && !understood.includes(name),
  );
  if (unknown !== undefined) throw notSupportedHere(`${unknown[0]} of schedule targets`);
  if (service === "scheduler" && rest[0] === "aws-sdk") return universal(rest[1] ?? "", rest[2] ?? "", text);
  switch (service) {
    case "lambda": {
      const Payload = Buffer.from(text);
      return call("lambda", "Invoke", { FunctionName: arn, InvocationType: "Event", Payload });
    }
    case "sqs": {
      const { MessageGroupId } = target.SqsParameters ?? {};
      const group = MessageGroupId === undefined ? {} : { MessageGroupId };
      return call("sqs", "SendMessage", { QueueUrl: `/${account}/${rest[0]}`, MessageBody: text, ...group });
    }
    case "sns":
      return call("sns", "Publish", { TopicArn: arn, Message: text });
    case "events": {
      const { Source, DetailType } = target.EventBridgeParameters ?? {};
      if (Source === undefined || DetailType === undefined)
        throw validation("EventBridgeParameters must be provided for event buses.");
      return call("eventbridge", "PutEvents", {
        Entries: [{ EventBusName: arn, Source, DetailType, Detail: text }],
      });
    }
    default:
      throw notSupportedHere(`schedule targets such as ${arn}`);
  }
}

function universal(service: string, action: string, text: string): TargetCall {
  const name = serviceNames[service.toLowerCase()];
  if (name === undefined) throw notSupportedHere(`schedules that call ${service}`);
  if (/^(get|describe|list|poll|receive|search|scan|query|select|read|view|batchGet)/.test(action))
    throw validation(`The action ${action} is read-only: EventBridge Scheduler does not call it.`);
  const input = parse(text);
  // Inside the process, blobs are bytes.
  const bytes = name === "lambda" && typeof input["Payload"] === "string" && Buffer.from(input["Payload"]);
  return call(
    name,
    action.charAt(0).toUpperCase() + action.slice(1),
    bytes ? { ...input, Payload: bytes } : input,
  );
}

function call(service: string, operation: string, input: Record<string, unknown>): TargetCall {
  return { service, operation, input };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw validation("The input of a universal target must be a JSON object.");
}

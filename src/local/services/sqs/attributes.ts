import { invalidAttributeValue, invalidParameter, unknownAttribute } from "./errors.ts";
import { nameInArn } from "./queues.ts";
import { isFifo, type Queue, type SqsState } from "./state.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const ranges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  DelaySeconds: [0, 900],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};

const choices: Readonly<Record<string, readonly string[]>> = {
  ContentBasedDeduplication: ["true", "false"],
  DeduplicationScope: ["messageGroup", "queue"],
  FifoQueue: ["true"],
  FifoThroughputLimit: ["perQueue", "perMessageGroupId"],
  SqsManagedSseEnabled: ["true", "false"],
};

const fifoOnly = ["ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"];
/** Set to an empty text, these are taken away. */
const clearable = ["KmsMasterKeyId", "Policy", "RedriveAllowPolicy", "RedrivePolicy"];

export function defaultAttributes(fifo: boolean): Record<string, string> {
  return {
    DelaySeconds: "0",
    MaximumMessageSize: "1048576",
    MessageRetentionPeriod: "345600",
    ReceiveMessageWaitTimeSeconds: "0",
    VisibilityTimeout: "30",
    SqsManagedSseEnabled: "true",
    ...(fifo
      ? {
          FifoQueue: "true",
          ContentBasedDeduplication: "false",
          DeduplicationScope: "queue",
          FifoThroughputLimit: "perQueue",
        }
      : {}),
  };
}

/**
 * Puts given attributes over the existing ones.
 *
 * @param arn of the queue
 * @throws WireError InvalidAttributeName, InvalidAttributeValue
 */
export function withAttributes(
  existing: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string | undefined>>,
  arn: string,
  state: SqsState,
): Record<string, string> {
  const fifo = arn.endsWith(".fifo");
  const result = { ...existing };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    check(name, value, fifo, arn, state);
    if (value === "" && clearable.includes(name)) delete result[name];
    else result[name] = value;
  }
  if (given["KmsMasterKeyId"] && given["SqsManagedSseEnabled"] === "true") {
    throw invalidAttributeValue("SqsManagedSseEnabled");
  }
  if (given["KmsMasterKeyId"]) result["SqsManagedSseEnabled"] = "false";
  return result;
}

function check(name: string, value: string, fifo: boolean, arn: string, state: SqsState): void {
  const range = ranges[name];
  if (range !== undefined) {
    if (!/^\d+$/.test(value) || Number(value) < range[0] || Number(value) > range[1])
      throw invalidAttributeValue(name);
  } else if (choices[name] !== undefined) {
    if (!choices[name].includes(value)) throw invalidAttributeValue(name);
    if (fifoOnly.includes(name) && !fifo) throw unknownAttribute(name);
  } else if (!clearable.includes(name)) throw unknownAttribute(name);
  else if (value !== "" && name === "RedrivePolicy") checkRedrive(value, arn, state);
  else if (value !== "" && name !== "KmsMasterKeyId") checkJson(name, value);
}

/** Where messages go that nobody could handle, and after how many receives. */
export interface Redrive {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** @returns null where the queue has none */
export function redriveOf(queue: Queue): Redrive | null {
  const text = queue.attributes["RedrivePolicy"];
  if (text === undefined) return null;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as Record<string, unknown>;
  return { deadLetterTargetArn: String(deadLetterTargetArn), maxReceiveCount: Number(maxReceiveCount) };
}

function checkRedrive(text: string, arn: string, state: SqsState): void {
  const refuse = (reason: string) =>
    invalidParameter(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  const policy = checkJson("RedrivePolicy", text);
  const { deadLetterTargetArn, maxReceiveCount } = policy;
  if (deadLetterTargetArn === undefined || maxReceiveCount === undefined)
    throw refuse("Redrive policy must contain the parameters deadLetterTargetArn and maxReceiveCount.");
  if (!(Number(maxReceiveCount) >= 1 && Number(maxReceiveCount) <= 1000))
    throw refuse("Invalid value for maxReceiveCount. It must be between 1 and 1000.");
  const target = state.queues.get(nameInArn(String(deadLetterTargetArn)));
  if (target === undefined) throw refuse("Dead letter target does not exist.");
  if (isFifo(target) !== arn.endsWith(".fifo"))
    throw refuse("Dead-letter queue must be same type of queue as the source.");
  const allow = target.attributes["RedriveAllowPolicy"];
  if (allow === undefined) return;
  const { redrivePermission, sourceQueueArns } = JSON.parse(allow) as Record<string, unknown>;
  const listed = Array.isArray(sourceQueueArns) && sourceQueueArns.includes(arn);
  if (redrivePermission === "denyAll" || (redrivePermission === "byQueue" && !listed))
    throw refuse("Queue does not have permission to use this dead-letter queue.");
}

function checkJson(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw invalidAttributeValue(name);
}

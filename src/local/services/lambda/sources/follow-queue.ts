import type { Message } from "@aws-sdk/client-sqs";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { asLambda, queueUrl } from "../as-lambda.ts";
import { recordFilter } from "./filters.ts";
import { pause, unlessAborted } from "./pause.ts";
import type { Following } from "./sources.ts";

/** SQS gives at most this many messages at once. */
const mostReceived = 10;
/** AWS begins with five. */
const usualConcurrency = 5;
const waitSeconds = 20;
const retryAfter = 1000;

/**
 * Receives messages, invokes the function, deletes what it handled. What it did not handle shows up again after the
 * queue's visibility timeout, as on AWS.
 */
export async function followQueue(following: Following): Promise<void> {
  const { mapping, signal, context } = following;
  const underWay = new Set<Promise<void>>();
  const most = mapping.maximumConcurrency ?? usualConcurrency;
  const seat = new Seats(most, underWay);
  while (!signal.aborted) {
    try {
      const { caller } = await roleOf(following);
      const QueueUrl = await queueUrl(mapping.sourceArn, context);
      await seat.free();
      const messages = await gather(following, QueueUrl, caller);
      if (messages.length === 0) continue;
      const work = handle(following, QueueUrl, messages)
        .catch((error) => following.result(`PROBLEM: ${String(error)}`))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    } catch (error) {
      if (signal.aborted) break;
      following.result(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`);
      await pause(retryAfter, signal);
    }
  }
  await Promise.all(underWay);
}

/** As many batches at once as the mapping may have. */
class Seats {
  readonly #most: number;
  readonly #taken: ReadonlySet<Promise<void>>;

  constructor(most: number, taken: ReadonlySet<Promise<void>>) {
    this.#most = most;
    this.#taken = taken;
  }

  async free(): Promise<void> {
    while (this.#taken.size >= this.#most) await Promise.race(this.#taken);
  }
}

async function roleOf({ mapping, state, sessions }: Following) {
  const record = state.functions.get(mapping.functionName);
  if (record === undefined) throw new Error(`The function ${mapping.functionName} does not exist`);
  return sessions(record.name, record.latest.role);
}

/** Up to a batch, within the batching window. */
async function gather(
  { mapping, context, signal }: Following,
  QueueUrl: string,
  caller: Caller,
): Promise<Message[]> {
  const gathered: Message[] = [];
  let endsAt = Number.POSITIVE_INFINITY;
  while (gathered.length < mapping.batchSize && !signal.aborted) {
    const remaining = (endsAt - Date.now()) / 1000;
    if (remaining <= 0) break;
    const input = {
      QueueUrl,
      MaxNumberOfMessages: Math.min(mostReceived, mapping.batchSize - gathered.length),
      WaitTimeSeconds: Math.min(waitSeconds, Math.ceil(remaining)),
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    };
    const messages = await receive(input, caller, context, signal);
    gathered.push(...messages);
    if (gathered.length > 0 && mapping.windowSeconds === 0) break;
    if (gathered.length === messages.length && messages.length > 0)
      endsAt = Date.now() + mapping.windowSeconds * 1000;
    if (gathered.length === 0) break;
  }
  return gathered;
}

/** One call. What arrives when nobody waits for it any more is given back at once. */
async function receive(
  input: { readonly QueueUrl: string },
  caller: Caller,
  context: ServiceContext,
  signal: AbortSignal,
): Promise<Message[]> {
  const answer = context
    .call("sqs", "ReceiveMessage", input, caller)
    .then(({ Messages }) => (Messages ?? []) as Message[]);
  const messages = await unlessAborted(answer, signal);
  if (messages !== null) return messages;
  answer.then((late) => giveBack(input.QueueUrl, late, context)).catch(() => {});
  return [];
}

async function giveBack(
  QueueUrl: string,
  messages: readonly Message[],
  context: ServiceContext,
): Promise<void> {
  for (const { ReceiptHandle } of messages) {
    const input = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
    await context.call("sqs", "ChangeMessageVisibility", input, asLambda(context));
  }
}

async function handle(following: Following, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  const { mapping, context, deliver } = following;
  const passes = recordFilter(mapping.filters);
  const wanted = messages.filter((message) => passes(filterable(message)));
  // What the filter keeps out is done with.
  await remove(
    following,
    QueueUrl,
    messages.filter((message) => !wanted.includes(message)),
  );
  if (wanted.length === 0) return;
  const records = wanted.map((message) => recordOf(message, mapping.sourceArn, context.region));
  const delivery = await deliver(mapping, records);
  const failed = delivery?.failedItems ?? null;
  if (failed === null) return following.result("PROBLEM: Function call failed");
  // An unknown item means that the function's answer cannot be trusted: all of the batch comes again.
  const known = failed.every((id) => wanted.some(({ MessageId }) => MessageId === id));
  if (!known) return following.result("PROBLEM: Function call failed");
  await remove(
    following,
    QueueUrl,
    wanted.filter(({ MessageId = "" }) => !failed.includes(MessageId)),
  );
  following.result("OK");
}

async function remove(following: Following, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const { caller } = await roleOf(following);
  for (let at = 0; at < messages.length; at += mostReceived) {
    const Entries = messages
      .slice(at, at + mostReceived)
      .map(({ ReceiptHandle }, position) => ({ Id: String(position), ReceiptHandle }));
    await following.context.call("sqs", "DeleteMessageBatch", { QueueUrl, Entries }, caller);
  }
}

/** Filters look into a body that is JSON. */
function filterable(message: Message): object {
  return { ...lowerCased(message), body: parsed(message.Body ?? "") };
}

function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" ? value : body;
  } catch {
    return body;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
function recordOf(message: Message, eventSourceARN: string, awsRegion: string): object {
  return { ...lowerCased(message), eventSource: "aws:sqs", eventSourceARN, awsRegion };
}

function lowerCased(message: Message) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
        name,
        {
          ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
          ...(value.BinaryValue !== undefined && {
            binaryValue: Buffer.from(value.BinaryValue).toString("base64"),
          }),
          stringListValues: [],
          binaryListValues: [],
          dataType: value.DataType,
        },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes !== undefined && {
      md5OfMessageAttributes: message.MD5OfMessageAttributes,
    }),
  };
}

import { sendTo } from "../asynchronous/destinations.ts";
import { functionArn } from "../functions.ts";
import type { Delivery } from "./deliver.ts";
import { pause } from "./pause.ts";
import type { Following } from "./sources.ts";
import type { LambdaStreamRecord } from "./stream-record.ts";

type Condition = "RetryAttemptsExhausted" | "RecordAgeExceeded";

const shortestDelay = 100;
const longestDelay = 10_000;
/** A stream forgets its records after a day. */
const oldestSeconds = 24 * 60 * 60;

/**
 * Delivers records in their order until each is handled or given up: retries, split batches, reported items, age.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 *
 * @param done is told of the last record behind which nothing is left to do
 */
export async function deliverBatch(
  following: Following,
  shardId: string,
  records: readonly LambdaStreamRecord[],
  done: (last: LambdaStreamRecord) => void,
  attemptsBefore = 0,
): Promise<void> {
  const { mapping, signal, deliver } = following;
  const give = (
    part: readonly LambdaStreamRecord[],
    condition: Condition,
    last: Delivery | null,
    count: number,
  ) => giveUp(following, shardId, part, condition, last, count, done);
  let rest = records;
  let attempts = attemptsBefore;
  let delivery: Delivery | null = null;
  while (rest.length > 0 && !signal.aborted) {
    const old = rest.filter((record) => tooOld(record, following));
    if (old.length > 0) {
      await give(old, "RecordAgeExceeded", delivery, attempts);
      rest = rest.slice(old.length);
      continue;
    }
    const newest = rest.at(-1)?.dynamodb.ApproximateCreationDateTime ?? 0;
    following.age(Math.max(0, following.context.clock.now() - newest * 1000));
    delivery = await deliver(mapping, rest);
    // The cloud stops: its processes ended, not the records' turn.
    if (signal.aborted) return;
    if (delivery === null) {
      following.result("PROBLEM: Function call throttled");
      await pause(delayAfter(attempts + 3), signal);
      continue;
    }
    const failedAt = firstFailure(rest, delivery);
    if (failedAt === null) {
      following.result("OK");
      return done(rest.at(-1) as LambdaStreamRecord);
    }
    following.result("PROBLEM: Function call failed");
    const before = rest[failedAt - 1];
    if (before !== undefined) {
      done(before);
      rest = rest.slice(failedAt);
    }
    const [first, second] = mapping.bisect ? halves(rest) : [rest, []];
    if (second.length > 0) {
      await pause(delayAfter(attempts), signal);
      // Splitting a batch uses up no attempt.
      await deliverBatch(following, shardId, first, done, attempts);
      return deliverBatch(following, shardId, second, done, attempts);
    }
    attempts += 1;
    if (mapping.maximumRetryAttempts >= 0 && attempts > mapping.maximumRetryAttempts)
      return give(rest, "RetryAttemptsExhausted", delivery, attempts);
    await pause(delayAfter(attempts), signal);
  }
}

/** The position of the first record that was not handled; null: all were. */
function firstFailure(records: readonly LambdaStreamRecord[], { failedItems }: Delivery): number | null {
  if (failedItems === null) return 0;
  if (failedItems.length === 0) return null;
  const positions = failedItems.map((id) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id),
  );
  // An item that is none of the batch: nothing that the function says can be relied on.
  return Math.max(Math.min(...positions), 0);
}

function halves<T>(list: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

function tooOld({ dynamodb }: LambdaStreamRecord, { mapping, context }: Following): boolean {
  const limit = mapping.maximumRecordAge < 0 ? oldestSeconds : mapping.maximumRecordAge;
  return context.clock.now() / 1000 - dynamodb.ApproximateCreationDateTime > limit;
}

async function giveUp(
  { mapping, state, context, sessions }: Following,
  shardId: string,
  records: readonly LambdaStreamRecord[],
  condition: Condition,
  delivery: Delivery | null,
  attempts: number,
  done: (last: LambdaStreamRecord) => void,
): Promise<void> {
  const [first, last] = [records[0] as LambdaStreamRecord, records.at(-1) as LambdaStreamRecord];
  const record = state.functions.get(mapping.functionName);
  if (mapping.onFailure !== null && record !== undefined) {
    const { caller } = await sessions(record.name, record.latest.role);
    const arrival = (at: LambdaStreamRecord) =>
      new Date(at.dynamodb.ApproximateCreationDateTime * 1000).toISOString();
    const message = {
      requestContext: {
        requestId: delivery?.requestId ?? context.ids.uuid(),
        functionArn: functionArn(mapping.functionName, mapping.qualifier, context),
        condition,
        approximateInvokeCount: attempts,
      },
      ...(delivery !== null && {
        responseContext: {
          statusCode: 200,
          executedVersion: record.latest.version,
          functionError: "Unhandled",
        },
      }),
      version: "1.0",
      timestamp: new Date(context.clock.now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: first.dynamodb.SequenceNumber,
        endSequenceNumber: last.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: arrival(first),
        approximateArrivalOfLastRecord: arrival(last),
        batchSize: records.length,
        streamArn: mapping.sourceArn,
      },
    };
    await sendTo(mapping.onFailure, message, "Lambda Stream Batch Failure", caller, context).catch((error) =>
      context.log(`lambda: ${mapping.onFailure} did not take a failed batch: ${String(error)}`),
    );
  }
  done(last);
}

function delayAfter(attempts: number): number {
  return Math.min(shortestDelay * 2 ** attempts, longestDelay);
}

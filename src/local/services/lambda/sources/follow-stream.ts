import type { DescribeStreamOutput, GetRecordsOutput, Shard } from "@aws-sdk/client-dynamodb-streams";
import { WireError } from "../../../kernel/wire-error.ts";
import { keyOf } from "../state.ts";
import { deliverBatch } from "./deliver-batch.ts";
import { recordFilter } from "./filters.ts";
import { pause } from "./pause.ts";
import type { Following } from "./sources.ts";
import { type LambdaStreamRecord, lambdaRecord } from "./stream-record.ts";

/** AWS asks each shard four times a second. */
const askEvery = 100;
const shardsEvery = 10_000;
const retryAfter = 1000;

/** Reads the shards of a DynamoDB stream, each in its order, parents before children. */
export async function followStream(following: Following): Promise<void> {
  const { signal } = following;
  const shards = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      for (const shard of await describe(following)) {
        const id = shard.ShardId ?? "";
        if (shards.has(id)) continue;
        const parent = shards.get(shard.ParentShardId ?? "") ?? Promise.resolve();
        shards.set(
          id,
          parent.then(() => followShard(following, id)),
        );
      }
      await pause(shardsEvery, signal);
    } catch (error) {
      if (signal.aborted) break;
      following.result(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`);
      await pause(retryAfter, signal);
    }
  }
  await Promise.all(shards.values());
}

async function describe(following: Following): Promise<Shard[]> {
  const StreamArn = following.mapping.sourceArn;
  const answer = (await asRole(following, "DescribeStream", { StreamArn })) as Partial<DescribeStreamOutput>;
  return answer.StreamDescription?.Shards ?? [];
}

async function followShard(following: Following, shardId: string): Promise<void> {
  const { mapping, signal } = following;
  const passes = recordFilter(mapping.filters);
  let iterator: string | undefined;
  let held: LambdaStreamRecord[] = [];
  let heldSince = 0;
  while (!signal.aborted) {
    try {
      iterator ??= await openShard(following, shardId);
      const answer = (await asRole(following, "GetRecords", {
        ShardIterator: iterator,
        Limit: Math.min(1000, Math.max(mapping.batchSize - held.length, 1)),
      })) as Partial<GetRecordsOutput>;
      const records = (answer.Records ?? []).map((record) => lambdaRecord(record, mapping.sourceArn));
      const wanted = records.filter(passes);
      if (wanted.length === 0 && held.length === 0) checkpoint(following, shardId, records.at(-1));
      if (held.length === 0) heldSince = Date.now();
      held.push(...wanted);
      const full = held.length >= mapping.batchSize;
      const due = Date.now() - heldSince >= mapping.windowSeconds * 1000;
      if (held.length > 0 && (full || due)) {
        await deliverBatch(following, shardId, held, (last) => checkpoint(following, shardId, last));
        held = [];
      }
      iterator = answer.NextShardIterator;
      // A shard that is closed has been read to its end.
      if (iterator === undefined) return;
      if (!full) await pause(askEvery, signal);
    } catch (error) {
      if (signal.aborted) return;
      following.result(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`);
      iterator = undefined;
      held = [];
      await pause(retryAfter, signal);
    }
  }
}

function checkpoint({ state, mapping, signal }: Following, shardId: string, last?: LambdaStreamRecord): void {
  if (last === undefined || signal.aborted) return;
  state.positions.put(keyOf(mapping.id, shardId), { sequenceNumber: last.dynamodb.SequenceNumber });
}

async function openShard(following: Following, ShardId: string): Promise<string | undefined> {
  const { mapping, state } = following;
  const position = state.positions.get(keyOf(mapping.id, ShardId));
  const start =
    position === undefined
      ? { ShardIteratorType: mapping.startingPosition ?? "TRIM_HORIZON" }
      : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: position.sequenceNumber };
  try {
    return await openAt(following, ShardId, start);
  } catch (error) {
    // What was read last is older than the stream remembers: its oldest record is next.
    if (!(error instanceof WireError && error.code === "TrimmedDataAccessException")) throw error;
    return openAt(following, ShardId, { ShardIteratorType: "TRIM_HORIZON" });
  }
}

async function openAt(following: Following, ShardId: string, start: object): Promise<string | undefined> {
  const StreamArn = following.mapping.sourceArn;
  const answer = await asRole(following, "GetShardIterator", { StreamArn, ShardId, ...start });
  return answer["ShardIterator"] as string | undefined;
}

/** Streams are read with the function's own permissions. */
async function asRole(
  { mapping, state, sessions, context }: Following,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const record = state.functions.get(mapping.functionName);
  if (record === undefined) throw new Error(`The function ${mapping.functionName} does not exist`);
  const { caller } = await sessions(record.name, record.latest.role);
  return context.call("dynamodb", operation, input, caller);
}

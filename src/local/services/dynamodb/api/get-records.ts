import type { _Record, GetRecordsInput, GetRecordsOutput } from "@aws-sdk/client-dynamodb-streams";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { constraint } from "../errors.ts";
import { failed } from "../items/constraints.ts";
import type { ChangeRecord } from "../storage/stream-log.ts";
import { findStream, sequenceNumber } from "../streams/find-stream.ts";
import { readIterator, writeIterator } from "../streams/shard-iterator.ts";
import type { StreamView } from "../tables/table.ts";
import { itemSize } from "../values/size.ts";

const most = 1_000;
const largestAnswer = 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords = (engine: Engine): Operation<GetRecordsInput, GetRecordsOutput> => ({
  access: ({ ShardIterator = "" }) => [
    { action: "dynamodb:GetRecords", resource: ShardIterator.split("|")[0] ?? "" },
  ],

  handle(input) {
    const limit = input.Limit ?? most;
    if (limit < 1 || limit > most) {
      throw constraint(
        failed(
          "limit",
          limit,
          limit < 1
            ? "Member must have value greater than or equal to 1"
            : `Member must have value less than or equal to ${most}`,
        ),
      );
    }
    const { state, context } = engine;
    const now = state.clock.now();
    const { arn, after } = readIterator(input.ShardIterator ?? "", now);
    const stream = findStream(engine, arn);
    const newest = state.log.newest(stream.number);
    // Most who ask are waiting: nothing new is known without reading.
    const records = newest > after ? firstMegabyte(state.log.after(stream.number, after, limit)) : [];
    const seen = records.at(-1)?.sequence ?? after;
    const ended = stream.endedAt !== null && seen >= newest;
    return {
      Records: records.map((record) => present(record, stream.view, context.region)),
      ...(!ended && { NextShardIterator: writeIterator({ arn, after: seen }, now) }),
    };
  },
});

function firstMegabyte(records: readonly ChangeRecord[]): ChangeRecord[] {
  let bytes = 0;
  return records.filter((record) => {
    const fits = bytes < largestAnswer;
    bytes += sizeOf(record);
    return fits;
  });
}

function sizeOf({ keys, before, after }: ChangeRecord): number {
  return itemSize(keys) + itemSize(before ?? {}) + itemSize(after ?? {});
}

function present(record: ChangeRecord, view: StreamView, region: string): _Record {
  const { sequence, kind, at, keys, before, after, expired } = record;
  return {
    eventID: sequence.toString(16).padStart(32, "0"),
    eventName: kind,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: new Date(Math.floor(at / 1000) * 1000),
      Keys: keys as NonNullable<_Record["dynamodb"]>["Keys"] & object,
      ...(after !== null && { NewImage: after as NonNullable<_Record["dynamodb"]>["NewImage"] & object }),
      ...(before !== null && { OldImage: before as NonNullable<_Record["dynamodb"]>["OldImage"] & object }),
      SequenceNumber: sequenceNumber(sequence),
      SizeBytes: sizeOf(record),
      StreamViewType: view,
    },
    ...(expired && { userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" } }),
  };
}

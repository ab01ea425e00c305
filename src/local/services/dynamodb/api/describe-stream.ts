import type { DescribeStreamInput, DescribeStreamOutput } from "@aws-sdk/client-dynamodb-streams";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { findStream, sequenceNumber, shardId } from "../streams/find-stream.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream = (engine: Engine): Operation<DescribeStreamInput, DescribeStreamOutput> => ({
  access: ({ StreamArn }) => [{ action: "dynamodb:DescribeStream", resource: StreamArn ?? "" }],

  handle(input) {
    const stream = findStream(engine, input.StreamArn);
    const shard = {
      ShardId: shardId(stream),
      SequenceNumberRange: {
        StartingSequenceNumber: sequenceNumber(engine.state.log.oldest(stream.number) ?? 0),
        ...(stream.endedAt !== null && {
          EndingSequenceNumber: sequenceNumber(engine.state.log.newest(stream.number)),
        }),
      },
    };
    const seen = input.ExclusiveStartShardId === shard.ShardId;
    return {
      StreamDescription: {
        StreamArn: stream.arn,
        StreamLabel: stream.label,
        StreamStatus: stream.endedAt === null ? "ENABLED" : "DISABLED",
        StreamViewType: stream.view,
        CreationRequestDateTime: new Date(stream.createdAt),
        TableName: stream.tableName,
        KeySchema: [...stream.keySchema],
        Shards: seen ? [] : [shard],
      },
    };
  },
});

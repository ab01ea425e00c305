import type { GetShardIteratorInput, GetShardIteratorOutput } from "@aws-sdk/client-dynamodb-streams";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { constraint, resourceNotFound, validation } from "../errors.ts";
import { failed } from "../items/constraints.ts";
import type { StreamRecord } from "../state.ts";
import { findStream, readSequenceNumber, shardId } from "../streams/find-stream.ts";
import { writeIterator } from "../streams/shard-iterator.ts";

const types = ["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST"];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator = (
  engine: Engine,
): Operation<GetShardIteratorInput, GetShardIteratorOutput> => ({
  access: ({ StreamArn }) => [{ action: "dynamodb:GetShardIterator", resource: StreamArn ?? "" }],

  handle(input) {
    const type = input.ShardIteratorType ?? "";
    if (!types.includes(type)) {
      throw constraint(
        failed("shardIteratorType", type, `Member must satisfy enum value set: [${types.join(", ")}]`),
      );
    }
    const stream = findStream(engine, input.StreamArn);
    if (input.ShardId !== shardId(stream)) {
      throw resourceNotFound(`Shard ${input.ShardId} in Stream ${input.StreamArn} not found`);
    }
    const after = start(engine, stream, input);
    const now = engine.state.clock.now();
    return { ShardIterator: writeIterator({ arn: stream.arn, after }, now) };
  },
});

function start(engine: Engine, stream: StreamRecord, input: GetShardIteratorInput): number {
  if (input.ShardIteratorType === "TRIM_HORIZON") return 0;
  if (input.ShardIteratorType === "LATEST") return engine.state.log.newest(stream.number);
  const sequence = readSequenceNumber(input.SequenceNumber ?? "");
  if (sequence === null) {
    throw validation(
      input.SequenceNumber === undefined
        ? `SequenceNumber is required for ShardIteratorType ${input.ShardIteratorType}`
        : `Invalid SequenceNumber: ${input.SequenceNumber}`,
    );
  }
  return input.ShardIteratorType === "AT_SEQUENCE_NUMBER" ? sequence - 1 : sequence;
}

import type { ListStreamsInput, ListStreamsOutput } from "@aws-sdk/client-dynamodb-streams";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { tableName } from "../items/find-table.ts";

const most = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams = ({ state }: Engine): Operation<ListStreamsInput, ListStreamsOutput> => ({
  access: () => [{ action: "dynamodb:ListStreams", resource: "*" }],

  handle(input) {
    const limit = Math.min(input.Limit ?? most, most);
    const wanted = input.TableName === undefined ? null : tableName(input.TableName);
    const all = state.streams
      .list({ after: input.ExclusiveStartStreamArn ?? "" })
      .filter(({ value }) => wanted === null || value.tableName === wanted);
    const page = all.slice(0, limit);
    return {
      Streams: page.map(({ value }) => ({
        StreamArn: value.arn,
        TableName: value.tableName,
        StreamLabel: value.label,
      })),
      ...(all.length > limit && { LastEvaluatedStreamArn: page.at(-1)?.key as string }),
    };
  },
});

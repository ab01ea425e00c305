import type {
  ListTagsOfResourceInput,
  ListTagsOfResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-dynamodb";
import type { Access, Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { resourceNotFound, validation } from "../errors.ts";
import { readTags } from "../tables/read-settings.ts";
import { type Table, tableArn } from "../tables/table.ts";

const mostTags = 50;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource = (engine: Engine): Operation<TagResourceInput> => ({
  access: (input) => [access("TagResource", input)],

  handle(input) {
    const table = find(engine, input.ResourceArn);
    if ((input.Tags ?? []).length === 0) {
      throw validation("Atleast one Tag needs to be provided as Input.");
    }
    const tags = { ...table.tags, ...readTags(input.Tags) };
    if (Object.keys(tags).length > mostTags) {
      throw validation(`Number of tags exceeds the current limit for the given ResourceArn`);
    }
    engine.state.change({ ...table, tags });
    return {};
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource = (engine: Engine): Operation<UntagResourceInput> => ({
  access: (input) => [access("UntagResource", input)],

  handle(input) {
    const table = find(engine, input.ResourceArn);
    if ((input.TagKeys ?? []).length === 0) {
      throw validation("Atleast one Tag Key needs to be provided as Input.");
    }
    const kept = Object.entries(table.tags).filter(([key]) => !input.TagKeys?.includes(key));
    engine.state.change({ ...table, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource = (
  engine: Engine,
): Operation<ListTagsOfResourceInput, ListTagsOfResourceOutput> => ({
  access: (input) => [access("ListTagsOfResource", input)],

  handle: (input) => ({
    Tags: Object.entries(find(engine, input.ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});

function access(action: string, { ResourceArn }: { ResourceArn: string | undefined }): Access {
  return { action: `dynamodb:${action}`, resource: ResourceArn ?? "" };
}

function find({ state, context }: Engine, arn: string | undefined): Table {
  const name = /^arn:aws[a-z-]*:dynamodb:[^:]+:\d{12}:table\/([^/]+)$/.exec(arn ?? "")?.[1];
  if (name === undefined) throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  const found = arn === tableArn(name, context.region, context.accountId) ? state.find(name) : undefined;
  if (found === undefined) throw resourceNotFound(`ResourcArn: ${arn} not found`);
  return found.table;
}

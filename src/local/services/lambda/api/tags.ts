import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-lambda";
import type { Access, Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { notFound } from "../errors.ts";
import { findFunction, readReference } from "../functions.ts";

type Tags = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const tagResource = (engine: Engine): Operation<TagResourceRequest> => ({
  access: (input) => access("TagResource", input.Resource),

  handle(input) {
    change(engine, input.Resource, (tags) => ({ ...tags, ...input.Tags }));
    return {};
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const untagResource = (engine: Engine): Operation<UntagResourceRequest> => ({
  access: (input) => access("UntagResource", input.Resource),

  handle(input) {
    change(engine, input.Resource, (tags) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !(input.TagKeys ?? []).includes(key))),
    );
    return {};
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const listTags = (engine: Engine): Operation<ListTagsRequest, ListTagsResponse> => ({
  access: (input) => access("ListTags", input.Resource),
  handle: (input) => ({ Tags: { ...change(engine, input.Resource, (tags) => tags) } }),
});

function access(action: string, resource: string | undefined): Access[] {
  return [{ action: `lambda:${action}`, resource: resource ?? "*" }];
}

/** Functions and event source mappings have tags. */
function change({ state, context }: Engine, arn: string | undefined, edit: (tags: Tags) => Tags): Tags {
  const id = /:event-source-mapping:(.+)$/.exec(arn ?? "")?.[1];
  if (id !== undefined) {
    const mapping = state.mappings.get(id);
    if (mapping === undefined) throw notFound("The resource you requested does not exist.");
    const tags = edit(mapping.tags);
    state.mappings.put(id, { ...mapping, tags });
    return tags;
  }
  const record = findFunction(state, readReference(arn).name, context);
  const tags = edit(record.tags);
  state.functions.put(record.name, { ...record, tags });
  return tags;
}

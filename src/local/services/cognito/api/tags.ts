import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Access, Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { findPool } from "../pools/find.ts";
import type { UserPool } from "../state.ts";

type ByArn = { readonly ResourceArn?: string | undefined };

const onArn =
  (action: string) =>
  (input: ByArn): Access[] => [{ action: `cognito-idp:${action}`, resource: input.ResourceArn ?? "" }];

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TagResource.html */
export const tagResource = (engine: Engine): Operation<TagResourceRequest> => ({
  access: onArn("TagResource"),
  handle(input) {
    const pool = poolOf(engine, input);
    engine.state.pools.put(pool.id, { ...pool, tags: { ...pool.tags, ...input.Tags } });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UntagResource.html */
export const untagResource = (engine: Engine): Operation<UntagResourceRequest> => ({
  access: onArn("UntagResource"),
  handle(input) {
    const pool = poolOf(engine, input);
    const tags = Object.entries(pool.tags).filter(([key]) => !(input.TagKeys ?? []).includes(key));
    engine.state.pools.put(pool.id, { ...pool, tags: Object.fromEntries(tags) });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  engine: Engine,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: onArn("ListTagsForResource"),
  handle: (input) => ({ Tags: { ...poolOf(engine, input).tags } }),
});

function poolOf(engine: Engine, { ResourceArn: arn = "" }: ByArn): UserPool {
  return findPool(engine, arn.slice(arn.indexOf("/") + 1));
}

import type {
  ListTagsForResourceInput,
  ListTagsForResourceResponse,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-cognito-identity";
import type { Access, Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { findPool } from "../pools/find-pool.ts";
import type { IdentityPool } from "../state.ts";

type ByArn = { readonly ResourceArn?: string | undefined };

const onArn =
  (action: string) =>
  (input: ByArn): Access[] => [{ action: `cognito-identity:${action}`, resource: input.ResourceArn ?? "" }];

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_TagResource.html */
export const tagResource = (engine: Engine): Operation<TagResourceInput> => ({
  access: onArn("TagResource"),
  handle(input) {
    const pool = poolOf(engine, input);
    engine.state.pools.put(pool.id, { ...pool, tags: { ...pool.tags, ...input.Tags } });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UntagResource.html */
export const untagResource = (engine: Engine): Operation<UntagResourceInput> => ({
  access: onArn("UntagResource"),
  handle(input) {
    const pool = poolOf(engine, input);
    const tags = Object.entries(pool.tags).filter(([key]) => !(input.TagKeys ?? []).includes(key));
    engine.state.pools.put(pool.id, { ...pool, tags: Object.fromEntries(tags) });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  engine: Engine,
): Operation<ListTagsForResourceInput, ListTagsForResourceResponse> => ({
  access: onArn("ListTagsForResource"),
  handle: (input) => ({ Tags: { ...poolOf(engine, input).tags } }),
});

function poolOf(engine: Engine, { ResourceArn: arn = "" }: ByArn): IdentityPool {
  return findPool(engine, arn.slice(arn.indexOf("/") + 1));
}

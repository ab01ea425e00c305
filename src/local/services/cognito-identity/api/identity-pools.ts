import type {
  CreateIdentityPoolInput,
  DeleteIdentityPoolInput,
  DescribeIdentityPoolInput,
  ListIdentityPoolsInput,
  ListIdentityPoolsResponse,
  IdentityPool as PresentedPool,
} from "@aws-sdk/client-cognito-identity";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { findPool } from "../pools/find-pool.ts";
import { pageOf } from "../pools/page.ts";
import { presentPool } from "../pools/present-pool.ts";
import { readSettings } from "../pools/read-settings.ts";
import type { IdentityPool } from "../state.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const createIdentityPool = (engine: Engine): Operation<CreateIdentityPoolInput, PresentedPool> => ({
  access: () => [{ action: "cognito-identity:CreateIdentityPool", resource: "*" }],
  handle(input) {
    const { state, context } = engine;
    const pool: IdentityPool = {
      id: `${context.region}:${context.ids.uuid()}`,
      settings: readSettings(input),
      tags: input.IdentityPoolTags ?? {},
      roles: {},
      roleMappings: {},
      principalTags: {},
      createdAt: context.clock.now(),
    };
    state.pools.put(pool.id, pool);
    return presentPool(pool);
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const describeIdentityPool = (
  engine: Engine,
): Operation<DescribeIdentityPoolInput, PresentedPool> => ({
  access: onPool(engine, "DescribeIdentityPool"),
  handle: (input) => presentPool(findPool(engine, input.IdentityPoolId)),
});

/**
 * Takes the whole pool as it shall be: what a request leaves out is gone.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
 */
export const updateIdentityPool = (engine: Engine): Operation<PresentedPool, PresentedPool> => ({
  access: onPool(engine, "UpdateIdentityPool"),
  handle(input) {
    const pool = findPool(engine, input.IdentityPoolId);
    const changed: IdentityPool = {
      ...pool,
      settings: readSettings(input),
      tags: input.IdentityPoolTags ?? pool.tags,
    };
    engine.state.pools.put(pool.id, changed);
    return presentPool(changed);
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html */
export const deleteIdentityPool = (engine: Engine): Operation<DeleteIdentityPoolInput> => ({
  access: onPool(engine, "DeleteIdentityPool"),
  handle(input) {
    const { state, context } = engine;
    const pool = findPool(engine, input.IdentityPoolId);
    context.store.transaction(() => {
      for (const { key, value } of state.identities.list())
        if (value.poolId === pool.id) state.identities.delete(key);
      for (const { key } of state.logins.list({ prefix: `${pool.id}/` })) state.logins.delete(key);
      state.pools.delete(pool.id);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools = (
  engine: Engine,
): Operation<ListIdentityPoolsInput, ListIdentityPoolsResponse> => ({
  access: () => [{ action: "cognito-identity:ListIdentityPools", resource: "*" }],
  handle(input) {
    const { items, next } = pageOf(engine.state.pools.list(), input.NextToken, input.MaxResults ?? 60);
    return {
      IdentityPools: items.map(({ id, settings }) => ({
        IdentityPoolId: id,
        IdentityPoolName: settings.IdentityPoolName,
      })),
      ...(next !== undefined && { NextToken: next }),
    };
  },
});

import type {
  DeleteIdentitiesInput,
  DeleteIdentitiesResponse,
  DescribeIdentityInput,
  IdentityDescription,
  ListIdentitiesInput,
  ListIdentitiesResponse,
  UnlinkIdentityInput,
} from "@aws-sdk/client-cognito-identity";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { otherLogins } from "../errors.ts";
import { findIdentity, identityWith, loginKey } from "../logins/identity-of.ts";
import { verifyLogins } from "../logins/verify-logins.ts";
import { findPool } from "../pools/find-pool.ts";
import { pageOf } from "../pools/page.ts";
import type { Identity } from "../state.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity = (engine: Engine): Operation<DescribeIdentityInput, IdentityDescription> => ({
  access: () => [{ action: "cognito-identity:DescribeIdentity", resource: "*" }],
  handle: (input) => present(findIdentity(engine, input.IdentityId)),
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities = (engine: Engine): Operation<ListIdentitiesInput, ListIdentitiesResponse> => ({
  access: onPool(engine, "ListIdentities"),
  handle(input) {
    const pool = findPool(engine, input.IdentityPoolId);
    const all = engine.state.identities
      .list()
      .filter(({ value }) => value.poolId === pool.id && !(input.HideDisabled === true && value.disabled));
    const { items, next } = pageOf(all, input.NextToken, input.MaxResults ?? 60);
    return {
      IdentityPoolId: pool.id,
      Identities: items.map(present),
      ...(next !== undefined && { NextToken: next }),
    };
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html */
export const deleteIdentities = (
  engine: Engine,
): Operation<DeleteIdentitiesInput, DeleteIdentitiesResponse> => ({
  access: () => [{ action: "cognito-identity:DeleteIdentities", resource: "*" }],
  handle(input) {
    const { state, context } = engine;
    context.store.transaction(() => {
      for (const id of input.IdentityIdsToDelete ?? []) {
        const identity = state.identities.get(id);
        if (identity === undefined) continue;
        for (const [provider, subject] of Object.entries(identity.logins))
          state.logins.delete(loginKey(identity.poolId, provider, subject));
        state.identities.delete(id);
      }
    });
    return { UnprocessedIdentityIds: [] };
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html */
export const unlinkIdentity = (engine: Engine): Operation<UnlinkIdentityInput> => ({
  access: "anonymous",
  async handle(input) {
    const { state, context } = engine;
    const found = findIdentity(engine, input.IdentityId);
    const pool = findPool(engine, found.poolId);
    const logins = await verifyLogins(engine, pool, input.Logins);
    if (logins.length === 0) throw otherLogins();
    const identity = identityWith(engine, pool, found, logins);
    const gone = (input.LoginsToRemove ?? []).filter((provider) => provider in identity.logins);
    context.store.transaction(() => {
      for (const provider of gone)
        state.logins.delete(loginKey(pool.id, provider, identity.logins[provider] ?? ""));
      const kept = Object.entries(identity.logins).filter(([provider]) => !gone.includes(provider));
      // "Unlinking an identity's last login makes it inaccessible."
      state.identities.put(identity.id, {
        ...identity,
        logins: Object.fromEntries(kept),
        disabled: kept.length === 0,
        modifiedAt: context.clock.now(),
      });
    });
    return {};
  },
});

function present({ id, logins, createdAt, modifiedAt }: Identity): IdentityDescription {
  return {
    IdentityId: id,
    ...(Object.keys(logins).length > 0 && { Logins: Object.keys(logins) }),
    CreationDate: new Date(createdAt),
    LastModifiedDate: new Date(modifiedAt),
  };
}

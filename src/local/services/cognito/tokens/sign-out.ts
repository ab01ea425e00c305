import type { Engine } from "../engine.ts";
import type { Grant, User, UserPool } from "../state.ts";
import { saveUser } from "../users/directory.ts";
import { grantKey } from "./grant-key.ts";

/** Ends everything that all of a user's sign-ins gave, except what looks at signatures only. */
export function signOutEverywhere(engine: Engine, pool: UserPool, user: User): void {
  const { state, context } = engine;
  context.store.transaction(() => {
    for (const { value } of state.grants.list({ prefix: `${pool.id}/${user.username}/` }))
      revoke(engine, value);
    saveUser(engine, pool, { ...user, signedOutAt: context.clock.now() });
  });
}

/** Ends one sign-in. */
export function revoke({ state }: Engine, grant: Grant): void {
  state.grants.put(grantKey(grant), { ...grant, revoked: true });
}

import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { identityNotFound, noGuests, notAuthorized, otherLogins } from "../errors.ts";
import type { Identity, IdentityPool } from "../state.ts";
import type { Login } from "./verify-logins.ts";

/**
 * The identity of whoever holds the logins, made where there is none yet. Without logins always a new guest.
 *
 * @throws WireError NotAuthorizedException, ResourceConflictException
 */
export function identityFor(engine: Engine, pool: IdentityPool, logins: readonly Login[]): Identity {
  if (logins.length === 0) {
    if (!pool.settings.AllowUnauthenticatedIdentities) throw noGuests();
    return save(engine, newIdentity(engine, pool));
  }
  return engine.context.store.transaction(() => {
    const known = logins.flatMap((login) => ownerOf(engine, pool, login) ?? [])[0];
    return link(engine, pool, known ?? newIdentity(engine, pool), logins);
  });
}

/**
 * An identity with what its holder proves now. Logins that nobody has are linked to it; a guest whose login belongs to
 * somebody becomes them, and the guest's identity is disabled.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html#authentication-flow-operations
 *
 * @throws WireError NotAuthorizedException, ResourceConflictException
 */
export function identityWith(
  engine: Engine,
  pool: IdentityPool,
  identity: Identity,
  logins: readonly Login[],
): Identity {
  if (identity.disabled) throw forbidden(identity);
  const isGuest = Object.keys(identity.logins).length === 0;
  if (logins.length === 0) {
    if (!isGuest) throw forbidden(identity);
    if (!pool.settings.AllowUnauthenticatedIdentities) throw noGuests();
    return identity;
  }
  if (!isGuest && !logins.some(({ provider, subject }) => identity.logins[provider] === subject))
    throw otherLogins();
  return engine.context.store.transaction(() => {
    const owners = logins.flatMap((login) => ownerOf(engine, pool, login) ?? []);
    const parent = isGuest ? (owners[0] ?? identity) : identity;
    for (const merged of [identity, ...owners].filter(({ id }) => id !== parent.id))
      save(engine, { ...merged, logins: {}, disabled: true });
    return link(engine, pool, parent, logins);
  });
}

/** @throws WireError ResourceNotFoundException */
export function findIdentity({ state }: Engine, id = ""): Identity {
  const identity = state.identities.get(id);
  if (identity === undefined) throw identityNotFound(id);
  return identity;
}

export function loginKey(poolId: string, provider: string, subject: string): string {
  return `${poolId}/${provider}/${subject}`;
}

function newIdentity({ context }: Engine, pool: IdentityPool): Identity {
  const now = context.clock.now();
  return {
    id: `${context.region}:${context.ids.uuid()}`,
    poolId: pool.id,
    logins: {},
    disabled: false,
    createdAt: now,
    modifiedAt: now,
  };
}

function ownerOf({ state }: Engine, pool: IdentityPool, { provider, subject }: Login): Identity | undefined {
  const id = state.logins.get(loginKey(pool.id, provider, subject));
  return id === undefined ? undefined : state.identities.get(id);
}

function link(engine: Engine, pool: IdentityPool, identity: Identity, logins: readonly Login[]): Identity {
  let linked = identity;
  for (const { provider, subject } of logins) {
    const already = linked.logins[provider];
    if (already !== undefined && already !== subject)
      throw new WireError(
        "ResourceConflictException",
        `Logins of ${provider} are already linked to the identity ${identity.id}.`,
      );
    engine.state.logins.put(loginKey(pool.id, provider, subject), identity.id);
    linked = { ...linked, logins: { ...linked.logins, [provider]: subject } };
  }
  return save(engine, linked);
}

function save({ state, context }: Engine, identity: Identity): Identity {
  const saved = { ...identity, modifiedAt: context.clock.now() };
  state.identities.put(saved.id, saved);
  return saved;
}

function forbidden({ id }: Identity): WireError {
  return notAuthorized(`Access to Identity '${id}' is forbidden.`);
}

import type { Engine } from "../engine.ts";
import { aliasExists, userNotFound, usernameExists } from "../errors.ts";
import { comparable, usesAddresses } from "../pools/settings.ts";
import type { User, UserPool } from "../state.ts";

/** @returns undefined where neither a username, a sub nor an alias is so called */
export function lookUp({ state }: Engine, pool: UserPool, name: string): User | undefined {
  const direct = state.users.get(userKey(pool, name));
  if (direct !== undefined) return direct;
  const candidates = [`sub:${name}`, `email:${comparable(pool, name)}`, `phone_number:${name}`];
  candidates.push(`preferred_username:${comparable(pool, name)}`);
  for (const candidate of candidates) {
    const username = state.aliases.get(`${pool.id}/${candidate}`);
    if (username !== undefined) return state.users.get(userKey(pool, username));
  }
  return undefined;
}

/** @throws WireError UserNotFoundException */
export function findUser(engine: Engine, pool: UserPool, name: string | undefined): User {
  const user = lookUp(engine, pool, name ?? "");
  if (user === undefined) throw userNotFound();
  return user;
}

export function userKey(pool: UserPool, username: string): string {
  return `${pool.id}/${comparable(pool, username)}`;
}

/** Writes a user, and the names they can be found by. */
export function saveUser(engine: Engine, pool: UserPool, user: User): User {
  const { state, context } = engine;
  const saved = { ...user, modifiedAt: context.clock.now() };
  context.store.transaction(() => {
    const before = state.users.get(userKey(pool, user.username));
    const names = aliasesOf(pool, saved);
    for (const old of before === undefined ? [] : aliasesOf(pool, before)) {
      if (!names.includes(old) && state.aliases.get(`${pool.id}/${old}`) === user.username)
        state.aliases.delete(`${pool.id}/${old}`);
    }
    for (const name of names) state.aliases.put(`${pool.id}/${name}`, user.username);
    state.users.put(userKey(pool, user.username), saved);
  });
  return saved;
}

export function removeUser({ state, context }: Engine, pool: UserPool, user: User): void {
  context.store.transaction(() => {
    for (const name of aliasesOf(pool, user)) {
      if (state.aliases.get(`${pool.id}/${name}`) === user.username)
        state.aliases.delete(`${pool.id}/${name}`);
    }
    state.users.delete(userKey(pool, user.username));
    for (const { key } of state.grants.list({ prefix: `${pool.id}/${user.username}/` }))
      state.grants.delete(key);
  });
}

/**
 * Sign-in addresses belong to one user each from sign-up; aliases to the user who has proved them.
 *
 * @returns `email:ada@example.com`
 */
function aliasesOf(pool: UserPool, user: User): string[] {
  const names: readonly string[] = usesAddresses(pool)
    ? (pool.settings.UsernameAttributes ?? [])
    : (pool.settings.AliasAttributes ?? []);
  return [
    `sub:${user.sub}`,
    ...names.flatMap((name) => {
      const value = user.attributes[name];
      if (!value) return [];
      const counts =
        usesAddresses(pool) ||
        name === "preferred_username" ||
        user.attributes[`${name}_verified`] === "true";
      return counts ? [`${name}:${aliasValue(pool, name, value)}`] : [];
    }),
  ];
}

function aliasValue(pool: UserPool, name: string, value: string): string {
  return name === "phone_number" ? value : comparable(pool, value);
}

/**
 * @param force takes aliases from the users who have them
 * @throws WireError UsernameExistsException, AliasExistsException
 */
export function checkFree(engine: Engine, pool: UserPool, user: User, isNew: boolean, force = false): void {
  const { state } = engine;
  if (isNew && state.users.get(userKey(pool, user.username)) !== undefined)
    throw usernameExists("User already exists");
  for (const name of aliasesOf(pool, user)) {
    const holder = state.aliases.get(`${pool.id}/${name}`);
    if (holder === undefined || holder === user.username) continue;
    const attribute = name.slice(0, name.indexOf(":"));
    if (isNew && usesAddresses(pool))
      throw usernameExists(`An account with the given ${attribute} already exists.`);
    if (!force) throw aliasExists(attribute);
  }
}

/** Takes from others the aliases that a user has proved: theirs count as unproved from now on. */
export function takeAliases(engine: Engine, pool: UserPool, user: User): void {
  const { state } = engine;
  for (const name of aliasesOf(pool, user)) {
    const holder = state.aliases.get(`${pool.id}/${name}`);
    const other = holder === undefined ? undefined : state.users.get(userKey(pool, holder));
    if (other === undefined || other.username === user.username) continue;
    const flag = `${name.slice(0, name.indexOf(":"))}_verified`;
    saveUser(engine, pool, { ...other, attributes: { ...other.attributes, [flag]: "false" } });
  }
}

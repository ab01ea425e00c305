import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import type { User, UserPool } from "../state.ts";
import { checkAttributes } from "./attributes.ts";
import { checkFree } from "./directory.ts";

/**
 * A user with other attributes, not saved. An address that must be proved first waits beside the old one.
 *
 * @param byAdministrator who may say that an address is verified
 * @throws WireError InvalidParameterException, AliasExistsException
 */
export function changeAttributes(
  engine: Engine,
  pool: UserPool,
  user: User,
  wanted: Readonly<Record<string, string>>,
  byAdministrator: boolean,
): User {
  checkAttributes(pool, wanted, user.attributes);
  const first = pool.settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  const attributes: Record<string, string> = { ...user.attributes };
  const unverified: Record<string, string> = { ...user.unverified };
  for (const [name, value] of Object.entries(wanted)) {
    const address = name === "email" || name === "phone_number";
    const changes = address && value !== "" && value !== attributes[name];
    const proved = wanted[`${name}_verified`] === "true";
    if (changes && first.includes(name) && !proved) {
      unverified[name] = value;
      continue;
    }
    if (changes) {
      delete unverified[name];
      if (!proved) attributes[`${name}_verified`] = "false";
    }
    if (value === "") delete attributes[name];
    else attributes[name] = value;
  }
  if (!byAdministrator) {
    for (const { Name = "", Required } of pool.schema) {
      if (Required && wanted[Name] === "") throw invalidParameter(`user.${Name}: Attribute is required.`);
    }
  }
  const changed = { ...user, attributes, unverified };
  checkFree(engine, pool, changed, false);
  return changed;
}

/** @throws WireError InvalidParameterException where one is required or cannot change */
export function withoutAttributes(pool: UserPool, user: User, names: readonly string[]): User {
  for (const name of names) {
    const definition = pool.schema.find(({ Name }) => Name === name);
    if (definition === undefined || definition.Required || definition.Mutable === false)
      throw invalidParameter(`user.${name}: Attribute cannot be deleted.`);
  }
  const attributes = Object.entries(user.attributes).filter(([name]) => !names.includes(name));
  return { ...user, attributes: Object.fromEntries(attributes) };
}

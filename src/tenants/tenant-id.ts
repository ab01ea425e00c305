import { UserError } from "../errors/user-error.ts";

/** As the resolvers take it: ids become parts of keys. */
const pattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const longestName = 100;

/** How a person names a tenant to be made. */
export interface NamedTenant {
  readonly id: string;
  /** Null: nobody gave one. */
  readonly name: string | null;
}

/**
 * Understands the id or the name of a tenant to be made: "Acme Inc" is the name of `acme-inc`.
 *
 * @param idOrName as typed
 * @param name given by itself, or null
 * @throws UserError where no id follows from it
 */
export function nameTenant(idOrName: string, name: string | null): NamedTenant {
  const given = name === null ? null : checkName(name);
  if (pattern.test(idOrName)) return { id: idOrName, name: given };
  if (given !== null) return { id: checkTenantId(idOrName), name: given };
  const spoken = checkName(idOrName);
  const id = spoken
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
  if (!pattern.test(id)) throw invalidId(idOrName);
  return { id, name: spoken };
}

/**
 * @returns the id
 * @throws UserError `TENANT_ID_INVALID`
 */
export function checkTenantId(id: string): string {
  if (!pattern.test(id)) throw invalidId(id);
  return id;
}

function checkName(text: string): string {
  const name = text.trim();
  if (name !== "" && name.length <= longestName && !/\p{C}/u.test(name)) return name;
  throw new UserError({
    code: "TENANT_NAME_INVALID",
    message: `${shown(text)} cannot be the name of a tenant.`,
    remedy: `Give it 1 to ${longestName} visible characters.`,
  });
}

function invalidId(id: string): UserError {
  return new UserError({
    code: "TENANT_ID_INVALID",
    message: `${shown(id)} cannot be the id of a tenant.`,
    remedy:
      'Use 1 to 64 of a-z, 0-9 and dashes, with none at the ends: acme-inc. The name goes into --name "Acme Inc".',
  });
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 70));
}

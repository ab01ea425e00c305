import { createUser } from "../../aws/cognito/create-user.ts";
import { getUser } from "../../aws/cognito/get-user.ts";
import { setPassword } from "../../aws/cognito/set-password.ts";
import { putItem } from "../../aws/dynamodb/put-item.ts";
import { checkRoles, firstRole } from "../../tenants/check-roles.ts";
import { createTenant } from "../../tenants/create-tenant.ts";
import { emailAddress } from "../../tenants/email-address.ts";
import { ensureUser } from "../../tenants/ensure-user.ts";
import { existingTenant, findMembership, findTenant } from "../../tenants/find-tenant.ts";
import { membershipItem } from "../../tenants/membership.ts";
import { nameTenant } from "../../tenants/tenant-id.ts";
import type { TenantsOfStage } from "../../tenants/tenants-of-stage.ts";

/** Somebody as a seed names them. */
export interface WantedUser {
  readonly email: string;
  readonly password?: string;
  readonly roles?: readonly string[];
}

export interface SeededUser {
  readonly id: string;
  readonly email: string;
}

/** Makes the tenants and users that a seed names. Each may be asked for again, and is then left as it is. */
export interface SeedPeople {
  tenant(id: string, name: string | null, admin: WantedUser): Promise<SeededUser>;
  member(tenantId: string, user: WantedUser): Promise<SeededUser>;
}

/** @param roles of plinth.config.ts */
export function seedPeople(stage: TenantsOfStage, roles: readonly string[]): SeedPeople {
  const { connection, table, userPoolId } = stage;

  /** Users with a password can sign in at once; others are invited. */
  async function ensure({ email: typed, password }: WantedUser): Promise<SeededUser> {
    const email = emailAddress(typed);
    if (password !== undefined) {
      const found = await getUser(connection, userPoolId, email);
      const user = found ?? (await createUser(connection, userPoolId, email, "none"));
      // One that is there keeps the password it has: somebody may have changed it.
      if (user !== null && user.status !== "CONFIRMED")
        await setPassword(connection, userPoolId, email, password);
    }
    const { user } = await ensureUser(stage, email);
    return { id: user.id, email: user.email };
  }

  async function join(
    tenantId: string,
    { id: userId }: SeededUser,
    wanted: readonly string[],
  ): Promise<void> {
    const found = await findMembership(stage, userId, tenantId);
    if (found !== null && wanted.every((role) => found.roles.includes(role))) return;
    const added = { status: "active", createdAt: new Date().toISOString(), createdBy: stage.actor } as const;
    const all = [...new Set([...(found?.roles ?? []), ...wanted])];
    await putItem(connection, table, membershipItem({ ...added, ...found, userId, tenantId, roles: all }));
  }

  return {
    async tenant(id, name, admin) {
      const named = nameTenant(id, name);
      const wanted = admin.roles === undefined ? firstRole(roles) : checkRoles(admin.roles, roles);
      const user = await ensure(admin);
      if ((await findTenant(stage, named.id)) === null)
        await createTenant(stage, { ...named, admin: user.email, roles: wanted });
      else await join(named.id, user, wanted);
      return user;
    },
    async member(tenantId, user) {
      const wanted = checkRoles(user.roles ?? [], roles);
      await existingTenant(stage, tenantId);
      const made = await ensure(user);
      await join(tenantId, made, wanted);
      return made;
    },
  };
}

import { getUser } from "../aws/cognito/get-user.ts";
import { queryIndex } from "../aws/dynamodb/query-index.ts";
import { type TransactAction, transactWrite } from "../aws/dynamodb/transact-write.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { ensureUser, type Invitation, invitationOf } from "./ensure-user.ts";
import { findMembership, findTenant } from "./find-tenant.ts";
import { membersPartition } from "./keys.ts";
import { type Membership, membershipItem } from "./membership.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { type Tenant, tenantItem } from "./tenant.ts";
import type { NamedTenant } from "./tenant-id.ts";
import { onStage, type TenantsOfStage } from "./tenants-of-stage.ts";

export interface CreateTenantInput extends NamedTenant {
  /** E-mail address of the first member, in small letters. */
  readonly admin: string;
  /** Besides "member". */
  readonly roles: readonly string[];
}

export interface CreatedTenant {
  readonly tenant: Tenant;
  /** False: all of it was there. */
  readonly created: boolean;
  readonly admin: Member;
}

/** A user in a tenant. */
export interface Member {
  readonly userId: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly invitation: Invitation;
  /** False: their account is disabled, and they cannot sign in. */
  readonly enabled: boolean;
}

/**
 * Makes a tenant and its first member, who is invited by e-mail unless they have an account.
 *
 * First the user, then tenant and membership in one transaction: there is never a tenant that nobody is in, and whatever
 * interrupts this, doing it again completes it. Done again after that, or twice at the same time, it changes nothing.
 *
 * @throws UserError `TENANT_EXISTS` where there is a tenant of this id that is not the one wanted
 */
export async function createTenant(stage: TenantsOfStage, input: CreateTenantInput): Promise<CreatedTenant> {
  return retryWhileBusy(`the tenant "${input.id}"`, async () => {
    // In this order: a tenant that somebody makes right now comes with its member.
    const leftOver = await hasMembers(stage, input.id);
    const found = await findTenant(stage, input.id);
    if (found !== null) return unchanged(stage, found, input);
    if (leftOver) throw leftOvers(input.id);
    const { user, invitation } = await ensureUser(stage, input.admin);
    const by = { createdAt: new Date().toISOString(), createdBy: stage.actor };
    const tenant: Tenant = { id: input.id, name: input.name ?? input.id, status: "active", ...by };
    const { id: userId, email, enabled } = user;
    const { roles } = input;
    const membership: Membership = { userId, tenantId: input.id, roles, status: "active", ...by };
    const { kind } = await transactWrite(stage.connection, writes(stage.table, tenant, membership));
    if (kind !== "done") return null;
    return { tenant, created: true, admin: { userId, email, roles, invitation, enabled } };
  });
}

function writes(table: string, tenant: Tenant, membership: Membership): readonly TransactAction[] {
  const isNew = { condition: "attribute_not_exists(pk)", names: {}, values: {} };
  return [
    { kind: "put", table, item: tenantItem(tenant), ...isNew },
    { kind: "put", table, item: membershipItem(membership), ...isNew },
  ];
}

/** @throws UserError where what is there is not what is wanted */
async function unchanged(
  stage: TenantsOfStage,
  tenant: Tenant,
  { id, name, admin, roles }: CreateTenantInput,
): Promise<CreatedTenant> {
  if (name !== null && name !== tenant.name) {
    const remedy = "Choose another id for the new one. For the one that is there, leave the name out.";
    throw exists(tenant, `it is not called "${name}"`, remedy);
  }
  const user = await getUser(stage.connection, stage.userPoolId, admin);
  const membership = user === null ? null : await findMembership(stage, user.id, id);
  const asked = roles.map((role) => ` --role ${role}`).join("");
  const command = `plinth tenant add-member ${id} ${admin}${asked}${onStage(stage)}`;
  if (user === null || membership === null) {
    const remedy = `Choose another id for a new one, or let the person into this one: ${command}`;
    throw exists(tenant, `${admin} is not in it`, remedy);
  }
  const missing = roles.filter((role) => !membership.roles.includes(role));
  if (missing.length > 0)
    throw exists(tenant, `${admin} is in it without the role ${missing.join(", ")}`, `Give it: ${command}`);
  const { id: userId, email, enabled } = user;
  const member = { userId, email, roles: membership.roles, invitation: invitationOf(user), enabled };
  return { tenant, created: false, admin: member };
}

async function hasMembers({ connection, table }: TenantsOfStage, id: string): Promise<boolean> {
  for await (const _ of queryIndex(connection, table, membersPartition(id))) return true;
  return false;
}

/** Whoever has one would be let into the new tenant. */
function leftOvers(id: string): UserError {
  return new UserError({
    code: "TENANT_LEFT_OVERS",
    message: `There is no tenant "${id}", but there are memberships in it, left over from one that was deleted by hand.`,
    remedy: "Choose another id.",
    exit: exitCode.refused,
  });
}

function exists({ id, name, createdAt }: Tenant, but: string, remedy: string): UserError {
  const when = createdAt === "" ? "" : ` since ${createdAt.slice(0, 10)}`;
  return new UserError({
    code: "TENANT_EXISTS",
    message: `There is a tenant "${id}" already ("${name}"${when}), and ${but}.`,
    remedy,
    exit: exitCode.refused,
  });
}

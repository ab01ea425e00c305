import { resendInvitation } from "../aws/cognito/resend-invitation.ts";
import { getItem } from "../aws/dynamodb/get-item.ts";
import type { StoredItem } from "../aws/dynamodb/scan.ts";
import { transactWrite } from "../aws/dynamodb/transact-write.ts";
import { updateItem } from "../aws/dynamodb/update-item.ts";
import type { Member } from "./create-tenant.ts";
import { ensureUser } from "./ensure-user.ts";
import { existingTenant } from "./find-tenant.ts";
import { membershipKey, tenantKey } from "./keys.ts";
import { type Membership, membershipItem, membershipOf } from "./membership.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

export interface AddMemberInput {
  readonly tenantId: string;
  /** In small letters. */
  readonly email: string;
  /** Besides "member". */
  readonly roles: readonly string[];
  /** Invite again who has not signed in yet: a temporary password is good for seven days. */
  readonly resend: boolean;
}

export interface AddedMember {
  readonly tenantId: string;
  readonly member: Member;
  /** `added`: was not in the tenant. `changed`: has more roles now. `unchanged`: had all of them. */
  readonly outcome: "added" | "changed" | "unchanged";
}

/**
 * Lets somebody into a tenant, or gives more roles to somebody who is in it. Who has no account is invited by e-mail.
 * Repeated, it changes nothing.
 *
 * @throws UserError `NO_SUCH_TENANT`
 */
export async function addMember(stage: TenantsOfStage, input: AddMemberInput): Promise<AddedMember> {
  const { tenantId, email } = input;
  // Nobody is invited to what is not there.
  await existingTenant(stage, tenantId);
  const { user, invitation: found } = await ensureUser(stage, email);
  const { id: userId, enabled } = user;
  const added = await retryWhileBusy(`the membership of ${email}`, async () => {
    const item = await getItem(stage.connection, stage.table, membershipKey(userId, tenantId));
    const had = item === null ? [] : membershipOf(item).roles;
    const roles = [...new Set([...had, ...input.roles])];
    const outcome = item === null ? await add() : await giveRoles(item, roles);
    if (outcome === null) return null;
    return { outcome, roles };
  });
  const again = input.resend && found === "pending";
  if (again) await resendInvitation(stage.connection, stage.userPoolId, email);
  const invitation = again ? "sent" : found;
  const member = { userId, email, roles: added.roles, invitation, enabled } as const;
  return { tenantId, outcome: added.outcome, member };

  async function add(): Promise<"added" | null> {
    const { connection, table, actor } = stage;
    const by = { createdAt: new Date().toISOString(), createdBy: actor };
    const membership: Membership = { userId, tenantId, roles: input.roles, status: "active", ...by };
    const plain = { table, names: {}, values: {} };
    const { kind } = await transactWrite(connection, [
      { kind: "put", item: membershipItem(membership), condition: "attribute_not_exists(pk)", ...plain },
      { kind: "check", key: tenantKey(tenantId), condition: "attribute_exists(pk)", ...plain },
    ]);
    return kind === "done" ? "added" : null;
  }

  async function giveRoles(
    item: StoredItem,
    roles: readonly string[],
  ): Promise<"changed" | "unchanged" | null> {
    const membership = membershipOf(item);
    if (roles.length === membership.roles.length && membership.status === "active") return "unchanged";
    const changed = await updateItem(stage.connection, stage.table, membershipKey(userId, tenantId), {
      update: "SET #roles = :roles, #status = :active, updatedAt = :at, updatedBy = :by",
      // As it was read: nobody's change is lost.
      condition: "attribute_exists(pk) AND #roles = :had",
      names: { "#roles": "roles", "#status": "status" },
      values: {
        ":roles": { L: roles.map((role) => ({ S: role })) },
        ":had": item["roles"] ?? { NULL: true },
        ":active": { S: "active" },
        ":at": { S: new Date().toISOString() },
        ":by": { S: stage.actor },
      },
    });
    return changed ? "changed" : null;
  }
}

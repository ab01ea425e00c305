import { type AddedMember, addMember as add } from "../../tenants/add-member.ts";
import { checkRoles } from "../../tenants/check-roles.ts";
import { emailAddress } from "../../tenants/email-address.ts";
import { checkTenantId } from "../../tenants/tenant-id.ts";
import { doStep, type OperationContext } from "../context.ts";
import type { StageInput } from "../stage/with-stage.ts";
import { outboxOf } from "./outbox-of.ts";
import { withTenants } from "./with-tenants.ts";

export interface AddMemberInput extends StageInput {
  readonly tenant: string;
  /** As typed. */
  readonly email: string;
  /** Besides "member". */
  readonly roles: readonly string[];
  /** Invite again who has not signed in yet. */
  readonly resend: boolean;
}

export interface AddMemberResult extends AddedMember {
  readonly stage: string;
  /** Where the invitation can be read; null on AWS, which sends it. */
  readonly outbox: string | null;
}

/**
 * Lets somebody into a tenant, or gives them more roles in it. Done again, it changes nothing.
 *
 * @throws UserError where the input is wrong, or there is no such tenant
 */
export async function addMember(input: AddMemberInput, context: OperationContext): Promise<AddMemberResult> {
  const tenantId = checkTenantId(input.tenant);
  const email = emailAddress(input.email);
  return withTenants(input, context, async (tenants, { app, name: stage }) => {
    const roles = checkRoles(input.roles, app.roles);
    const added = await doStep(context, "member", async () => {
      const result = await add(tenants, { tenantId, email, roles, resend: input.resend });
      return { result, detail: result.outcome };
    });
    return { stage, ...added, outbox: outboxOf(tenants, email) };
  });
}

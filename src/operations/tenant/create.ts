import { checkRoles, firstRole } from "../../tenants/check-roles.ts";
import { type CreatedTenant, createTenant as create } from "../../tenants/create-tenant.ts";
import { emailAddress } from "../../tenants/email-address.ts";
import { nameTenant } from "../../tenants/tenant-id.ts";
import { doStep, type OperationContext } from "../context.ts";
import type { StageInput } from "../stage/with-stage.ts";
import { outboxOf } from "./outbox-of.ts";
import { withTenants } from "./with-tenants.ts";

export type { Member } from "../../tenants/create-tenant.ts";
export type { Tenant } from "../../tenants/tenant.ts";

export interface CreateTenantInput extends StageInput {
  /** As typed: "acme", or "Acme Inc". */
  readonly idOrName: string;
  readonly name: string | null;
  /** E-mail address of the first member, as typed. */
  readonly admin: string;
  /** None: the first role of plinth.config.ts that is not everybody's. */
  readonly roles: readonly string[];
}

export interface CreateTenantResult extends CreatedTenant {
  readonly stage: string;
  /** Where the invitation can be read; null on AWS, which sends it. */
  readonly outbox: string | null;
}

/**
 * Makes a tenant and its first member. Done again, it changes nothing.
 *
 * @throws UserError where the input is wrong, or there is another tenant of this id
 */
export async function createTenant(
  input: CreateTenantInput,
  context: OperationContext,
): Promise<CreateTenantResult> {
  const named = nameTenant(input.idOrName, input.name);
  const admin = emailAddress(input.admin);
  return withTenants(input, context, async (tenants, { app, name: stage }) => {
    const roles = input.roles.length > 0 ? checkRoles(input.roles, app.roles) : firstRole(app.roles);
    const created = await doStep(context, "tenant", async () => {
      const result = await create(tenants, { ...named, admin, roles });
      return { result, detail: result.created ? result.tenant.id : "was there" };
    });
    return { stage, ...created, outbox: outboxOf(tenants, admin) };
  });
}

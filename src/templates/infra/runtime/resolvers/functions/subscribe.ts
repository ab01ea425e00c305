import type { NONERequest } from "@aws-appsync/utils";
import { authorize, type Grant } from "../authorize.ts";
import type { SubscribeSpec } from "../operation-specs.ts";
import type { StashContext } from "../stash.ts";
import { anyone } from "../subscription.ts";

type Ctx = StashContext<SubscribeSpec, { readonly id?: string | null }> & {
  readonly stash: { subscription: unknown; invalidation: unknown };
};

interface Filter {
  readonly fieldName: string;
  readonly operator: "eq";
  readonly value: string;
}

/**
 * What a subscriber gets: changes of their own tenant only, of records they may read. Every group of a filter names the
 * tenant, since one group is enough to let a change through. The resolver hands the filters to AppSync.
 */
export function request(ctx: Ctx): NONERequest {
  const { spec } = ctx.stash;
  const grant = authorize(ctx, spec, "read");
  const filters = ownerFilters(spec, grant);
  const id = ctx.args.id ?? null;
  if (id !== null) filters.push(equals("id", id));
  ctx.stash.subscription = filters.length === 0 ? null : { filterGroup: [{ filters }] };
  ctx.stash.invalidation = { filterGroup: invalidationGroups(grant) };
  return { payload: null };
}

export function response(): null {
  return null;
}

function ownerFilters(spec: SubscribeSpec, grant: Grant): Filter[] {
  const filters: Filter[] = [];
  if (spec.scope === "tenant") filters.push(equals("tenantId", `${grant.tenantId}`));
  // Whatever is in a user's own partition was created by or for that user.
  if (spec.scope === "user" || grant.own) filters.push(equals("createdBy", `${grant.userId}`));
  return filters;
}

/** Ends the subscription when the user is suspended in the tenant or everywhere, or the whole tenant is. */
function invalidationGroups(grant: Grant) {
  const tenant = grant.tenantId ?? "";
  const user = grant.userId ?? "";
  const pairs = [
    [tenant, user],
    [tenant, anyone],
    [anyone, user],
  ];
  return pairs.map(([tenantId = "", userId = ""]) => ({
    filters: [equals("tenantId", tenantId), equals("userId", userId)],
  }));
}

function equals(fieldName: string, value: string): Filter {
  return { fieldName, operator: "eq", value };
}

import type { NONERequest } from "@aws-appsync/utils";
import { callerOf } from "../caller.ts";
import { invalid, unauthorized } from "../fail.ts";
import type { DisconnectSpec } from "../operation-specs.ts";
import type { StashContext } from "../stash.ts";
import { anyone, mostInvalidations } from "../subscription.ts";

interface Arguments {
  readonly input: {
    readonly tenantId?: string | null;
    readonly userId?: string | null;
    readonly from?: number | null;
  };
}

type Ctx = StashContext<DisconnectSpec, Arguments> & {
  readonly stash: { subscriptions: readonly string[]; payload: unknown; more: boolean };
};

/** Ends the live updates of a tenant, of a user everywhere, or of a user in a tenant. Five subscription fields a call. */
export function request(ctx: Ctx): NONERequest {
  if (!callerOf(ctx).system) unauthorized("Only the system may end live updates.");
  const { subscriptions } = ctx.stash.spec;
  const { tenantId, userId, from } = ctx.args.input;
  if (!tenantId && !userId) invalid([{ field: "input", message: "give tenantId, userId or both" }]);
  const start = from ?? 0;
  ctx.stash.subscriptions = subscriptions.slice(start, start + mostInvalidations);
  ctx.stash.payload = { tenantId: tenantId ?? anyone, userId: userId ?? anyone };
  ctx.stash.more = start + mostInvalidations < subscriptions.length;
  return { payload: null };
}

export function response(): null {
  return null;
}

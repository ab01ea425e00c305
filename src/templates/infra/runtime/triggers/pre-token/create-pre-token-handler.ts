import type { Invocation } from "../../lambda/invocation.ts";
import { createLogger } from "../../lambda/log/logger.ts";
import { candidates, rolesOf } from "./choose-tenant.ts";
import type { MembershipStore } from "./memberships.ts";
import { type TenantClaims, type TokenEvent, withClaims } from "./token-event.ts";

export interface PreTokenSettings {
  readonly store: MembershipStore;
  readonly now: () => Date;
}

/**
 * Puts `tenant_id` and `roles` into the access token and the ID token, each time tokens are made.
 *
 * A user without a usable tenant is signed in all the same, with tokens that name none: they open nothing that belongs
 * to a tenant. Only where the table cannot be asked is there no token at all, since one without a tenant would be taken
 * for the truth for an hour; the client tries again.
 */
export function createPreTokenHandler({ store, now }: PreTokenSettings) {
  return async (event: TokenEvent, { awsRequestId: requestId }: Invocation): Promise<TokenEvent> => {
    const log = createLogger({ fields: { function: "pre-token", requestId } });
    try {
      return withClaims(event, await claimsFor(event));
    } catch (error) {
      log.error("The user's tenants could not be read", { error });
      // Cognito shows this text to the person who signs in.
      throw new Error("Signing in does not work at the moment. Please try again.");
    }

    async function claimsFor({ request }: TokenEvent): Promise<TenantClaims | null> {
      const userId = request.userAttributes["sub"];
      if (!userId) return null;
      const wanted = request.clientMetadata?.["tenantId"] || null;
      const memberships = await store.membershipsOf(userId);
      const possible = candidates(memberships, wanted);
      if (possible.length === 0) return null;
      const active = await store.activeTenants(possible.map(({ tenantId }) => tenantId));
      const chosen = possible.find(({ tenantId }) => active.has(tenantId));
      if (chosen === undefined) return null;
      const { tenantId } = chosen;
      const isSwitch = tenantId === wanted && candidates(memberships, null)[0] !== chosen;
      // Without it, the next refresh would lead back: worth a warning, not a failure.
      if (isSwitch)
        await store.touch(userId, tenantId, now()).catch((error) => log.warn("Not remembered", { error }));
      return { tenant_id: tenantId, roles: rolesOf(chosen) };
    }
  };
}

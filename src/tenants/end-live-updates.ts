import { callGraphql } from "../aws/appsync/call-graphql.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

const mutation = "mutation ($input: Disconnect!) { disconnect(input: $input) }";

/** How many subscription fields one call ends, of which it says whether there are more: `mostInvalidations` in `infra/runtime/resolvers/subscription.ts`. */
const aCall = 5;

/**
 * Ends the live updates of a tenant, or of one user in it. Their clients may try again, with the tokens that they get then.
 *
 * @param userId null: of everybody in the tenant
 */
export async function endLiveUpdates(
  { connection, graphqlUrl }: TenantsOfStage,
  tenantId: string,
  userId: string | null,
): Promise<void> {
  if (graphqlUrl === null) return;
  let more = true;
  for (let from = 0; more; from += aCall) {
    const input = { tenantId, from, ...(userId !== null && { userId }) };
    const answer = await callGraphql(connection, graphqlUrl, mutation, { input });
    more = answer["disconnect"] === true;
  }
}

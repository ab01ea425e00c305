import type { Grant } from "../state.ts";

/** What a sign-in is kept under: all of a user's stand together. */
export function grantKey(grant: Pick<Grant, "poolId" | "username" | "originJti">): string {
  return `${grant.poolId}/${grant.username}/${grant.originJti}`;
}

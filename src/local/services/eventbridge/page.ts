import { validation } from "./errors.ts";

const most = 100;

/**
 * One page of a list; the token is the position of the next.
 *
 * @throws WireError where the token is none of ours
 */
export function page<T>(all: readonly T[], token: string | undefined, limit = most) {
  const from = Number(token ?? 0);
  if (!(from >= 0 && Number.isInteger(from))) throw validation("The next token is not valid.");
  const size = Math.min(limit, most);
  return {
    items: all.slice(from, from + size),
    next: from + size < all.length ? String(from + size) : undefined,
  };
}

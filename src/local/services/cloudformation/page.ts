import { validationError } from "./errors.ts";

/**
 * One page of a list, with a token that says where the next one begins.
 *
 * @throws WireError where the token is not one of ours
 */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
): { items: T[]; NextToken: string | undefined } {
  const from = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"));
  if (!Number.isInteger(from) || from < 0) throw validationError("Invalid NextToken");
  const to = from + size;
  return {
    items: items.slice(from, to),
    NextToken: to < items.length ? Buffer.from(String(to)).toString("base64url") : undefined,
  };
}

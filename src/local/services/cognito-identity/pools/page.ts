/**
 * One page of a list. Tokens are the key of the last record shown.
 *
 * @param all in key order
 */
export function pageOf<T>(
  all: readonly { readonly key: string; readonly value: T }[],
  token: string | undefined,
  size: number,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const after = token === undefined ? "" : Buffer.from(token, "base64url").toString("utf8");
  const rest = all.filter(({ key }) => key > after);
  const page = rest.slice(0, size);
  const last = page.at(-1)?.key;
  return {
    items: page.map(({ value }) => value),
    next: rest.length > size && last !== undefined ? Buffer.from(last).toString("base64url") : undefined,
  };
}

import type { ServiceContext } from "../../../kernel/service.ts";
import { apiNotFound } from "../errors.ts";
import type { AppSyncState, StoredApi } from "../state.ts";

/** What operations of the control plane work with. */
export interface Control {
  readonly state: AppSyncState;
  readonly context: ServiceContext;
  /** Makes the data plane read an API anew. */
  readonly changed: (apiId: string) => void;
}

/** @throws WireError NotFoundException */
export function apiOf({ state }: Pick<Control, "state">, apiId: string | undefined): StoredApi {
  const found = state.apis.get(apiId ?? "");
  if (found === undefined) throw apiNotFound(apiId ?? "");
  return found;
}

const onPage = 25;

/** @returns one page, and where the next begins; a token is the position in the list */
export function pageOf<T>(
  all: readonly T[],
  { nextToken, maxResults = onPage }: { nextToken?: string | undefined; maxResults?: number | undefined },
): { readonly page: T[]; readonly nextToken: string | undefined } {
  const from = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, "base64url").toString());
  const to = from + maxResults;
  const token = to < all.length ? Buffer.from(String(to)).toString("base64url") : undefined;
  return { page: all.slice(from, to), nextToken: token };
}

/** A copy without absent members: records and answers hold what was said only. */
export function said<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined && each !== null),
  ) as T;
}

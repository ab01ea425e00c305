import type { GraphqlClient } from "../../support/deployed/graphql-client.ts";
import { only } from "./only.ts";

interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | null;
}

/**
 * Follows `nextToken` to the end.
 *
 * @param document that takes `$nextToken`, and selects one list with `items` and `nextToken`
 * @param seen is told of each page
 */
export async function everyPage<T>(
  client: GraphqlClient,
  document: string,
  variables: object,
  seen: (page: Page<T>) => void = () => {},
): Promise<T[]> {
  const items: T[] = [];
  let nextToken: string | null = null;
  do {
    const data: Record<string, Page<T>> = await client.data(document, { ...variables, nextToken });
    const page = only(data);
    seen(page);
    items.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken !== null);
  return items;
}

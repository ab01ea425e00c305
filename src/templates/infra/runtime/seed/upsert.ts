/** The part of a model's client that this needs. */
interface Upsertable<Get, Create, Found extends { readonly id: string }> {
  get(by: Get): Promise<Found | null>;
  create(input: Create): Promise<Found>;
  update(input: never): Promise<Found>;
}

/**
 * Creates a record, or changes the one that is there to what is given; fields that are left out stay as they are.
 *
 * @param client `db.Customer`
 * @param by what finds it: an id, or a unique constraint
 * @param values what `create` takes
 */
export type Upsert = <Get, Create extends object, Found extends { readonly id: string }>(
  client: Upsertable<Get, Create, Found>,
  by: NoInfer<Get>,
  values: NoInfer<Create>,
) => Promise<Found>;

export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
}

/** @param counts is told what was done */
export function upserter(counts: Counts): Upsert {
  return async (client, by, values) => {
    const found = await client.get(by);
    if (found === null) {
      const created = await client.create({ ...byId(by), ...values });
      counts.created += 1;
      return created;
    }
    const changed = Object.entries(values).filter(
      ([name, value]) => value !== undefined && !same(value, Reflect.get(found, name)),
    );
    if (changed.length === 0) {
      counts.unchanged += 1;
      return found;
    }
    // What an update takes is what a creation takes, each field optional, and the id.
    const update = client.update as (input: object) => ReturnType<typeof client.update>;
    const updated = await update({ ...Object.fromEntries(changed), id: found.id });
    counts.updated += 1;
    return updated;
  };
}

/** A record that was looked for by its id is created with it: it is found the next time. */
function byId(by: unknown): object {
  const { id }: { readonly id?: unknown } = Object(by);
  return typeof id === "string" ? { id } : {};
}

/** By content: objects and lists come back as copies. What is absent is null in a record. */
function same(wanted: unknown, found: unknown): boolean {
  return JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(found ?? null));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}

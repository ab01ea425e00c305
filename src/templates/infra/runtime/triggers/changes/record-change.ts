import { prefixOf, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import type { ModelSpec } from "../../data/spec.ts";
import { plainItem } from "./plain-item.ts";
import type { StreamRecord } from "./stream-event.ts";

/** A change of one record of a model, read from the stream. */
export interface RecordChange {
  readonly eventId: string;
  readonly at: string;
  readonly spec: ModelSpec;
  readonly id: string;
  readonly owner: Owner;
  /** The images as they are stored; null before the record was made, and after it was removed. */
  readonly before: Item | null;
  readonly after: Item | null;
}

/** Whose record it is, read from its key. */
export interface Owner {
  /** Starts the keys of everything they own. */
  readonly prefix: string;
  readonly tenantId: string | null;
  readonly userId: string | null;
}

/**
 * @param models by name
 * @returns null for items that are no records: guards, links, tenants, memberships, and models that are gone by now
 * @throws where an item says to be a record but does not stand where such a record stands; nothing may follow from it
 */
export function readChange(
  record: StreamRecord,
  models: ReadonlyMap<string, ModelSpec>,
): RecordChange | null {
  const { OldImage, NewImage, ApproximateCreationDateTime } = record.dynamodb;
  const spec = models.get((NewImage ?? OldImage)?.["_m"]?.S ?? "");
  if (spec === undefined) return null;
  const before = OldImage === undefined ? null : plainItem(OldImage);
  const after = NewImage === undefined ? null : plainItem(NewImage);
  const { pk, sk, id } = after ?? before ?? {};
  if (typeof pk !== "string" || typeof id !== "string") throw new Error(`A ${spec.name} without key or id`);
  const owner = ownerOf(spec, pk);
  const key = recordKey(owner.prefix, spec, id);
  if (key.pk !== pk || key.sk !== sk)
    throw new Error(`The ${spec.name} ${id} does not stand where it belongs`);
  const seconds = ApproximateCreationDateTime ?? 0;
  return {
    eventId: record.eventID,
    at: new Date(seconds * 1000).toISOString(),
    spec,
    id,
    owner,
    before,
    after,
  };
}

const letters = { tenant: "T#", user: "U#", global: "G#" } as const;

function ownerOf({ name, scope }: ModelSpec, pk: string): Owner {
  if (!pk.startsWith(letters[scope])) throw new Error(`A ${name} that is owned by no ${scope}`);
  const prefix = prefixOf(pk);
  const owner = prefix.slice(2);
  if (scope !== "global" && owner === "") throw new Error(`A ${name} that is owned by nobody`);
  return { prefix, tenantId: scope === "tenant" ? owner : null, userId: scope === "user" ? owner : null };
}

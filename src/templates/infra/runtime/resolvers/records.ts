import { util } from "@aws-appsync/utils";
import { indexKeys, type Key, type Keyed } from "../data/keys.ts";
import type { Item, Value } from "../data/record.ts";
import type { Scope } from "../data/spec.ts";
import { type Grant, ownerPrefix } from "./authorize.ts";
import { epochSeconds } from "./times.ts";

/** The attributes that follow from a record's values: its index keys and its expiry. */
export function derivedAttributes(
  grant: Grant,
  model: Keyed & { readonly scope: Scope; readonly ttlField?: string },
  record: Item,
): Record<string, Value> {
  return {
    ...indexKeys(ownerPrefix(grant, model.scope), model, record),
    ...expiryOf(model.ttlField, record),
  };
}

/** `{ _ttl }` in seconds since 1970, or nothing for a record that stays. */
export function expiryOf(ttlField: string | undefined, record: Item): Record<string, Value> {
  const expiry = ttlField === undefined ? null : (record[ttlField] ?? null);
  return typeof expiry === "string" ? { _ttl: epochSeconds(expiry) } : {};
}

/** A key as DynamoDB wants it. */
export function typedKey(key: Key) {
  return util.dynamodb.toMapValues({ pk: key.pk, sk: key.sk });
}

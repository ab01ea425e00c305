import { util } from "@aws-appsync/utils";
import { guardKey, type Key } from "../data/keys.ts";
import type { Item } from "../data/record.ts";
import type { UniqueSpec } from "../data/spec.ts";
import { typedKey } from "./records.ts";

/** The guard of a unique constraint for one record. */
export interface Guard {
  readonly unique: UniqueSpec;
  readonly key: Key;
}

/** The guards a record has, one for each unique constraint whose values are all there. */
export function guardsOf(
  prefix: string,
  model: { readonly name: string; readonly uniques: readonly UniqueSpec[] },
  record: Item,
): Guard[] {
  const guards: Guard[] = [];
  model.uniques.forEach((unique) => {
    const key = guardKey(prefix, model, unique, record);
    if (key !== null) guards.push({ unique, key });
  });
  return guards;
}

/** Which values a change takes and which it gives free. */
export interface GuardChanges {
  readonly taken: readonly Guard[];
  readonly freed: readonly Guard[];
}

export const noGuards: GuardChanges = { taken: [], freed: [] };

/** What happens to the guards when a record changes. Where its expiry changes, all of them are written again. */
export function changedGuards(
  prefix: string,
  model: { readonly name: string; readonly uniques: readonly UniqueSpec[] },
  before: Item,
  after: Item,
): GuardChanges {
  const old = guardsOf(prefix, model, before);
  const all = guardsOf(prefix, model, after);
  const expires = before["_ttl"] !== after["_ttl"];
  return {
    taken: all.filter((guard) => expires || !old.some((each) => each.key.pk === guard.key.pk)),
    freed: old.filter((guard) => !all.some((each) => each.key.pk === guard.key.pk)),
  };
}

/**
 * Takes the values for a record, unless another one has them. The guard of an expiring record expires with it, and its
 * values are free from that moment on.
 */
export function guardPut(table: string, guard: Guard, record: Item) {
  const id = record["id"];
  const expiry = record["_ttl"];
  return {
    operation: "PutItem" as const,
    table,
    key: typedKey(guard.key),
    attributeValues: util.dynamodb.toMapValues({
      id,
      _m: "!guard",
      ...(expiry === undefined ? {} : { _ttl: expiry }),
    }),
    condition: {
      expression: "attribute_not_exists(pk) OR id = :id OR #ttl <= :now",
      expressionNames: { "#ttl": "_ttl" },
      expressionValues: util.dynamodb.toMapValues({ ":id": id, ":now": util.time.nowEpochSeconds() }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

/** Gives the values free again, if they are still this record's. */
export function guardDelete(table: string, guard: Guard, id: string) {
  return {
    operation: "DeleteItem" as const,
    table,
    key: typedKey(guard.key),
    condition: {
      expression: "attribute_not_exists(pk) OR id = :id",
      expressionValues: util.dynamodb.toMapValues({ ":id": id }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

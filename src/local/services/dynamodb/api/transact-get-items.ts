import type { TransactGetItemsInput, TransactGetItemsOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { SchemaViolation } from "../errors.ts";
import { consumedCapacity, noUnits, readUnits, type Units } from "../items/capacity.ts";
import { checkConstraints, checkTableNames } from "../items/constraints.ts";
import { type Get, type GetInput, prepareGet, projected } from "../items/get.ts";
import { cancelIfAny, checkDistinctItems, prepared, reasonOf } from "../items/transact.ts";
import type { Item } from "../values/attribute-value.ts";
import { checkCount } from "./transact-write-items.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems = (
  engine: Engine,
): Operation<TransactGetItemsInput, TransactGetItemsOutput> => ({
  access: (input) =>
    (input.TransactItems ?? []).map(({ Get }) =>
      itemAccess(engine, "GetItem", Get?.TableName ?? "", [Get?.Key as Item], {
        "dynamodb:EnclosingOperation": "TransactGetItems",
      }),
    ),

  handle(input, call) {
    checkConstraints({ ReturnConsumedCapacity: input.ReturnConsumedCapacity });
    const steps = input.TransactItems ?? [];
    checkCount(steps.length);
    checkTableNames(steps.map(({ Get: get }) => ["get", get?.TableName]));
    const gets = steps.map(({ Get: get }) => prepared(() => prepareGet(engine, get as GetInput)));
    cancelIfAny(
      gets.map((get) =>
        reasonOf(() => {
          if (get instanceof SchemaViolation) throw get;
        }),
      ),
    );
    const sound = gets.filter((get): get is Get => !(get instanceof SchemaViolation));
    checkDistinctItems(sound);
    const byTable = new Map<string, Units>();
    const responses = sound.map((get) => {
      const found = get.open.storage.get(get.key);
      const { name } = get.open.table;
      const units = byTable.get(name) ?? noUnits();
      units.table += readUnits(found?.size ?? 0, 2);
      byTable.set(name, units);
      return found === null ? {} : { Item: projected(get, found, call.request !== null) };
    });
    const capacity = [...byTable].flatMap(
      ([name, units]) =>
        consumedCapacity(input.ReturnConsumedCapacity, name, units, "ReadCapacityUnits") ?? [],
    );
    return {
      Responses: responses as TransactGetItemsOutput["Responses"] & object,
      ...(capacity.length > 0 && { ConsumedCapacity: capacity }),
    };
  },
});

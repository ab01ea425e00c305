import type { GetItemInput, GetItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { consumedCapacity, noUnits, readUnits } from "../items/capacity.ts";
import { checkConstraints, refuseLegacy } from "../items/constraints.ts";
import { prepareGet, projected } from "../items/get.ts";
import type { Item } from "../values/attribute-value.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem = (engine: Engine): Operation<GetItemInput, GetItemOutput> => ({
  access: (input) => [itemAccess(engine, "GetItem", input.TableName ?? "", [input.Key as Item])],

  handle(input, call) {
    checkConstraints(input);
    refuseLegacy("GetItem", input);
    const get = prepareGet(engine, input);
    const found = get.open.storage.get(get.key);
    const units = noUnits();
    units.table = readUnits(found?.size ?? 0, input.ConsistentRead ? 1 : 0.5);
    const capacity = consumedCapacity(input.ReturnConsumedCapacity, input.TableName ?? "", units);
    return {
      ...(found !== null && {
        Item: projected(get, found, call.request !== null) as GetItemOutput["Item"] & object,
      }),
      ...(capacity && { ConsumedCapacity: capacity }),
    };
  },
});

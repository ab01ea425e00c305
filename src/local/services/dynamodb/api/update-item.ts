import type { UpdateItemInput, UpdateItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { checkConstraints, refuseLegacy } from "../items/constraints.ts";
import { prepareUpdate, type UpdateInput } from "../items/prepare-write.ts";
import { writeResponse } from "../items/respond.ts";
import { perform } from "../items/write.ts";
import type { Item } from "../values/attribute-value.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem = (engine: Engine): Operation<UpdateItemInput, UpdateItemOutput> => ({
  access: (input) => [
    itemAccess(engine, "UpdateItem", input.TableName ?? "", [input.Key as Item], {
      "dynamodb:ReturnValues": input.ReturnValues,
    }),
  ],

  handle(input) {
    checkConstraints(input);
    refuseLegacy("UpdateItem", input);
    const write = prepareUpdate(engine, input as UpdateInput);
    return writeResponse(input, write, perform(engine, write));
  },
});

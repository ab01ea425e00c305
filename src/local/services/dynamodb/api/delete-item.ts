import type { DeleteItemInput, DeleteItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { checkConstraints, refuseLegacy } from "../items/constraints.ts";
import { checkReturnValues, type KeyInput, prepareDelete } from "../items/prepare-write.ts";
import { writeResponse } from "../items/respond.ts";
import { perform } from "../items/write.ts";
import type { Item } from "../values/attribute-value.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem = (engine: Engine): Operation<DeleteItemInput, DeleteItemOutput> => ({
  access: (input) => [
    itemAccess(engine, "DeleteItem", input.TableName ?? "", [input.Key as Item], {
      "dynamodb:ReturnValues": input.ReturnValues,
    }),
  ],

  handle(input) {
    checkConstraints(input);
    refuseLegacy("DeleteItem", input);
    checkReturnValues(input.ReturnValues);
    const write = prepareDelete(engine, input as KeyInput);
    return writeResponse(input, write, perform(engine, write));
  },
});

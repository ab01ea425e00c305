import type { PutItemInput, PutItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { checkConstraints, refuseLegacy } from "../items/constraints.ts";
import { checkReturnValues, type PutInput, preparePut } from "../items/prepare-write.ts";
import { writeResponse } from "../items/respond.ts";
import { perform } from "../items/write.ts";
import type { Item } from "../values/attribute-value.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem = (engine: Engine): Operation<PutItemInput, PutItemOutput> => ({
  access: (input) => [
    itemAccess(engine, "PutItem", input.TableName ?? "", [input.Item as Item], {
      "dynamodb:Attributes": Object.keys(input.Item ?? {}),
      "dynamodb:ReturnValues": input.ReturnValues,
    }),
  ],

  handle(input) {
    checkConstraints(input);
    refuseLegacy("PutItem", input);
    checkReturnValues(input.ReturnValues);
    const write = preparePut(engine, input as PutInput, input.ReturnConsumedCapacity);
    return writeResponse(input, write, perform(engine, write));
  },
});

import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { conditionParameters, type ItemCondition } from "./item-change.ts";
import { type ItemKey, storedKey } from "./item-key.ts";

export interface ItemUpdate extends ItemCondition {
  /** `SET #a = :a REMOVE #b`. */
  readonly update: string;
}

/**
 * Changes attributes of an item.
 *
 * @returns false where the condition does not hold; nothing was changed then
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export async function updateItem(
  connection: Connection,
  table: string,
  key: ItemKey,
  update: ItemUpdate,
): Promise<boolean> {
  try {
    await clientOf(connection, DynamoDBClient).send(
      new UpdateItemCommand({
        ...conditionParameters(table, update),
        Key: storedKey(key),
        UpdateExpression: update.update,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}

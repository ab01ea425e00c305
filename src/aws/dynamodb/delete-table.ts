import {
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Begins to delete a table with all that is in it, also one that is protected against that.
 *
 * @returns false where it cannot be deleted yet, since something else is being done to it: to be tried again
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export async function deleteTable(connection: Connection, table: string): Promise<boolean> {
  const client = clientOf(connection, DynamoDBClient);
  const status = await tableStatus(connection, table);
  if (status === null || status.name === "DELETING") return true;
  if (status.name !== "ACTIVE") return false;
  if (status.protected) {
    await client.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: false }));
    if ((await tableStatus(connection, table))?.name === "UPDATING") return false;
  }
  try {
    await client.send(new DeleteTableCommand({ TableName: table }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceInUseException") return false;
    throw error;
  }
}

/**
 * @returns null where there is no such table
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
 */
export async function tableStatus(
  connection: Connection,
  table: string,
): Promise<{ readonly name: string; readonly protected: boolean } | null> {
  try {
    const { Table } = await clientOf(connection, DynamoDBClient).send(
      new DescribeTableCommand({ TableName: table }),
    );
    return { name: Table?.TableStatus ?? "", protected: Table?.DeletionProtectionEnabled ?? false };
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return null;
    throw error;
  }
}

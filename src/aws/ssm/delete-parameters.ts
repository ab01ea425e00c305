import { DeleteParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** What one request takes. */
const most = 10;

/**
 * Deletes parameters; those that are not there count as deleted.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html
 */
export async function deleteParameters(connection: Connection, names: readonly string[]): Promise<void> {
  for (let start = 0; start < names.length; start += most) {
    const Names = names.slice(start, start + most);
    await clientOf(connection, SSMClient).send(new DeleteParametersCommand({ Names }));
  }
}

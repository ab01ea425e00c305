import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * The names of all parameters below a path, secrets included; no values.
 *
 * @param path `/acme/prod`
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
 */
export async function parameterNames(connection: Connection, path: string): Promise<readonly string[]> {
  const client = clientOf(connection, SSMClient);
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetParametersByPathCommand({ Path: path, Recursive: true, WithDecryption: false, NextToken }),
    );
    names.push(...(page.Parameters ?? []).map(({ Name = "" }) => Name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return names;
}

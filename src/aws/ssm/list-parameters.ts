import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * The parameters below a path, all pages; secrets stay encrypted, and so are left out.
 *
 * @param path `/acme/prod`
 * @returns values by what their names have below the path: `api/url`
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
 */
export async function listParameters(
  connection: Connection,
  path: string,
): Promise<Readonly<Record<string, string>>> {
  const client = clientOf(connection, SSMClient);
  const found: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetParametersByPathCommand({ Path: path, Recursive: true, WithDecryption: false, NextToken }),
    );
    for (const { Name = "", Value = "", Type } of page.Parameters ?? []) {
      if (Type !== "SecureString") found[Name.slice(path.length + 1)] = Value;
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

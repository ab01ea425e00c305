import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * @returns the parameter's value; null where there is none of that name
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export async function getParameter(connection: Connection, name: string): Promise<string | null> {
  try {
    const { Parameter } = await clientOf(connection, SSMClient).send(new GetParameterCommand({ Name: name }));
    return Parameter?.Value ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === "ParameterNotFound") return null;
    throw error;
  }
}

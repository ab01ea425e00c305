import type { Connection } from "../../aws/connection.ts";
import { getParameter } from "../../aws/ssm/get-parameter.ts";
import { isDedicated, type ModelDescription } from "./backend-description.ts";

/** Where the foundation stack of a stage publishes its values: `/acme/prod`. */
export interface StageNames {
  readonly app: string;
  readonly stage: string;
}

/** The table that holds a model's records; null: the stage has none. */
export async function tableOf(
  connection: Connection,
  { app, stage }: StageNames,
  model: string,
  description: ModelDescription,
): Promise<string | null> {
  const path = isDedicated(description) ? `tables/${model}/name` : "table/name";
  return getParameter(connection, `/${app}/${stage}/${path}`);
}

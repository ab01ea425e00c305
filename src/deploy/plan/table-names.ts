import type { Connection } from "../../aws/connection.ts";
import { getParameter } from "../../aws/ssm/get-parameter.ts";
import type { BackfillTables } from "../backfill/backfill-item.ts";
import { type BackendDescription, isDedicated, type ModelDescription } from "./backend-description.ts";

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

/** All tables of a stage; null: it has none yet. */
export async function tablesOf(
  connection: Connection,
  { app, stage }: StageNames,
  { models }: BackendDescription,
): Promise<BackfillTables | null> {
  const prefix = `/${app}/${stage}`;
  const pooled = await getParameter(connection, `${prefix}/table/name`);
  if (pooled === null) return null;
  const own = Object.keys(models).filter((name) => isDedicated(models[name] ?? { place: "" }));
  const names = await Promise.all(
    own.map(
      async (name) =>
        [name, (await getParameter(connection, `${prefix}/tables/${name}/name`)) ?? ""] as const,
    ),
  );
  return { pooled, dedicated: Object.fromEntries(names.filter(([, table]) => table !== "")) };
}

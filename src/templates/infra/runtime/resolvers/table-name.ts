import type { Context } from "@aws-appsync/utils";

/** The API's environment variable that holds the name of a table. @param model with a table of its own; null: the pooled table */
export function tableVariable(model: string | null): string {
  return model === null ? "PLINTH_TABLE" : `PLINTH_TABLE_${model}`;
}

/** The physical name of the table a model lives in. Batches and transactions have to name it. */
export function tableName(ctx: Context, place: { readonly table?: string }): string {
  return `${ctx.env[tableVariable(place.table ?? null)]}`;
}

import type { Context } from "@aws-appsync/utils";

/** Does the query ask for this field (`items`, `items/customer`), itself or something in it? Aliased fields are not seen. */
export function wants(ctx: Context, path: string): boolean {
  return ctx.info.selectionSetList.some((each) => each === path || each.startsWith(`${path}/`));
}

import { handler as handle } from "../../functions/welcome-customer/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapModelChange } from "../runtime/lambda/wrap-model-change.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

export type Input = runtime.ModelChange<"Customer", types.Customer, "created">;

export type Output = void;

export type Context = runtime.FunctionContext<types.Models>;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapModelChange(
  {
    name: "welcome-customer",
    models,
  },
  handle satisfies Handler,
);

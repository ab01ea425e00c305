import { handler as handle } from "../../functions/forget-customer/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapMutation } from "../runtime/lambda/wrap-mutation.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

/** The checked arguments; null where an optional one was left out. */
export interface Input {
  readonly customerId: string;
}

export type Output = void;

export type Context = runtime.FunctionContext<types.Models>;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapMutation(
  {
    name: "forget-customer",
    models,
    access: [["role:admin"]],
    input: [{ name: "customerId", type: "id" }],
    returnsNothing: true,
  },
  handle satisfies Handler,
);

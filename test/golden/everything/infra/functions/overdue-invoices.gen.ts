import { handler as handle } from "../../functions/overdue-invoices/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapQuery } from "../runtime/lambda/wrap-query.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

/** The checked arguments; null where an optional one was left out. */
export interface Input {
  /** 2026-12-31 */
  readonly on: string | null;
  readonly priority: types.Priority | null;
}

export type Output = readonly types.Invoice[] | null;

export type Context = runtime.FunctionContext<types.Models>;

/** Invoices that should have been paid by now. */
export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapQuery(
  {
    name: "overdue-invoices",
    models,
    access: [["role:member"]],
    input: [
      { name: "on", type: "date", optional: true },
      { name: "priority", type: "enum", optional: true },
    ],
  },
  handle satisfies Handler,
);

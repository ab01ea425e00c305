import { handler as handle } from "../../functions/archive-invoices/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapSchedule } from "../runtime/lambda/wrap-schedule.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

export type Input = runtime.Tick;

export type Output = void;

export type Context = runtime.FunctionContext<types.Models>;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapSchedule(
  {
    name: "archive-invoices",
    models,
  },
  handle satisfies Handler,
);

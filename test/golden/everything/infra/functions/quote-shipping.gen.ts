import { handler as handle } from "../../functions/quote-shipping/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapQuery } from "../runtime/lambda/wrap-query.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

/** The checked arguments; null where an optional one was left out. */
export interface Input {
  readonly to: types.Address;
  readonly weights: readonly number[];
}

export interface Output {
  /** Whole minor units: cents. */
  readonly price: number;
  readonly carriers: readonly string[];
  readonly from: types.Address;
}

export type Context = runtime.FunctionContext<types.Models>;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapQuery(
  {
    name: "quote-shipping",
    models,
    access: [["role:member"]],
    input: [
      {
        name: "to",
        type: "object",
        fields: [
          { name: "street", type: "text", minLength: 1, maxLength: 200 },
          { name: "zip", type: "text", maxLength: 12, pattern: "[0-9A-Z -]+" },
          {
            name: "location",
            type: "object",
            optional: true,
            fields: [
              { name: "latitude", type: "decimal", min: -90, max: 90 },
              { name: "longitude", type: "decimal", min: -180, max: 180 },
            ],
          },
        ],
      },
      { name: "weights", type: "decimal", list: true },
    ],
  },
  handle satisfies Handler,
);

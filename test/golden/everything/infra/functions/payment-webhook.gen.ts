import { handler as handle } from "../../functions/payment-webhook/handler.ts";
import { ssmSecrets } from "../runtime/lambda/secrets.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapHttp } from "../runtime/lambda/wrap-http.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

export type Input = runtime.HttpRequest;

/** A runtime.HttpResponse, or a value that becomes the JSON body of a 200. */
export type Output = unknown;

export type Context = runtime.FunctionContext<types.Models, "PAYMENT_SIGNING_KEY">;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapHttp(
  {
    name: "payment-webhook",
    models,
    access: [["anyone"]],
    secrets: ssmSecrets(["PAYMENT_SIGNING_KEY"]),
  },
  handle satisfies Handler,
);

import { handler as handle } from "../../functions/send-invoice/handler.ts";
import { ssmSecrets } from "../runtime/lambda/secrets.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapMutation } from "../runtime/lambda/wrap-mutation.ts";
import type * as types from "../types.gen.ts";
import { models } from "../types.gen.ts";

/** The checked arguments; null where an optional one was left out. */
export interface Input {
  readonly invoiceId: string;
  readonly message: string | null;
}

export type Output = types.Invoice | null;

export type Context = runtime.FunctionContext<types.Models, "MAIL_API_KEY", "MAIL_FROM">;

/** Mails the invoice to its customer. */
export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapMutation(
  {
    name: "send-invoice",
    models,
    access: [["role:admin"], ["role:accountant"]],
    input: [
      { name: "invoiceId", type: "id" },
      { name: "message", type: "text", optional: true, maxLength: 500 },
    ],
    secrets: ssmSecrets(["MAIL_API_KEY"]),
    env: ["MAIL_FROM"],
  },
  handle satisfies Handler,
);

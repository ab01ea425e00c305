import { handler as handle } from "../../functions/check-sign-up/handler.ts";
import type * as runtime from "../runtime/lambda/types.ts";
import { wrapSignIn } from "../runtime/lambda/wrap-sign-in.ts";
import { models } from "../types.gen.ts";

export type Input = runtime.SignInEvent;

export type Output = runtime.PreSignUpAnswer | void;

export type Context = runtime.SignInContext;

export type Handler = (input: Input, context: Context) => Output | Promise<Output>;

/** What Lambda invokes. */
export const handler = wrapSignIn(
  {
    name: "check-sign-up",
    models,
  },
  handle satisfies Handler,
);

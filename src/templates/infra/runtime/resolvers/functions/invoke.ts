import type { LambdaRequest } from "@aws-appsync/utils";
import { answerOf, eventOf } from "../lambda-call.ts";
import type { StashContext } from "../stash.ts";

type Ctx = StashContext<unknown>;

/** A field that a Lambda answers: a function of the project, or `createUpload`. */
export function request(ctx: Ctx): LambdaRequest {
  return { operation: "Invoke", payload: eventOf(ctx) };
}

export function response(ctx: Ctx): unknown {
  return answerOf(ctx);
}

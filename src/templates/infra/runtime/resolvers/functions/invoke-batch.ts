import type { LambdaRequest } from "@aws-appsync/utils";
import { answerOf, eventOf } from "../lambda-call.ts";
import type { StashContext } from "../stash.ts";

type Ctx = StashContext<unknown>;

/** As `invoke`, for a field of many objects: AppSync collects the events and invokes once. */
export function request(ctx: Ctx): LambdaRequest {
  return { operation: "BatchInvoke", payload: eventOf(ctx) };
}

export function response(ctx: Ctx): unknown {
  return answerOf(ctx);
}

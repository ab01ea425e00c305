import type { Call } from "../../../kernel/service.ts";
import type { ObjectEvent } from "./event-messages.ts";

/** The part of an event that tells who did what. */
export function eventBy<N extends ObjectEvent["name"]>(name: N, { caller, request, requestId }: Call) {
  return {
    name,
    requestId,
    requester: caller.userId,
    sourceIp: request?.sourceIp.replace(/^::ffff:/, "") ?? "127.0.0.1",
  };
}

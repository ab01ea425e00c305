import type { ServiceContext } from "../../kernel/service.ts";
import type { EventSender } from "./events/event-sender.ts";
import type { S3State } from "./state.ts";

/** What every operation of the service works with. */
export interface S3 {
  readonly state: S3State;
  readonly context: ServiceContext;
  readonly events: EventSender;
}

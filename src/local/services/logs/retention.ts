import type { ServiceContext } from "../../kernel/service.ts";
import { forgottenBefore } from "./groups.ts";
import type { LogsState } from "./state.ts";

/** Removes the events that are older than their group keeps them. */
export function sweep(state: LogsState, { clock }: ServiceContext): void {
  const now = clock.now();
  for (const group of state.groups.list({ prefix: "", after: "", limit: -1 })) {
    if (group.retentionDays !== null) state.events.deleteBefore(group.id, forgottenBefore(group, now));
  }
}

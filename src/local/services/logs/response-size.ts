import type { StoredEvent } from "./storage/events.ts";

/** AWS ends a page of events at 1 MB. */
export const mostBytes = 1_048_576;

/** Cuts a list of events where the page would become too large; at least one stays. */
export function withinPage(events: readonly StoredEvent[]): StoredEvent[] {
  let size = 0;
  const end = events.findIndex(({ message }, position) => {
    size += Buffer.byteLength(message);
    return size > mostBytes && position > 0;
  });
  return end < 0 ? [...events] : events.slice(0, end);
}

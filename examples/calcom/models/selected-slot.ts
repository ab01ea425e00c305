import { boolean, dateTime, id, model, text } from "plinth";
import { written } from "../access.ts";

export const SelectedSlot = model({
  eventTypeId: id(),
  userId: id(),
  slotUtcStartDate: dateTime(),
  slotUtcEndDate: dateTime(),
  uid: text().max(100),
  releaseAt: dateTime(),
  isSeat: boolean().default(false),
})
  .unique(["userId", "slotUtcStartDate", "slotUtcEndDate", "uid"])
  .ttl("releaseAt")
  .access(written)
  .describe("A slot held while somebody fills in the booking form; gone at releaseAt.");

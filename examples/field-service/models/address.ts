import { object, text } from "plinth";

export const Address = object({
  street: text().max(200),
  city: text().max(100),
  zip: text().max(12),
  country: text().length(2).default("CH"),
  accessNotes: text().max(500).optional().describe("Where the key is, which bell to ring."),
});

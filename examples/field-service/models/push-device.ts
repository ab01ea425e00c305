import { dateTime, model, oneOf, text } from "plinth";

export const PushDevice = model({
  token: text().max(400).unique(),
  platform: oneOf("ios", "android", "web"),
  lastSeenAt: dateTime().default("now"),
})
  .scope("user")
  .describe("A phone or browser of one person, in whichever companies they work.");

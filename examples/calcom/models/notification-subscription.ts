import { model, text } from "plinth";

export const NotificationSubscription = model({
  subscription: text(),
})
  .scope("user")
  .describe("A browser that a user allowed to receive push messages, whatever organization they work in.");

import { model, oneOf } from "plinth";

export const Invoice = model({
  status: oneOf("draft", "sent"),
}).softDelete({ keepDays: 30 }).access({ read: "member" });

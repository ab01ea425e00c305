import { model, oneOf } from "plinth";

export const Invoice = model({
  status: oneOf("draft", "sent"),
})
  .index("byStatus", ["status"])
  .softDelete({ keepDays: 30 })
  .access({ read: "member" });

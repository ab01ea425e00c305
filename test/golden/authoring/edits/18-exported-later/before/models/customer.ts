import { model, text } from "plinth";

const customer = model({
  name: text().max(200),
})
  .index("byName", ["name"])
  .access({ read: "member" });

const internal = 1;

export { customer as Customer, internal };

import { email, hasMany, model, oneOf, phone, text } from "plinth";
import { Address } from "./address.ts";

export const Customer = model({
  name: text().min(1).max(120),
  kind: oneOf("person", "company").default("person"),
  email: email().optional().unique(),
  phone: phone().optional(),
  billingAddress: Address,
  notes: text().max(2000).optional(),
  sites: hasMany("Site"),
  jobs: hasMany("Job"),
  invoices: hasMany("Invoice"),
})
  .index("byName", [], { sort: "name" })
  .softDelete({ keepDays: 30 })
  .access({
    read: "member",
    create: ["owner", "dispatcher"],
    update: ["owner", "dispatcher"],
    delete: "owner",
  })
  .describe("Who pays: a household, a landlord, a company.");

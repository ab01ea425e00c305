import { belongsTo, file, hasMany, model, text } from "plinth";
import { Address } from "./address.ts";

export const Site = model({
  name: text().min(1).max(120),
  address: Address,
  floorPlan: file().optional(),
  customer: belongsTo("Customer").onDelete("cascade"),
  jobs: hasMany("Job"),
})
  .unique(["customer", "name"])
  .access({
    read: "member",
    create: ["owner", "dispatcher"],
    update: "member",
    delete: ["owner", "dispatcher"],
  })
  .describe("Where the work is done.");

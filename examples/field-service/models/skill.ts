import { manyToMany, model, text } from "plinth";

export const Skill = model({
  name: text().min(1).max(60).unique(),
  technicians: manyToMany("Technician"),
})
  .access({
    read: "member",
    create: ["owner", "dispatcher"],
    update: ["owner", "dispatcher"],
    delete: "owner",
  })
  .describe("What somebody is trained for: heat pumps, gas, high voltage.");

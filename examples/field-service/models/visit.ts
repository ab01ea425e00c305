import { belongsTo, dateTime, file, hasMany, integer, model, oneOf, text } from "plinth";

export const Visit = model({
  startsAt: dateTime(),
  endsAt: dateTime(),
  status: oneOf("planned", "onTheWay", "onSite", "finished", "missed").default("planned"),
  minutesWorked: integer().min(0).optional(),
  report: text().max(10_000).optional(),
  photo: file().optional(),
  signature: file().optional(),
  job: belongsTo("Job").onDelete("cascade"),
  technician: belongsTo("Technician").optional(),
  trackingLinks: hasMany("TrackingLink"),
})
  .index("byStart", [], { sort: "startsAt" })
  .index("byTechnician", ["technician"], { sort: "startsAt" })
  .access({
    read: "member",
    create: ["owner", "dispatcher"],
    update: "member",
    delete: ["owner", "dispatcher"],
  })
  .describe("One technician at one site for some hours. The calendar is made of these.");

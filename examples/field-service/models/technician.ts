import { boolean, email, hasMany, id, manyToMany, model, money, phone, text } from "plinth";

export const Technician = model({
  name: text().min(1).max(120),
  email: email().unique(),
  phone: phone().optional(),
  userId: id()
    .optional()
    .unique()
    .describe("The sign-in of this technician, once they accepted their invitation."),
  active: boolean().default(true),
  color: text().pattern("#[0-9a-f]{6}").default("#4f46e5"),
  hourlyRate: money().min(0),
  skills: manyToMany("Skill"),
  visits: hasMany("Visit"),
})
  .index("byActive", ["active"], { sort: "name" })
  .access({ read: "member", create: "owner", update: "owner", delete: "owner" });

import { date, decimal, model, text } from "plinth";

export const TaxRate = model({
  country: text().length(2),
  name: text().max(60),
  percent: decimal().min(0).max(100),
  validFrom: date(),
})
  .scope("global")
  .unique(["country", "name", "validFrom"])
  .index("byCountry", ["country"], { sort: "validFrom" })
  .describe("The same for every tenant, kept up to date by us.");

import { belongsTo, boolean, date, decimal, hasMany, integer, model, text } from "plinth";

export const Country = model({
  code: text().length(2).pattern("[A-Z]{2}").unique(),
  name: text().max(80),
  region: text().max(40),
  inUnion: boolean().default(false),
  taxRates: hasMany("TaxRate"),
})
  .scope("global")
  .plural("Countries")
  .index("byRegion", ["region"], { sort: "name" })
  .access({ read: "signedIn", create: [], update: [], delete: [] });

export const TaxRate = model({
  name: text().max(40),
  percent: decimal().min(0).max(100),
  validFrom: date(),
  country: belongsTo("Country"),
})
  .scope("global")
  .unique(["country", "name", "validFrom"])
  .index("byPercent", [], { sort: "percent" });

export const Currency = model({
  code: text().length(3).unique(),
  minorUnits: integer().min(0).max(4).default(2),
})
  .scope("global")
  .plural("Currencies");

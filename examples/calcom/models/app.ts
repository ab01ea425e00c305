import { boolean, json, model, oneOf, text } from "plinth";
import { internal } from "../access.ts";

export const AppCategory = oneOf(
  "calendar",
  "messaging",
  "other",
  "payment",
  "video",
  "web3",
  "automation",
  "analytics",
  "conferencing",
  "crm",
);

export const App = model({
  slug: text().max(100).unique(),
  dirName: text().max(100).unique(),
  keys: json().optional(),
  categories: AppCategory.list().default([]),
  enabled: boolean().default(false),
})
  .scope("global")
  .index("byEnabled", ["enabled"])
  .access(internal)
  .describe("An app of the app store. It carries keys, so organizations read it through functions.");

// Copyright Acme
import { hasMany } from "plinth";
import { model, text } from "../language.ts";
import { limits } from "./limits.ts";

export const Customer = model({
  name: text().max(limits.name),
  invoices: hasMany("Invoice"),
});

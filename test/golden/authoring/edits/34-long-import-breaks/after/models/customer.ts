import {
  belongsTo,
  boolean,
  date,
  dateTime,
  decimal,
  email,
  hasMany,
  id,
  integer,
  json,
  model,
  money,
  text,
} from "plinth";

export const Customer = model({
  name: text(), a: boolean(), b: date(), c: dateTime(), d: decimal(), e: email(), f: id(), g: integer(), h: json(), i: money(),
  owner: belongsTo("Owner"),
  invoices: hasMany("Invoice"),
});

import { belongsTo, hasMany, model, text } from "plinth";

export const Category = model({
  name: text(),
  parent: belongsTo("Category").optional(),
  children: hasMany("Category"),
});

import { hasMany as many, model as define, text as string } from "plinth";

export const Customer = define({
  name: string().max(200),
  notes: many("Note"),
});

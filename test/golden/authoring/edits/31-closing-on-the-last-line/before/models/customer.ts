import { model, text } from "plinth";
export const Customer = model({
  name: text(),
  phone: text() });

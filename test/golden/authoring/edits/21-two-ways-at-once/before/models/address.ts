import { model, text } from "plinth";

export const Address = model({
  street: text(),
});

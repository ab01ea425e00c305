import { model, text } from "plinth";

export const User = model({
  name: text(),
});

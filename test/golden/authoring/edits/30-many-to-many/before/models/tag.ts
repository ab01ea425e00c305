import { model, text } from "plinth";

export const Tag = model({
  title: text(),
});

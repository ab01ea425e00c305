import { model } from "plinth";

export const Customer = model({
  // fields come later
});

import { hasOne, model, text } from "plinth";

export const User = model({
  name: text(),
  profile: hasOne("Profile"),
});

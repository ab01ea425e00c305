import { belongsTo, model, text } from "plinth";

export const Profile = model({
  bio: text().optional(),
  user: belongsTo("User"),
});

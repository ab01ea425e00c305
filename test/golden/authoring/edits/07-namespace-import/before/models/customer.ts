import * as plinth from "plinth";

export const Customer = plinth.model({
  name: plinth.text().max(200),
});

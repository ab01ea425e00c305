import { belongsTo, model } from "plinth";

export const Invoice = model({
  billTo: belongsTo("Address"),
  shipTo: belongsTo("Address").optional().onDelete("keep"),
});

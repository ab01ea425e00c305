import { http } from "plinth";

export default http({
  description: "The payment provider says that an invoice was paid. The signature is the caller's proof.",
  method: "POST",
  path: "/webhooks/payments",
  access: "anyone",
  secrets: ["PAYMENT_WEBHOOK_SECRET"],
});

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Handler } from "../../infra/functions/payment-webhook.gen.ts";
import { FunctionError } from "../../infra/runtime/lambda/function-error.ts";

/** What the provider sends back of what it was given with the payment, and its own reference. */
interface Payment {
  readonly tenantId: string;
  readonly invoiceId: string;
  readonly reference: string;
}

export const handler: Handler = async (request, { db, secrets, log }) => {
  const given = Buffer.from(request.headers.get("x-signature") ?? "", "hex");
  const right = createHmac("sha256", secrets.PAYMENT_WEBHOOK_SECRET).update(request.bytes).digest();
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new FunctionError("Unauthorized", "The signature is wrong.");
  }
  const { tenantId, invoiceId, reference } = request.json() as Payment;
  const tenant = db.asSystem(tenantId);
  const invoice = await tenant.Invoice.get({ id: invoiceId });
  if (invoice === null) throw new FunctionError("NotFound", "There is no such invoice.");
  // Providers send the same event more than once.
  if (invoice.status !== "paid") {
    await tenant.Invoice.update({ id: invoiceId, status: "paid", paymentReference: reference });
    log.info("Invoice paid", { invoiceId, reference });
  }
  return { statusCode: 204 };
};

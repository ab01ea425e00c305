import type { Handler } from "../../infra/functions/payment-webhook.gen.ts";

export const handler: Handler = async (request, { secrets, log }) => {
  const { provider } = request.parameters;
  log.info("Called", { provider, signed: request.headers.get("x-signature") === secrets.PAYMENT_SIGNING_KEY });
  return { statusCode: 202, headers: { "x-provider": `${provider}` } };
};

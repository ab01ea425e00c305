import type { Handler } from "../../infra/functions/send-invoice.gen.ts";

export const handler: Handler = async ({ invoiceId, message }, { db, env, secrets }) => {
  const invoice = await db.Invoice.get({ id: invoiceId });
  if (invoice === null) return null;
  await fetch("https://mail.example.com/", {
    method: "POST",
    headers: { authorization: secrets.MAIL_API_KEY },
    body: JSON.stringify({ from: env.MAIL_FROM, text: message ?? "Here is your invoice." }),
  });
  return db.Invoice.update({ id: invoice.id, status: "sent", expectedVersion: invoice.version });
};

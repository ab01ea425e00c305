import type { Handler } from "../../infra/functions/welcome-customer.gen.ts";

export const handler: Handler = async ({ after, before, kind, recordId }, { db, log, tenant }) => {
  log.info("Welcome", { kind, recordId, before, tenantId: tenant?.id, vip: after.vip });
  await db.Draft.create({ text: after.name });
  await db.Invoice.restore({ id: recordId });
};

import type { Handler } from "../../infra/functions/archive-invoices.gen.ts";

export const handler: Handler = async ({ scheduledAt }, { db, log }) => {
  const tenant = db.asSystem("acme");
  for await (const { id, version } of tenant.Invoice.listAll({
    byStatus: { status: "paid", dueOn: { lt: scheduledAt.slice(0, 10) } },
    filter: { or: [{ total: { ge: 100 } }, { tags: { contains: "old" } }], not: { priority: { in: ["high"] } } },
  })) {
    await tenant.Invoice.delete({ id, expectedVersion: version });
    log.info("Archived", { id });
  }
};

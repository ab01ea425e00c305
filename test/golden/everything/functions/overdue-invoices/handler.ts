import type { Handler } from "../../infra/functions/overdue-invoices.gen.ts";

export const handler: Handler = async ({ on, priority }, { db }) => {
  const until = on ?? new Date().toISOString().slice(0, 10);
  const page = await db.Invoice.list({
    byStatus: { status: "sent", dueOn: { lt: until } },
    ...(priority !== null && { filter: { priority: { eq: priority } } }),
    sortDirection: "DESC",
    limit: 20,
  });
  return page.items;
};

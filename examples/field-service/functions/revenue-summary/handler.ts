import type { Handler } from "../../infra/functions/revenue-summary.gen.ts";

export const handler: Handler = async ({ from, to }, { db }) => {
  const today = new Date().toISOString().slice(0, 10);
  const sum = { invoiced: 0, paid: 0, overdue: 0, invoices: 0 };
  for (const status of ["sent", "paid"] as const) {
    const due = { between: [from, to] } as const;
    for await (const { total, dueOn } of db.Invoice.listAll({ byStatus: { status, dueOn: due } })) {
      sum.invoices++;
      sum.invoiced += total;
      if (status === "paid") sum.paid += total;
      else if (dueOn < today) sum.overdue += total;
    }
  }
  return sum;
};

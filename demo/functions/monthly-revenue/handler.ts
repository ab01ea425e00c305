import type { Handler } from "../../infra/functions/monthly-revenue.gen.ts";

const months = Array.from({ length: 12 }, (_, month) => `${month + 1}`.padStart(2, "0"));

/** What was invoiced and paid in each month of a year, and what is overdue, in cents. */
export const handler: Handler = async ({ year }, { db, log }) => {
  const issued = months.map(() => 0);
  const paid = months.map(() => 0);
  const today = new Date().toISOString().slice(0, 10);
  let overdue = 0;
  let invoices = 0;
  for await (const { issuedOn, dueOn, status, total } of db.Invoice.listAll({
    byYear: { fiscalYear: year },
    limit: 100,
  })) {
    const month = Number(issuedOn.slice(5, 7)) - 1;
    issued[month] = (issued[month] ?? 0) + total;
    if (status === "paid") paid[month] = (paid[month] ?? 0) + total;
    if (status === "sent" && dueOn < today) overdue += total;
    invoices++;
  }
  log.info("Added up a year's invoices", { year, invoices });
  return { months: months.map((month) => `${year}-${month}`), issued, paid, overdue };
};

import type { GraphqlClient } from "../../test/support/deployed/graphql-client.ts";
import { bar, fact, median, money, table, timed } from "./print.ts";

interface Job {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly dueOn: string;
  readonly customer: { readonly name: string };
  readonly site: { readonly city: string };
  readonly visits: { readonly items: readonly { readonly technician: { readonly name: string } | null }[] };
}

/** What the people of the company look at: lists by index, nested records, everything page by page, a year's figures. */
export async function explore(owner: GraphqlClient): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const week = { week: [today, soon] };
  const due = `query ($week: [String!]) { listJobs(byStatus: { status: scheduled, dueOn: { between: $week } }, limit: 5) {
    items { id number title dueOn customer { name } site { city } visits { items { technician { name } } } } } }`;
  const dueQuery = due.replace("[String!]", "[AWSDate!]");
  const [jobs, dueTime] = await timed(() => owner.data<{ listJobs: { items: Job[] } }>(dueQuery, week));
  fact("scheduled jobs of the next seven days, with customer, site, visits and technicians", dueTime);
  table(
    jobs.listJobs.items.map(({ number, title, dueOn, customer, visits }) => [
      number,
      dueOn,
      title.slice(0, 44),
      customer.name.slice(0, 24),
      visits.items.map(({ technician }) => technician?.name ?? "nobody yet").join(", "),
    ]),
  );

  const overdue = `query ($today: AWSDate!) { listInvoices(byStatus: { status: sent, dueOn: { lt: $today } }, limit: 100) {
    items { number total dueOn customer { name } } } }`;
  const [late, lateTime] = await timed(() =>
    owner.data<{ listInvoices: { items: { total: number }[] } }>(overdue, { today }),
  );
  const open = late.listInvoices.items;
  const sum = money(open.reduce((all, { total }) => all + total, 0));
  fact(`${open.length} invoices are overdue: ${sum} in all`, lateTime);

  const pages =
    "query ($nextToken: String) { listVisits(limit: 100, nextToken: $nextToken) { items { id } nextToken } }";
  let visits = 0;
  let count = 0;
  const [, pagesTime] = await timed(async () => {
    let nextToken: string | null = null;
    do {
      const data: { listVisits: { items: unknown[]; nextToken: string | null } } = await owner.data(pages, {
        nextToken,
      });
      visits += data.listVisits.items.length;
      nextToken = data.listVisits.nextToken;
      count++;
    } while (nextToken !== null);
  });
  fact(`all ${visits} visits, in ${count} pages`, pagesTime);

  const year = Number(today.slice(0, 4));
  const revenue = `{ monthlyRevenue(year: ${year}) { months issued paid overdue } }`;
  const [figures, coldTime] = await timed(() =>
    owner.data<{ monthlyRevenue: { months: string[]; issued: number[]; paid: number[] } }>(revenue),
  );
  const { months, issued, paid } = figures.monthlyRevenue;
  const most = Math.max(...issued, 1);
  fact(
    `invoiced in ${year}, added up by the function monthly-revenue (its first call, from a cold start)`,
    coldTime,
  );
  for (const [at, month] of months.entries()) {
    const total = issued[at] ?? 0;
    if (total > 0)
      fact(
        `${month}  ${money(total).padStart(10)}  ${bar(total / most, 30)} ${paidShare(paid[at] ?? 0, total)}`,
      );
  }

  const [first] = jobs.listJobs.items;
  const get = `{ getJob(id: "${first?.id}") { number title status customer { name } } }`;
  fact("one job with its customer, over and over (median of 50)", await median(50, () => owner.data(get)));
  fact("the nested list above (median of 50)", await median(50, () => owner.data(dueQuery, week)));
  fact("the function, warm (median of 10)", await median(10, () => owner.data(revenue)));
}

function paidShare(paid: number, total: number): string {
  return `${Math.round((100 * paid) / total)} % paid`;
}

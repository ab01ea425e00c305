/**
 * Writes `demo/data/*.gen.json`: two companies' records, made up from lists of real-sounding names by a seeded generator,
 * so that the same bytes come out each time. Days count from the day of the demo. Another folder may be named.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Company, companies } from "./make-data/companies.ts";
import { jobKinds, parts, skills, tags } from "./make-data/trade.ts";

type Value = string | number | boolean | null | readonly number[];
type Row = readonly Value[];
type Tables = Readonly<Record<string, { readonly fields: readonly string[]; readonly rows: readonly Row[] }>>;

const folder = process.argv[2] ?? join(import.meta.dirname, "data");
mkdirSync(folder, { recursive: true });
for (const company of companies) {
  writeFileSync(join(folder, `${company.id}.gen.json`), printed(company.id, tablesOf(company)));
}

/** One row a line. */
function printed(id: string, tables: Tables): string {
  const texts = Object.entries(tables).map(([model, { fields, rows }]) => {
    const lines = rows.map((row) => JSON.stringify(row)).join(",\n");
    return `"${model}": { "fields": ${JSON.stringify(fields)}, "rows": [\n${lines}\n] }`;
  });
  return `{ "company": "${id}",\n${texts.join(",\n")}\n}\n`;
}

function tablesOf(company: Company): Tables {
  const random = seeded(company.seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const chance = (share: number) => random() < share;
  const place = () => pick(company.places);
  const street = () => `${pick(company.streets)} ${between(1, 120)}`;
  const phone = () => `${company.dialling}${between(100_0000, 999_9999)}`;

  const customers: Row[] = [];
  const sites: Row[] = [];
  const sitesOf: number[][] = [];
  for (let n = 0; n < company.customers; n++) {
    const [zip, city] = place();
    const isCompany = chance(0.35);
    const last = pick(company.lastNames);
    const first = pick(company.firstNames);
    const name = isCompany ? `${last} ${pick(company.trades)} ${company.legalForm}` : `${first} ${last}`;
    const mail = isCompany
      ? `info@${plain(last)}-${n}.example`
      : `${plain(first)}.${plain(last)}${n}@mail.example`;
    customers.push([
      name,
      isCompany ? "company" : "person",
      chance(0.9) ? mail : null,
      chance(0.8) ? phone() : null,
      street(),
      zip,
      city,
      -between(30, 1090),
    ]);
    const own: number[] = [];
    const labels = isCompany ? ["Head office", "Workshop", "Warehouse", "Branch"] : ["Home", "Holiday flat"];
    for (let site = 0; site < (isCompany ? between(1, 4) : chance(0.12) ? 2 : 1); site++) {
      const [siteZip, siteCity] = site === 0 ? [zip, city] : place();
      own.push(sites.length);
      const access = chance(0.4) ? pick(company.access) : null;
      sites.push([labels[site] ?? "", street(), siteZip, siteCity, access, n]);
    }
    sitesOf.push(own);
  }

  const technicians: Row[] = Array.from({ length: company.technicians }, (_, n) => {
    const first = company.firstNames[(n * 7 + company.seed) % company.firstNames.length] ?? "";
    const last = company.lastNames[(n * 11 + company.seed) % company.lastNames.length] ?? "";
    const own = skills
      .map((_name, skill) => skill)
      .filter((skill) => skill === n % skills.length || chance(0.3));
    const mail = `${plain(first)}.${plain(last)}@${company.id}.example`;
    return [`${first} ${last}`, mail, between(78, 125) * 100, !chance(0.1), own];
  });

  const jobs: Row[] = [];
  const visits: Row[] = [];
  const usages: Row[] = [];
  const invoices: Row[] = [];
  const lines: Row[] = [];
  const notes: Row[] = [];
  let invoiceNumber = 0;
  for (let n = 0; n < company.jobs; n++) {
    // From almost three years ago to two months ahead, more and more of them as the company grows.
    const due = Math.round(60 - 1060 * (1 - n / company.jobs) ** 1.8) + between(-5, 5);
    const customer = between(0, company.customers - 1);
    const site = pick(sitesOf[customer] ?? [0]);
    const [, , , siteCity] = sites[site] ?? [];
    const kind = pick(jobKinds);
    const status =
      due > 14
        ? pick(["requested", "scheduled"])
        : due > 0
          ? pick(["scheduled", "inProgress"])
          : chance(0.05)
            ? "cancelled"
            : "done";
    const own = tags.map((_name, tag) => tag).filter(() => chance(0.15));
    const priority = chance(0.12) ? "urgent" : chance(0.25) ? "low" : "normal";
    jobs.push([1001 + n, `${kind.title}, ${siteCity}`, status, priority, due, customer, site, own]);
    if (chance(0.3)) notes.push([pick(kind.notes), chance(0.1), n]);
    if (status === "requested" || status === "cancelled") continue;

    const used: (readonly [part: number, quantity: number])[] = [];
    let minutes = 0;
    for (let visit = 0; visit < (chance(0.3) ? 2 : 1); visit++) {
      const start = between(7, 15) * 60 + pick([0, 15, 30, 45]);
      const length = between(2, 10) * 15;
      const finished = status === "done" || (status === "inProgress" && visit === 0);
      const worked = finished ? length + between(-10, 20) : null;
      minutes += worked ?? 0;
      const day = due - (visit === 0 ? 0 : 3);
      const report = finished ? pick(kind.reports) : null;
      visits.push([
        `${day} ${start}`,
        `${day} ${start + length}`,
        finished ? "finished" : "planned",
        worked,
        report,
        n,
        between(0, company.technicians - 1),
      ]);
      if (finished && chance(0.55)) {
        const usage = [pick(kind.parts), pick([1, 1, 1, 2, 2.5, 4])] as const;
        used.push(usage);
        usages.push([usage[1], visits.length - 1, usage[0]]);
      }
    }
    if (status !== "done" || chance(0.15)) continue;

    const labour = Math.round((minutes / 60) * 4) / 4;
    const billed: (readonly [text: string, quantity: number, price: number])[] = [
      [`Labour: ${kind.title}`, labour, company.hourlyRate],
      ["Travel", 1, pick([3500, 4800, 6200])],
      ...used.map(
        ([part, quantity]) => [parts[part]?.name ?? "", quantity, parts[part]?.price ?? 0] as const,
      ),
    ];
    const total = billed.reduce((sum, [, quantity, price]) => sum + Math.round(quantity * price), 0);
    const issued = due + between(1, 8);
    const paid = issued < -35 && chance(0.94);
    const invoice = invoices.length;
    invoices.push([
      ++invoiceNumber,
      paid ? "paid" : issued < -2 ? "sent" : "draft",
      issued,
      issued + 30,
      total,
      customer,
      n,
    ]);
    for (const [position, [text, quantity, price]] of billed.entries())
      lines.push([position + 1, text, quantity, price, invoice]);
  }

  const table = (fields: string, rows: readonly Row[]) => ({ fields: fields.split(" "), rows });
  return {
    Skill: table(
      "name",
      skills.map((name) => [name]),
    ),
    Tag: table(
      "name",
      tags.map((name) => [name]),
    ),
    Part: table(
      "sku name price stock unit",
      parts.map(({ sku, name, price, unit }) => [sku, name, price, between(0, 240), unit]),
    ),
    Customer: table("name kind email phone street zip city since", customers),
    Technician: table("name email hourlyRate active skills", technicians),
    Site: table("label street zip city access customer", sites),
    Job: table("number title status priority dueOn customer site tags", jobs),
    Visit: table("startsAt endsAt status minutesWorked report job technician", visits),
    PartUsage: table("quantity visit part", usages),
    Invoice: table("number status issuedOn dueOn total customer job", invoices),
    InvoiceLine: table("position description quantity unitPrice invoice", lines),
    Note: table("body pinned job", notes),
  };
}

/** Mulberry32: the same numbers for the same seed, 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** For e-mail addresses. */
function plain(name: string): string {
  const spelled: Readonly<Record<string, string>> = {
    ä: "ae",
    ö: "oe",
    ü: "ue",
    ß: "ss",
    é: "e",
    è: "e",
    ç: "c",
  };
  return name
    .toLowerCase()
    .replace(/[äöüßéèç]/g, (letter) => spelled[letter] ?? "")
    .replace(/[^a-z]/g, "");
}

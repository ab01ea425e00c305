import { readFileSync } from "node:fs";
import { join } from "node:path";

type Value = string | number | boolean | null | readonly number[];

/** A file of `demo/data/`: rows by model, which refer to each other by row number. */
type File = Readonly<
  Record<string, { readonly fields: readonly string[]; readonly rows: readonly (readonly Value[])[] }>
>;

/** A record to be created, and what to link it with. */
export interface Seed {
  readonly input: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** Links of a manyToMany relation, by the mutation that makes them. */
export interface Link {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Company {
  readonly records: ReadonlyMap<string, readonly Seed[]>;
  readonly links: readonly Link[];
}

const references: Readonly<Record<string, string>> = {
  customer: "Customer",
  site: "Site",
  technician: "Technician",
  job: "Job",
  visit: "Visit",
  part: "Part",
  invoice: "Invoice",
};
const days = new Set(["since", "dueOn", "issuedOn"]);
const moments = new Set(["startsAt", "endsAt"]);
const aDay = 86_400_000;

/**
 * Reads a company's data as inputs of the API: with ids, and with the dates that the days mean as of today.
 *
 * @param id "alpine" or "harbour"
 */
export function companyData(id: string): Company {
  const text = readFileSync(join(import.meta.dirname, `../../demo/data/${id}.gen.json`), "utf8");
  const { company: _company, ...file } = JSON.parse(text) as File & { company: string };
  const tables = Object.entries(file as File);
  const ids = new Map(tables.map(([model, { rows }]) => [model, rows.map(() => ulid())]));
  const idOf = (model: string, row: number): string => ids.get(model)?.[row] ?? "";
  const midnight = Math.floor(Date.now() / aDay) * aDay;
  const dateOf = (day: number) => new Date(midnight + day * aDay).toISOString().slice(0, 10);
  const momentOf = (value: string) => {
    const [day, minute] = value.split(" ").map(Number);
    return new Date(midnight + (day ?? 0) * aDay + (minute ?? 0) * 60_000).toISOString();
  };
  const links: Link[] = [];

  const records = tables.map(([model, { fields, rows }]): [string, Seed[]] => [
    model,
    rows.map((row, at) => {
      const id = idOf(model, at);
      const input: Record<string, unknown> = { id };
      for (const [position, field] of fields.entries()) {
        const value = row[position] ?? null;
        const target = references[field];
        if (value === null) continue;
        if (target !== undefined) input[`${field}Id`] = idOf(target, value as number);
        else if (days.has(field)) input[field] = dateOf(value as number);
        else if (moments.has(field)) input[field] = momentOf(value as string);
        else if (field === "skills") linkSkills(id, value as readonly number[]);
        else if (field === "tags") linkTags(id, value as readonly number[]);
        else input[field] = value;
      }
      if (model === "Invoice") {
        const year = `${input["issuedOn"]}`.slice(0, 4);
        Object.assign(input, {
          fiscalYear: Number(year),
          number: `${year}-${`${input["number"]}`.padStart(4, "0")}`,
        });
      }
      return { input: input as Seed["input"] };
    }),
  ]);

  function linkTags(jobId: string, rows: readonly number[]): void {
    const tagIds = rows.map((row) => idOf("Tag", row));
    if (tagIds.length > 0) links.push({ mutation: "linkJobTags", input: { jobId, tagIds } });
  }

  /** The mutation is on the side that comes first in the alphabet. */
  function linkSkills(technicianId: string, rows: readonly number[]): void {
    for (const row of rows) {
      const input = { skillId: idOf("Skill", row), technicianIds: [technicianId] };
      links.push({ mutation: "linkSkillTechnicians", input });
    }
  }

  return { records: new Map(records), links };
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let count = 0;

/** An id of its own for each record, in the order of the data: https://github.com/ulid/spec */
function ulid(): string {
  let time = Date.now();
  let head = "";
  for (let digit = 0; digit < 10; digit++) {
    head = alphabet.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  let tail = "";
  let rest = ++count;
  for (let digit = 0; digit < 4; digit++) {
    tail = alphabet.charAt(rest % 32) + tail;
    rest = Math.floor(rest / 32);
  }
  const random = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => alphabet.charAt(byte % 32));
  return `${head}${tail}${random.join("")}`;
}

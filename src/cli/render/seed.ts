import type { SeedResult } from "../../operations/seed.ts";
import type { Style } from "../style.ts";
import { duration } from "./step.ts";

/**
 * What a seed has made, and what it said meanwhile.
 *
 * @param said lines
 */
export function renderSeed(result: SeedResult, said: readonly string[], style: Style): string {
  const lines = said.map((line) => `  ${style.dim(line)}\n`).join("");
  return `${lines}${style.green("Seeded")} ${style.bold(result.stage)}: ${seedCounts(result)} ${style.dim(`(${duration(result.milliseconds)})`)}\n`;
}

/** `2 tenants, 3 users, 40 records created, 2 updated`. */
export function seedCounts({ tenants, users, records }: SeedResult): string {
  return [
    count(tenants.length, "tenant"),
    count(users.length, "user"),
    `${count(records.created, "record")} created`,
    ...(records.updated > 0 ? [`${records.updated} updated`] : []),
    ...(records.unchanged > 0 ? [`${records.unchanged} as they were`] : []),
  ].join(", ");
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

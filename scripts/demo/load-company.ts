import type { GraphqlClient } from "../../test/support/deployed/graphql-client.ts";
import type { Company } from "./company-data.ts";

/** What must be there before what: each step's records refer to earlier ones only. */
const order: readonly (readonly string[])[] = [
  ["Skill", "Tag", "Part", "Customer", "Technician"],
  ["Site"],
  ["Job"],
  ["Visit", "Invoice", "Note"],
  ["PartUsage", "InvoiceLine"],
];

/**
 * Creates all records of a company through the API, one mutation a record, many at a time.
 *
 * @param clients how many requests are on the way at once
 * @returns how many mutations it took, and how long each of them, in milliseconds
 */
export async function loadCompany(
  caller: GraphqlClient,
  company: Company,
  clients: number,
): Promise<number[]> {
  const times: number[] = [];
  const mutate = async (document: string, input: object) => {
    const start = performance.now();
    await caller.data(document, { input });
    times.push(performance.now() - start);
  };
  for (const models of order) {
    const work = models.flatMap((model) =>
      (company.records.get(model) ?? []).map(({ input }) => {
        const document = `mutation ($input: ${model}Create!) { create${model}(input: $input) { id tenantId createdBy } }`;
        return () => mutate(document, input);
      }),
    );
    await abreast(work, clients);
  }
  await abreast(
    company.links.map(({ mutation, input }) => {
      const type = `${mutation.replace("link", "")}Link`;
      return () => mutate(`mutation ($input: ${type}!) { ${mutation}(input: $input) }`, input);
    }),
    clients,
  );
  return times;
}

/** Does everything, so many at a time. */
async function abreast(work: readonly (() => Promise<void>)[], clients: number): Promise<void> {
  const waiting = work.values();
  const client = async () => {
    for (const each of waiting) await each();
  };
  await Promise.all(Array.from({ length: clients }, client));
}

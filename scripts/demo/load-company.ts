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

/** How many mutations a request carries, and how many requests are on the way at once. */
export const [together, clients] = [10, 16];

/** One mutation: its field, the type of its input, and what is asked of its result. */
interface Mutation {
  readonly field: string;
  readonly type: string;
  readonly selection: string;
  readonly input: object;
}

export interface Loaded {
  readonly mutations: number;
  /** Of each request, in milliseconds. */
  readonly times: readonly number[];
}

/** Creates all records of a company through the API, and then links them. */
export async function loadCompany(caller: GraphqlClient, company: Company): Promise<Loaded> {
  const times: number[] = [];
  let mutations = 0;
  const send = async (batch: readonly Mutation[]) => {
    const start = performance.now();
    await caller.data(...document(batch));
    times.push(performance.now() - start);
    mutations += batch.length;
  };
  for (const models of order) {
    const creations = models.flatMap((model) =>
      (company.records.get(model) ?? []).map(({ input }) => ({
        field: `create${model}`,
        type: `${model}Create`,
        selection: "{ id tenantId createdBy }",
        input,
      })),
    );
    await abreast(creations, send);
  }
  const links = company.links.map(({ mutation, input }) => ({
    field: mutation,
    type: `${mutation.replace("link", "")}Link`,
    selection: "",
    input,
  }));
  await abreast(links, send);
  return { mutations, times };
}

function document(batch: readonly Mutation[]): [text: string, variables: Record<string, object>] {
  const variables = batch.map(({ type }, at) => `$i${at}: ${type}!`).join(", ");
  const fields = batch.map(({ field, selection }, at) => `m${at}: ${field}(input: $i${at}) ${selection}`);
  const inputs = batch.map(({ input }, at): [string, object] => [`i${at}`, input]);
  return [`mutation (${variables}) { ${fields.join(" ")} }`, Object.fromEntries(inputs)];
}

async function abreast(work: readonly Mutation[], send: (batch: readonly Mutation[]) => Promise<void>) {
  const batches = Array.from({ length: Math.ceil(work.length / together) }, (_, at) =>
    work.slice(at * together, (at + 1) * together),
  ).values();
  const client = async () => {
    for (const batch of batches) await send(batch);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

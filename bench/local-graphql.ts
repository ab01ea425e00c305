import type { Report } from "./benchmark.ts";
import { openConnection } from "./dynamodb/connection.ts";
import { customer } from "./graphql/serve.ts";
import { posted, type Started, start } from "./graphql/start.ts";
import { median } from "./measure.ts";
import { align } from "./table.ts";
import { type Turn, takeTurn } from "./take-turn.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const milliseconds = Number(process.env["BENCH_MILLISECONDS"] ?? 1_000);
const differentRequests = 100;

interface Workload {
  readonly name: string;
  readonly query: string;
  readonly variables: (number: number, ids: readonly string[]) => object;
}

const fields =
  "id tenantId name kind email phone billingAddress { street city zip } notes createdAt updatedAt version";
const workloads: readonly Workload[] = [
  {
    name: "get",
    query: `query ($id: ID!) { getCustomer(id: $id) { ${fields} } }`,
    variables: (number, ids) => ({ id: ids[number % ids.length] }),
  },
  {
    name: "list 20",
    query: `query { listCustomers(byName: {}, limit: 20) { items { ${fields} } nextToken } }`,
    variables: () => ({}),
  },
  {
    name: "create",
    query: `mutation ($input: CustomerCreate!) { createCustomer(input: $input) { ${fields} } }`,
    variables: (number) => ({ input: customer(number) }),
  },
];

/**
 * GraphQL of a generated project, deployed as it is: signed-in user, pipeline resolvers, table on disk. Beside it a server
 * that answers as many bytes without doing anything; both in processes of their own, in turns.
 *
 * `BENCH_ROUNDS` and `BENCH_MILLISECONDS` (of each turn) for longer or shorter runs.
 */
export const localGraphql: Report = {
  name: "local-graphql",
  title: `GraphQL: requests a second [50th, 95th percentile in ms], medians of ${rounds} turns`,
  async report(folder) {
    const plinth = await start("plinth", folder);
    const nothing = await start("null");
    try {
      const rows: string[][] = [];
      for (const workload of workloads) {
        for (const clients of [1, 32]) rows.push(await row(plinth, nothing, workload, clients));
      }
      const head = ["", "null server", "plinth", "plinth / null"];
      return align([head, head.map(() => "---"), ...rows]);
    } finally {
      plinth.stop();
      nothing.stop();
    }
  },
};

async function row(
  plinth: Started,
  nothing: Started,
  workload: Workload,
  clients: number,
): Promise<string[]> {
  const bodies = Array.from({ length: differentRequests }, (_, number) =>
    JSON.stringify({ query: workload.query, variables: workload.variables(number, plinth.ids) }),
  );
  const headers = { authorization: plinth.token };
  const own = bodies.map((body) => posted(plinth.url, body, headers));
  const connection = await openConnection("localhost", Number(new URL(plinth.url).port));
  const sample = await connection.send(own[0] as Buffer);
  connection.close();
  if (sample.includes('"errors"')) throw new Error(sample);
  const floor = bodies.map((body) =>
    posted(nothing.url, body, { ...headers, "x-size": String(Buffer.byteLength(sample)) }),
  );
  const turns = { plinth: [] as Turn[], nothing: [] as Turn[] };
  for (let round = 0; round <= rounds; round += 1) {
    const taken = [await take(nothing.url, floor, clients), await take(plinth.url, own, clients)] as const;
    // The first one warms up.
    if (round === 0) continue;
    turns.nothing.push(taken[0]);
    turns.plinth.push(taken[1]);
  }
  const cell = (all: readonly Turn[]) =>
    `${Math.round(median(all.map(({ rate }) => rate)))} [${median(all.map(({ middle }) => middle)).toFixed(2)}, ${median(all.map(({ slow }) => slow)).toFixed(2)}]`;
  const ratio = median(turns.plinth.map(({ rate }) => rate)) / median(turns.nothing.map(({ rate }) => rate));
  return [
    `${workload.name}, ${clients} at once`,
    cell(turns.nothing),
    cell(turns.plinth),
    `${ratio.toFixed(2)}x`,
  ];
}

function take(url: string, requests: readonly Buffer[], clients: number): Promise<Turn> {
  return takeTurn({ host: "localhost", port: Number(new URL(url).port) }, requests, clients, milliseconds);
}

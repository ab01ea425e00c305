import type { Report } from "./benchmark.ts";
import { type Engine, startEngines } from "./dynamodb/engines.ts";
import { signedRequest } from "./dynamodb/signed-request.ts";
import { filled, type Workload, workloads } from "./dynamodb/workloads.ts";
import { median } from "./measure.ts";
import { align } from "./table.ts";
import { type Turn, takeTurn } from "./take-turn.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const milliseconds = Number(process.env["BENCH_MILLISECONDS"] ?? 700);
/** Of each version of the items: the second half writes over the first. */
const differentItems = 400;

/**
 * Operations a second of the local cloud's DynamoDB beside dynalite, dynoxide and a server that does nothing. Engines take
 * turns; requests are signed before the clock runs and written to kept connections, the same way for all.
 *
 * `BENCH_ROUNDS` and `BENCH_MILLISECONDS` (of each turn) for longer or shorter runs.
 */
export const localDynamodb: Report = {
  name: "local-dynamodb",
  title: `DynamoDB: operations a second (95th percentile in ms), medians of ${rounds} turns`,
  async report(folder) {
    const engines = await startEngines(folder);
    try {
      const rows: string[][] = [];
      for (const workload of workloads) {
        for (const concurrency of [1, 32]) rows.push(await row(engines, workload, concurrency));
      }
      const ratios = engines.filter(({ name }) => name !== "plinth").map(({ name }) => `plinth / ${name}`);
      const head = ["", ...engines.map(({ name }) => name), ...ratios];
      return align([head, head.map(() => "---"), ...rows]);
    } finally {
      for (const { stop } of engines) await stop();
    }
  },
};

async function row(engines: readonly Engine[], workload: Workload, concurrency: number): Promise<string[]> {
  const able = engines.filter(({ transactions }) => transactions || !workload.name.startsWith("transact"));
  const turns = new Map(able.map(({ name }): [string, Turn[]] => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const engine of able) {
      const turn = await take(engine, workload, concurrency);
      // The first one warms up.
      if (round > 0) turns.get(engine.name)?.push(turn);
    }
  }
  const rate = (name: string) => median((turns.get(name) ?? []).map((turn) => turn.rate));
  const cells = engines.map(({ name }) => {
    const slow = median((turns.get(name) ?? []).map((turn) => turn.slow));
    return turns.has(name) ? `${Math.round(rate(name))} (${slow.toFixed(1)})` : "-";
  });
  const ratios = engines
    .filter(({ name }) => name !== "plinth")
    .map(({ name }) => (turns.has(name) ? `${(rate("plinth") / rate(name)).toFixed(2)}x` : "-"));
  return [`${workload.name}, ${concurrency} at once`, ...cells, ...ratios];
}

function take({ endpoint }: Engine, { operation, input }: Workload, concurrency: number): Promise<Turn> {
  const requests = [1, 2].flatMap((version) =>
    Array.from({ length: differentItems }, (_, at) =>
      signedRequest(endpoint, operation, input((at * 7) % filled, version)),
    ),
  );
  return takeTurn(endpoint, requests, concurrency, milliseconds);
}

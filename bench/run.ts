import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addModel } from "./add-model.ts";
import { backfill } from "./backfill.ts";
import type { Benchmark, Report } from "./benchmark.ts";
import { dev } from "./dev.ts";
import { generate } from "./generate.ts";
import { init } from "./init.ts";
import { localCloud } from "./local-cloud.ts";
import { localDynamodb } from "./local-dynamodb.ts";
import { localFanOut } from "./local-fan-out.ts";
import { localGraphql } from "./local-graphql.ts";
import { localLambda } from "./local-lambda.ts";
import { machine } from "./machine.ts";
import { measure } from "./measure.ts";
import { startUp } from "./start-up.ts";
import { synth } from "./synth.ts";
import { synthHot } from "./synth-hot.ts";
import { renderTable } from "./table.ts";

/**
 * node bench/run.ts [name...]
 *
 * Measures the built command line (npm run build first) and prints a table for each benchmark: medians of interleaved runs,
 * beside their floor in the same run.
 */
const benchmarks: readonly (Benchmark | Report)[] = [
  startUp,
  init,
  addModel,
  generate,
  synth,
  synthHot,
  dev,
  localCloud,
  localDynamodb,
  localFanOut,
  localGraphql,
  localLambda,
  backfill,
];
const names = process.argv.slice(2);
const chosen = benchmarks.filter(({ name }) => names.length === 0 || names.includes(name));
const unknown = names.filter((name) => !benchmarks.some((each) => each.name === name));
if (unknown.length > 0) {
  const known = benchmarks.map(({ name }) => name).join(", ");
  throw new Error(`No benchmark is called ${unknown.join(", ")}. There are: ${known}.`);
}

console.log(`${machine()}\n`);
for (const each of chosen) {
  const folder = mkdtempSync(join(tmpdir(), `plinth-bench-${each.name}-`));
  try {
    if ("report" in each) {
      console.log(`## ${each.title}\n${await each.report(folder)}\n`);
      continue;
    }
    const measured = await measure(await each.prepare(folder), each.rounds);
    console.log(renderTable(each.title, each.rounds, measured));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit();

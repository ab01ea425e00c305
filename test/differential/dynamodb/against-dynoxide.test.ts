import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../src/local/cloud.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../support/dynamodb/start-dynamodb.ts";
import { type Step, steps } from "./arbitrary-operations.ts";
import { correct, knownDifference } from "./differences.ts";
import { type Engine, localEngine, remoteEngine } from "./engines.ts";
import { normalise } from "./normalise.ts";
import { shapes, type TableShape } from "./tables.ts";

/**
 * Random operations on random tables, one by one put to this cloud and to dynoxide: the answers must be the same, apart
 * from the known differences in `differences.ts`.
 *
 * `DIFFERENTIAL_OPERATIONS=100000` for a long run, `DIFFERENTIAL_SEED` to repeat one.
 */
const operations = Number(process.env["DIFFERENTIAL_OPERATIONS"] ?? 4_000);
const seed = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_122);
const operationsInRun = 40;
const TableName = "differential";

let cloud: Cloud;
let other: LocalDynamoDB;
let ours: Engine;
let theirs: Engine;

beforeAll(async () => {
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1" });
  other = await startDynamoDB();
  ours = localEngine(cloud);
  theirs = remoteEngine(other.endpoint);
});

afterAll(async () => {
  await other.stop();
  await cloud.close();
});

async function both(operation: string, input: object): Promise<void> {
  for (const engine of [ours, theirs]) {
    const { error, message } = await engine(operation, input);
    if (error !== null) throw new Error(`${operation}: ${error} ${message}`);
  }
}

async function runOn(shape: TableShape, list: readonly Step[]): Promise<number> {
  let compared = 0;
  await both("CreateTable", { TableName, BillingMode: "PAY_PER_REQUEST", ...shape.create });
  try {
    for (const step of list) {
      const here = await ours(step.operation, step.input);
      compared += 1;
      if (knownDifference(step, here) !== null) continue;
      const there = correct(step, here, await theirs(step.operation, step.input));
      expect(normalise(here, step.ordered), JSON.stringify(step)).toEqual(normalise(there, step.ordered));
    }
  } finally {
    await both("DeleteTable", { TableName });
  }
  return compared;
}

describe("the same operations here and on dynoxide", () => {
  test.each(shapes.map((shape, position) => ({ shape, position })))(
    "table $position",
    { timeout: 60_000 + operations * 20 },
    async ({ shape, position }) => {
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(steps(shape), { minLength: operationsInRun, maxLength: operationsInRun, size: "max" }),
          async (list) => {
            compared += await runOn(shape, list);
          },
        ),
        { numRuns: Math.ceil(operations / shapes.length / operationsInRun), seed: seed + position },
      );
      expect(compared).toBeGreaterThanOrEqual(operations / shapes.length);
    },
  );
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeConnection } from "../../../../src/aws/client-of.ts";
import {
  backfillStatus,
  openBackfills,
  registerBackfills,
} from "../../../../src/deploy/backfill/registry.ts";
import { guardAhead, runBackfill } from "../../../../src/deploy/backfill/run-backfill.ts";
import { type BackfillWorld, killAfter, startBackfillWorld } from "./backfill-world.ts";
import { anyChange, makeAll } from "./changes.ts";

/** PLINTH_BACKFILL_RUNS=500 makes this a long test. */
const runs = Number(process.env["PLINTH_BACKFILL_RUNS"] ?? 12);
const signal = new AbortController().signal;

let world: BackfillWorld;
let tenants = 0;
beforeAll(async () => {
  world = await startBackfillWorld();
});
afterAll(() => world.stop());

/** @param lives requests that the process may send before it is killed, one number for each time that it is started */
async function fill(lives: readonly number[]): Promise<void> {
  const { pooled } = world.tables;
  for (const requests of [...lives, Number.POSITIVE_INFINITY]) {
    const connection = world.connect();
    killAfter(connection, requests);
    try {
      const open = await openBackfills(connection, pooled, world.after.models);
      await guardAhead(connection, world.tables, open, { signal, first: 5000 });
      const { duplicates } = await runBackfill(connection, world.tables, open, { signal, first: 5000 });
      expect(duplicates).toEqual([]);
      return;
    } catch (error) {
      expect(error).toMatchObject({ message: "killed" });
    } finally {
      closeConnection(connection);
    }
  }
}

async function register(): Promise<void> {
  const connection = world.connect();
  await registerBackfills(connection, world.tables.pooled, [...world.indexes, ...world.uniques]);
  closeConnection(connection);
}

describe("after a back-fill, however often it was killed", () => {
  test("tables are as if indexes and unique constraints had been there from the start", async () => {
    const changes = fc.array(anyChange, { minLength: 10, maxLength: 40 });
    const lives = fc.array(fc.nat({ max: 90 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(changes, lives, async (made, killed) => {
        const tenant = `tenant-${++tenants}`;
        await makeAll([world.fromTheStart, world.before], tenant, made);
        await register();
        await fill(killed);
        const filled = await world.itemsOf(world.after, tenant);
        expect(filled).toEqual(await world.itemsOf(world.fromTheStart, tenant));
        const connection = world.connect();
        expect(await backfillStatus(connection, world.tables.pooled)).toEqual([]);
        closeConnection(connection);
      }),
      { numRuns: runs, endOnFailure: true },
    );
    const left = (await world.after.items()).filter(({ _m }) => _m === "$Backfill");
    expect(left).toEqual([]);
  }, 120_000);
});

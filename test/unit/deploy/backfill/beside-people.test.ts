import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeConnection } from "../../../../src/aws/client-of.ts";
import type { Connection } from "../../../../src/aws/connection.ts";
import { scan } from "../../../../src/aws/dynamodb/scan.ts";
import {
  duplicatesError,
  duplicatesWarning,
  findDuplicates,
} from "../../../../src/deploy/backfill/find-duplicates.ts";
import { indexChange } from "../../../../src/deploy/backfill/index-change.ts";
import {
  backfillStatus,
  openBackfills,
  registerBackfills,
} from "../../../../src/deploy/backfill/registry.ts";
import {
  guardAhead,
  type RunBackfillOptions,
  runBackfill,
} from "../../../../src/deploy/backfill/run-backfill.ts";
import { guardPartition } from "../../../../src/deploy/backfill/unique-values.ts";
import { create } from "../../templates/infra/runtime/resolvers/resolver-api.ts";
import {
  type BackfillWorld,
  beforeEachWrite,
  beforeSecondPass,
  startBackfillWorld,
} from "./backfill-world.ts";
import { anyChange, type Change, make } from "./changes.ts";

/** PLINTH_BACKFILL_RUNS=500 makes this a long test. */
const runs = Number(process.env["PLINTH_BACKFILL_RUNS"] ?? 8);
const { signal } = new AbortController();
const options: RunBackfillOptions = { signal, first: 5000 };

let world: BackfillWorld;
let connection: Connection;
let tenants = 0;
beforeAll(async () => {
  world = await startBackfillWorld();
});
beforeEach(() => {
  connection = world.connect();
});
afterEach(() => closeConnection(connection));
afterAll(() => world.stop());

const all = () => [...world.indexes, ...world.uniques];
const register = () => registerBackfills(connection, world.tables.pooled, all());
const fill = async (by = connection) =>
  runBackfill(by, world.tables, await openBackfills(by, world.tables.pooled, world.after.models), options);

/** What is wrong with the index keys and guards of all records of a tenant: nothing should be. */
async function wrongs(tenant: string): Promise<string[]> {
  const wrong: string[] = [];
  const guards = new Map<string, string>();
  const wanted = new Map<string, string>();
  for (const table of world.after.tables.values()) {
    for await (const page of scan(connection, table, attributes)) {
      for (const item of page.filter(({ pk }) => pk?.S?.startsWith(`T#${tenant}#`))) {
        const id = item["id"]?.S ?? "";
        if (item["_m"]?.S === "!guard") guards.set(item["pk"]?.S ?? "", id);
        const spec = world.after.models.find(({ name }) => name === item["_m"]?.S);
        if (spec === undefined) continue;
        const inTrash = item["deletedAt"] !== undefined;
        const hasKeys = Object.keys(item).some((name) => name.startsWith("gsi"));
        if ((inTrash && hasKeys) || indexChange(spec, spec.indexes, item) !== null)
          wrong.push(`index keys of ${spec.name} ${id}`);
        for (const unique of spec.uniques) {
          const pk = guardPartition(spec, unique, item, Date.now() / 1000);
          if (pk !== null && wanted.has(pk)) wrong.push(`${pk} twice`);
          if (pk !== null) wanted.set(pk, id);
        }
      }
    }
  }
  for (const pk of new Set([...guards.keys(), ...wanted.keys()])) {
    if (guards.get(pk) !== wanted.get(pk))
      wrong.push(`guard ${pk} names ${guards.get(pk)} instead of ${wanted.get(pk)}`);
  }
  return wrong;
}

const attributes = [
  ...[
    "pk",
    "sk",
    "id",
    "_m",
    "_ttl",
    "deletedAt",
    "title",
    "state",
    "rank",
    "score",
    "urgent",
    "code",
    "until",
  ],
  ...[1, 2, 3].flatMap((slot) => [`gsi${slot}_pk`, `gsi${slot}_sk`]),
];

describe("beside people at work", () => {
  test("a back-fill leaves every record with the keys and guards of its values", async () => {
    const changes = (maxLength: number) => fc.array(anyChange, { minLength: 8, maxLength });
    await fc.assert(
      fc.asyncProperty(changes(40), changes(80), async (earlier, meanwhile) => {
        const tenant = `tenant-${++tenants}`;
        // What the old resolvers wrote has no duplicates: those of the new ones say no in time.
        for (const change of earlier) {
          if (await make(world.fromTheStart, tenant, change)) await make(world.before, tenant, change);
        }
        await register();
        expect((await guardAhead(connection, world.tables, all(), options)).duplicates).toEqual([]);
        const people = async (theirs: readonly Change[]) => {
          for (const change of theirs) await make(world.after, tenant, change);
        };
        const third = Math.ceil(meanwhile.length / 3);
        const between = meanwhile.slice(2 * third);
        const disturbed = world.connect();
        beforeEachWrite(disturbed, () => people(between.splice(0, 2)));
        const [{ duplicates }] = await Promise.all([
          fill(disturbed),
          people(meanwhile.slice(0, third)),
          people(meanwhile.slice(third, 2 * third)),
        ]);
        closeConnection(disturbed);
        expect(duplicates).toEqual([]);
        expect(await wrongs(tenant)).toEqual([]);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  }, 120_000);

  test("a record that is changed between being read and being written is looked at again", async () => {
    const tenant = `tenant-${++tenants}`;
    const old = world.before.as({ sub: "ada", tenantId: tenant, roles: [] });
    const now = world.after.as({ sub: "ada", tenantId: tenant, roles: [] });
    for (let number = 0; number < 12; number += 1)
      await create(old, "Task", { title: `${number}`, state: "open", rank: number, code: `code ${number}` });
    await register();
    const disturbed = world.connect();
    const seen = new Map<string, number>();
    beforeEachWrite(disturbed, async (id) => {
      const times = (seen.get(id) ?? 0) + 1;
      seen.set(id, times);
      // The first time its values change, the second time it goes into the trash.
      const input = { 1: { id, state: "done", code: `other ${id}`, rank: null }, 2: { id } }[times];
      if (input === undefined) return;
      const name = times === 1 ? "update" : "delete";
      await now.query(
        `mutation ($input: Task${times === 1 ? "Update" : "Delete"}!) { ${name}Task(input: $input) { id } }`,
        { input },
      );
    });
    const { duplicates } = await fill(disturbed);
    closeConnection(disturbed);
    expect(duplicates).toEqual([]);
    expect(seen.size).toBe(12);
    expect(await wrongs(tenant)).toEqual([]);
  });

  test("what old resolvers write behind the first pass is found by the second", async () => {
    const tenant = `tenant-${++tenants}`;
    const session = world.before.as({ sub: "ada", tenantId: tenant, roles: [] });
    await create(session, "Task", { title: "first", state: "open" });
    await register();
    let late = false;
    beforeSecondPass(connection, async () => {
      late = true;
      await create(session, "Task", { title: "late", state: "open", rank: 7 });
      await create(session, "Visit", { title: "late", urgent: true });
    });
    await fill();
    expect(late).toBe(true);
    expect(await wrongs(tenant)).toEqual([]);
  });
});

describe("unique constraints on records that are not unique", () => {
  test("are refused before anything is deployed, with every record named", async () => {
    const tenant = `tenant-${++tenants}`;
    const session = world.before.as({ sub: "ada", tenantId: tenant, roles: [] });
    const ids = [
      await create(session, "Task", { title: "one", code: "same" }),
      await create(session, "Task", { title: "two", code: "same" }),
      await create(session, "Task", { title: "three", code: "other" }),
    ];
    const elsewhere = world.before.as({ sub: "ada", tenantId: `${tenant}-b`, roles: [] });
    await create(elsewhere, "Task", { title: "another tenant's", code: "same" });
    const before = await world.after.items();
    const duplicates = await findDuplicates(connection, world.tables, all(), { signal });
    expect(duplicates).toEqual([
      {
        model: "Task",
        unique: "byCode",
        owner: `T#${tenant}`,
        values: { code: "same" },
        ids: ids.slice(0, 2).toSorted(),
      },
    ]);
    expect(await world.after.items()).toEqual(before);
    const error = duplicatesError(duplicates);
    expect(error).toMatchObject({ code: "DUPLICATES", exit: 3 });
    expect(error.problems[0]?.message).toBe(
      `Task of T#${tenant}: {"code":"same"} in 2 records: ${ids.slice(0, 2).toSorted().join(", ")}`,
    );
    await session.data("mutation ($input: TaskDelete!) { deleteTask(input: $input) { id } }", {
      input: { id: ids[0] },
    });
    // In the trash it may be restored, and keeps its values until it is gone.
    expect(await findDuplicates(connection, world.tables, all(), { signal })).toHaveLength(1);
    await session.data("mutation ($input: TaskUpdate!) { updateTask(input: $input) { id } }", {
      input: { id: ids[1], code: null },
    });
    expect(await findDuplicates(connection, world.tables, all(), { signal })).toEqual([]);
  });

  test("taken twice while they are deployed are reported, and stay open until that is mended", async () => {
    const tenant = `tenant-${++tenants}`;
    await register();
    const old = world.before.as({ sub: "ada", tenantId: tenant, roles: [] });
    const ids = [
      await create(old, "Task", { title: "one", code: "race" }),
      await create(old, "Task", { title: "two", code: "race" }),
    ].toSorted();
    const { duplicates } = await fill();
    // The one that has the guard comes first: it can be changed, the other one only after it.
    expect(duplicates).toMatchObject([{ model: "Task", unique: "byCode", ids }]);
    expect(duplicatesWarning(duplicates)).toContain(`Task of T#${tenant}: {"code":"race"}`);
    const open = await backfillStatus(connection, world.tables.pooled);
    expect(open.map(({ name, kind }) => [name, kind])).toEqual([["Task.byCode", "unique"]]);
    // Nobody else gets in meanwhile.
    const now = world.after.as({ sub: "ada", tenantId: tenant, roles: [] });
    await expect(create(now, "Task", { title: "three", code: "race" })).rejects.toThrow("AlreadyExists");
    await now.data("mutation ($input: TaskUpdate!) { updateTask(input: $input) { id } }", {
      input: { id: ids[0], code: "mended" },
    });
    expect((await fill()).duplicates).toEqual([]);
    expect(await backfillStatus(connection, world.tables.pooled)).toEqual([]);
    expect(await wrongs(tenant)).toEqual([]);
  });

  test("that were there before leave no guard behind that names the wrong record", async () => {
    const tenant = `tenant-${++tenants}`;
    const now = world.after.as({ sub: "ada", tenantId: tenant, roles: [] });
    const id = await create(now, "Task", { title: "one", code: "old" });
    // The constraint is taken out and comes back: meanwhile nobody looked after its guards.
    const old = world.before.as({ sub: "ada", tenantId: tenant, roles: [] });
    const update = "mutation ($input: TaskUpdate!) { updateTask(input: $input) { id } }";
    await old.data(update, { input: { id, code: "new" } });
    await create(old, "Task", { title: "two", code: "old" });
    await register();
    expect((await fill()).duplicates).toEqual([]);
    expect(await wrongs(tenant)).toEqual([]);
  });
});

test("an index that the models no longer have is struck off", async () => {
  await register();
  const { pooled } = world.tables;
  expect(await backfillStatus(connection, pooled)).toHaveLength(12);
  expect(await openBackfills(connection, pooled, world.before.models)).toEqual([]);
  expect(await backfillStatus(connection, pooled)).toEqual([]);
});

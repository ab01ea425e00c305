import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordKey } from "../../../../../../../src/templates/infra/runtime/data/keys.ts";
import type { Item } from "../../../../../../../src/templates/infra/runtime/data/record.ts";
import type { Tables } from "../../../../../../../src/templates/infra/runtime/triggers/changes/tables.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../../support/dynamodb/start-dynamodb.ts";
import { quietLogs } from "../../lambda/quiet-logs.ts";
import { itemsOf, newId, StreamWorld } from "../stream-world.ts";

quietLogs();

let engine: LocalDynamoDB;
let world: StreamWorld;
beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await new StreamWorld(engine.client, engine.endpoint).start();
});

const acme = "T#acme";
const other = "T#other";

const customer = (id = newId()): Item => ({ id, name: "Big Co", vip: false });
const invoice = (customerId: string, fields: Item = {}): Item & { readonly id: string } => {
  const id = newId();
  return {
    id,
    customerId,
    number: `N-${id}`,
    status: "draft",
    total: 1,
    openedAt: "x",
    token: id,
    ...fields,
  };
};
const line = (invoiceId: string): Item & { readonly id: string } => {
  const id = newId();
  return { id, invoiceId, position: 1, text: "x", quantity: 1, price: 1 };
};
const failures = () => world.results.flatMap(({ batchItemFailures }) => batchItemFailures);

describe("when a record is gone", () => {
  test("its dependents go with it, level by level, and their unique values are free again", async () => {
    const gone = newId();
    const kept = newId();
    await world.put("Customer", acme, customer(gone), customer(kept));
    const goneInvoices = [invoice(gone), invoice(gone)];
    const keptInvoice = invoice(kept);
    await world.put("Invoice", acme, ...goneInvoices, keptInvoice);
    await world.put(
      "InvoiceLine",
      acme,
      ...goneInvoices.flatMap(({ id }) => [line(id), line(id)]),
      line(keptInvoice.id),
    );
    await world.put("Contract", acme, { id: newId(), customerId: gone, signedOn: "2026-01-01" });
    await world.remove("Customer", acme, gone);
    await world.settle();

    expect((await world.items("Customer")).map(({ id }) => id)).toEqual([kept]);
    expect((await world.items("Invoice")).map(({ id }) => id)).toEqual([keptInvoice.id]);
    expect((await world.items("InvoiceLine")).map(({ invoiceId }) => invoiceId)).toEqual([keptInvoice.id]);
    expect(await world.items("Contract")).toEqual([]);
    // byCustomerAndNumber and byToken of the invoice that is left.
    expect((await world.items("!guard")).map(({ id }) => id)).toEqual([keptInvoice.id, keptInvoice.id]);
    expect(failures()).toEqual([]);
  });

  test("references to it are cleared, with the index keys and the guards that depend on them", async () => {
    const gone = newId();
    const child = newId();
    await world.put(
      "Category",
      acme,
      { id: gone, title: "Old" },
      { id: child, title: "Child", parentId: gone },
    );
    const customerId = newId();
    const filed = invoice(customerId, { categoryId: gone });
    await world.put("Customer", acme, customer(customerId));
    await world.put("Invoice", acme, filed);
    const before = await world.get("Invoice", acme, filed.id);
    await world.remove("Category", acme, gone);
    await world.settle();

    const after = await world.get("Invoice", acme, filed.id);
    const { categoryId: _, gsi1_pk: _pk, gsi1_sk: _sk, ...rest } = before ?? {};
    expect(after).toEqual({ ...rest, version: 2, updatedAt: "2026-11-22T12:00:00.000Z" });
    expect(await world.get("Category", acme, child)).toMatchObject({ title: "Child", version: 2 });
    expect(await world.get("Category", acme, child)).not.toHaveProperty("parentId");
    expect(await world.items("Invoice")).toHaveLength(1);
  });

  test("its links go, from whichever side they are read; the other records stay", async () => {
    const [left, right] = [newId(), newId()];
    const links = [
      [left, newId()],
      [left, right],
      [newId(), right],
      [newId(), newId()],
    ] as const;
    const items = links.map(([invoiceId, labelId]) => ({
      pk: `${acme}#InvoiceLabels#${invoiceId}`,
      sk: labelId,
      gsi1_pk: `${acme}#InvoiceLabels#${labelId}`,
      gsi1_sk: invoiceId,
      _m: "InvoiceLabels",
    }));
    await world.write(world.pooled, items);
    await world.put("Label", acme, { id: right, name: "Red", color: "red" });
    await world.put("Invoice", acme, { ...invoice(newId()), id: left });
    await world.remove("Label", acme, right);
    await world.settle();
    expect((await world.items("InvoiceLabels")).map(({ pk }) => pk).sort()).toEqual(
      [items[0], items[3]].map((item) => item?.pk).sort(),
    );
    await world.remove("Invoice", acme, left);
    await world.settle();
    expect(await world.items("InvoiceLabels")).toEqual([items[3]]);
  });

  test("what may only be kept, or forbids the deletion, is not touched", async () => {
    const currency = newId();
    await world.put("Currency", "G", { id: currency, code: "CHF", minorUnits: 2 });
    await world.put("Customer", acme, { ...customer(), currencyId: currency });
    await world.remove("Currency", "G", currency);
    await world.settle();
    expect(await world.items("Customer")).toMatchObject([{ currencyId: currency, version: 1 }]);
  });

  test("a record in the trash takes nothing with it until it is gone for good", async () => {
    const customerId = newId();
    const trashed = invoice(customerId);
    await world.put("Invoice", acme, trashed);
    await world.put("InvoiceLine", acme, line(trashed.id));
    const {
      gsi2_pk: _a,
      gsi2_sk: _b,
      gsi3_pk: _c,
      gsi3_sk: _d,
      ...stored
    } = (await world.get("Invoice", acme, trashed.id)) ?? {};
    await world.write(world.pooled, [{ ...stored, deletedAt: "2026-11-20T00:00:00.000Z", _ttl: 1 }]);
    await world.settle();
    expect(await world.items("InvoiceLine")).toHaveLength(1);
    expect(await world.items("!guard")).toHaveLength(2);
    await world.remove("Invoice", acme, trashed.id);
    await world.settle();
    expect(await world.items()).toEqual([]);
  });
});

describe("thousands of dependents", () => {
  test("are gone in portions, over many invocations that are short of time", async () => {
    const gone = invoice(newId());
    await world.put("Invoice", acme, gone);
    await world.put("InvoiceLine", acme, ...Array.from({ length: 3000 }, () => line(gone.id)));
    // Their creations are of no interest here.
    await world.newRecords();
    await world.remove("Invoice", acme, gone.id);
    // 8 s are kept in reserve: each invocation has 20 ms, which is hardly over a page.
    await world.handle({ Records: await world.newRecords() }, 8_020);
    expect(world.messages).toMatchObject([
      { jobs: [{ model: "Invoice", id: gone.id, round: "again" }], delay: 0 },
    ]);
    expect((await world.items("InvoiceLine")).length).toBeGreaterThan(1000);
    await world.settle({ remainingMs: 8_020 });
    expect(await world.items()).toEqual([]);
    expect(failures()).toEqual([]);
    expect(world.results.length).toBeGreaterThan(30);
  }, 60_000);

  test("with dependents of their own are followed by few messages for the last round", async () => {
    const gone = newId();
    await world.put("Customer", acme, customer(gone));
    await world.put("Invoice", acme, ...Array.from({ length: 150 }, () => invoice(gone)));
    await world.remove("Customer", acme, gone);
    await world.settle({ withLastRounds: false });
    expect(await world.items()).toEqual([]);
    expect(world.messages.flatMap(({ jobs }) => jobs)).toHaveLength(151);
    expect(world.messages.length).toBeLessThan(10);
  }, 30_000);

  test("of a model over several partitions, in a table of its own, are all found", async () => {
    const dependent = {
      model: "PageView",
      relation: "customer",
      foreignKey: "customerId",
      index: "byCustomer",
      onDelete: "cascade",
    } as const;
    const index = { name: "byCustomer", slot: 7, revision: 2, hash: ["customerId"], sort: [] };
    const models = world.models.map((spec) => {
      if (spec.name === "PageView") return { ...spec, indexes: [...spec.indexes, index] };
      return spec.name === "Customer" ? { ...spec, dependents: [...spec.dependents, dependent] } : spec;
    });
    world = new StreamWorld(engine.client, engine.endpoint, { models });
    Object.assign(world, { models });
    await world.start();
    const gone = newId();
    const views = Array.from({ length: 40 }, () => ({
      id: newId(),
      path: "/",
      seenAt: "x",
      customerId: gone,
    }));
    const partitions = new Set(views.map(({ id }) => recordKey(acme, world.spec("PageView"), id).pk));
    expect(partitions.size).toBe(4);
    await world.put("Customer", acme, customer(gone));
    await world.put("PageView", acme, ...views);
    await world.remove("Customer", acme, gone);
    await world.settle();
    const left = await Promise.all(views.map(({ id }) => world.get("PageView", acme, id)));
    expect(left.filter((view) => view !== null)).toEqual([]);
  });
});

describe("another tenant's data", () => {
  test("stays, though ids and index values are the same", async () => {
    const id = newId();
    for (const prefix of [acme, other]) {
      await world.put("Customer", prefix, customer(id));
      await world.put("Invoice", prefix, invoice(id));
    }
    await world.remove("Customer", acme, id);
    await world.settle();
    expect((await world.items("Invoice")).map(({ pk }) => pk)).toEqual([`${other}#Invoice`]);
    expect((await world.items("Customer")).map(({ pk }) => pk)).toEqual([`${other}#Customer`]);
  });

  test("stays, even where an index entry points at it", async () => {
    const id = newId();
    await world.put("Customer", acme, customer(id));
    // Written by nobody but a bug: a record of one tenant in the index of another.
    const stray = invoice(id);
    await world.put("Invoice", other, stray);
    const stored = await world.get("Invoice", other, stray.id);
    await world.write(world.pooled, [{ ...stored, gsi2_pk: `${acme}#Invoice#byCustomer#${id}` }]);
    await world.remove("Customer", acme, id);
    await world.settle();
    expect(await world.get("Invoice", other, stray.id)).not.toBeNull();
  });

  test("stays, where a record lies about its place", async () => {
    const id = newId();
    await world.put("Customer", other, customer(id));
    await world.put("Invoice", other, invoice(id));
    // Says to be a customer, but stands in a partition that no customer is in.
    const liars = [
      { pk: `${other}#Customer#x`, sk: id, id, _m: "Customer" },
      { pk: "G#Customer", sk: id, id, _m: "Customer" },
      { pk: `${other}#Customer`, sk: "elsewhere", id, _m: "Customer" },
      { pk: "T##Customer", sk: id, id, _m: "Customer" },
    ];
    await world.write(world.pooled, liars);
    for (const { pk, sk } of liars) await world.removeKey(world.pooled, { pk, sk });
    await world.settle();
    expect(await world.items("Invoice")).toHaveLength(1);
    expect(failures()).toEqual([]);
    expect(world.invoked.filter(({ change }) => change.kind === "deleted")).toEqual([]);
  });
});

describe("again and again", () => {
  test("the same batch twice does nothing more", async () => {
    const gone = newId();
    const moved = invoice(gone);
    await world.put("Customer", acme, customer(gone));
    await world.put("Invoice", acme, moved, invoice(gone));
    await world.remove("Customer", acme, gone);
    const records = await world.newRecords();
    await world.handle({ Records: records });
    const items = await world.items();
    await world.handle({ Records: records });
    expect(await world.items()).toEqual(items);
  });

  test("a record that was created anew with its id keeps what is its own", async () => {
    const id = newId();
    const email = "big@example.com";
    await world.put("Customer", acme, { ...customer(id), email });
    await world.remove("Customer", acme, id);
    const records = await world.newRecords();
    await world.put("Customer", acme, { ...customer(id), email });
    await world.put("Invoice", acme, invoice(id));
    await world.handle({ Records: records });
    await world.settle();
    expect(await world.items("Invoice")).toHaveLength(1);
    expect((await world.items("!guard")).filter(({ pk }) => `${pk}`.includes("byEmail"))).toMatchObject([
      { id },
    ]);
  });

  test("a unique value that somebody else has by now is theirs", async () => {
    const [first, second] = [newId(), newId()];
    const email = "big@example.com";
    await world.put("Customer", acme, { ...customer(first), email });
    await world.remove("Customer", acme, first);
    await world.put("Customer", acme, { ...customer(second), email });
    await world.settle();
    expect(await world.items("!guard")).toMatchObject([{ id: second }]);
  });

  test("a dependent that turns to another record in the meantime is left alone", async () => {
    const [gone, kept] = [newId(), newId()];
    const moving = invoice(gone);
    const moved = { ...moving, customerId: kept };
    const real = world.settings.tables;
    // The index shows the old customer for a moment longer.
    const tables: Tables = {
      ...real,
      async *pages(...args) {
        for await (const page of real.pages(...args)) {
          await world.put("Invoice", acme, moved);
          yield page;
        }
      },
    };
    const slow = await new StreamWorld(engine.client, engine.endpoint).start();
    world = new StreamWorld(engine.client, engine.endpoint, {
      tables,
      pooledTable: slow.pooled,
      tableOf: () => slow.pooled,
    });
    Object.assign(world, { pooled: slow.pooled, dedicated: slow.dedicated });
    await world.put("Customer", acme, customer(gone), customer(kept));
    await world.put("Invoice", acme, moving);
    await world.remove("Customer", acme, gone);
    await world.settle();
    expect(await world.get("Invoice", acme, moving.id)).toMatchObject({ customerId: kept });
  });

  test("one that was created in the moment of the deletion is found a minute later", async () => {
    const gone = newId();
    await world.put("Customer", acme, customer(gone));
    await world.remove("Customer", acme, gone);
    await world.settle({ withLastRounds: false });
    expect(world.messages).toEqual([
      { jobs: [{ model: "Customer", id: gone, prefix: acme, round: "last", idle: 0 }], delay: 60 },
    ]);
    await world.put("Invoice", acme, invoice(gone));
    await world.settle();
    expect(await world.items()).toEqual([]);
    expect(world.messages).toEqual([]);
  });
});

describe("what goes wrong", () => {
  test("a clean-up that fails goes on in the queue, and the stream moves on", async () => {
    const gone = newId();
    let broken = true;
    const real = world.settings.tables;
    const tables: Tables = {
      ...real,
      deleteIf: (...args) => (broken ? Promise.reject(new Error("Throttled")) : real.deleteIf(...args)),
    };
    const { pooled, dedicated } = world;
    world = new StreamWorld(engine.client, engine.endpoint, {
      tables,
      pooledTable: pooled,
      tableOf: () => pooled,
    });
    Object.assign(world, { pooled, dedicated });
    await world.put("Customer", acme, customer(gone));
    await world.put("Invoice", acme, invoice(gone));
    await world.remove("Customer", acme, gone);
    const result = await world.handle({ Records: await world.newRecords() });
    expect(result.batchItemFailures).toEqual([]);
    expect(world.messages).toMatchObject([{ jobs: [{ round: "again" }], delay: 1 }]);
    const body = JSON.stringify(world.messages.splice(0)[0]?.jobs);
    const message = { eventSource: "aws:sqs", messageId: "m1", body } as const;
    expect(await world.handle({ Records: [message] })).toEqual({
      batchItemFailures: [{ itemIdentifier: "m1" }],
    });
    broken = false;
    expect(await world.handle({ Records: [message] })).toEqual({ batchItemFailures: [] });
    await world.settle();
    expect(await world.items()).toEqual([]);
  });

  test.each(["{", "null", "[]", '{"model":1}', '{"model":"Customer","id":"x"}'])(
    "a message %s fails by itself",
    async (body) => {
      const message = { eventSource: "aws:sqs", messageId: "bad", body } as const;
      expect(await world.handle({ Records: [message] })).toEqual({
        batchItemFailures: [{ itemIdentifier: "bad" }],
      });
    },
  );

  test("a job that gets nothing done for ten rounds ends in the dead-letter queue", async () => {
    const job = { model: "Customer", id: newId(), prefix: acme, round: "again", idle: 10 };
    const message = { eventSource: "aws:sqs", messageId: "m1", body: JSON.stringify([job]) } as const;
    await world.put("Invoice", acme, invoice(job.id));
    // With a deadline in the past, the first page is still done: that is headway.
    expect(await world.handle({ Records: [message] }, 0)).toEqual({ batchItemFailures: [] });
    expect(await world.items("Invoice")).toEqual([]);
    // A page of what does not belong there is none.
    const spec = world.spec("Invoice");
    const strays = [invoice(job.id)].flatMap((stray) => itemsOf(spec, other, stray).slice(0, 1));
    await world.write(
      world.pooled,
      strays.map((stray) => ({ ...stray, gsi2_pk: `${acme}#Invoice#byCustomer#${job.id}` })),
    );
    expect(await world.handle({ Records: [message] }, 0)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m1" }],
    });
  });

  test("where the queue cannot be reached, the whole batch comes again", async () => {
    const gone = newId();
    await world.put("Customer", acme, customer(gone));
    await world.remove("Customer", acme, gone);
    const enqueue = () => Promise.reject(new Error("No queue"));
    Object.assign(world.settings, { outlets: { ...world.settings.outlets, enqueue } });
    await expect(world.handle({ Records: await world.newRecords() })).rejects.toThrow("No queue");
  });
});

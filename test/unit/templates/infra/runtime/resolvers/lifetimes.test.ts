import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());

const admin = { sub: "ada", tenantId: "acme", roles: ["admin"] };
const start = () => startApi(engine.client, everything, everythingLock);

describe("soft delete", () => {
  const remove =
    "mutation ($id: ID!, $v: Int) { deleteInvoice(input: { id: $id, expectedVersion: $v }) { id deletedAt version lastChange } }";
  const restore =
    "mutation ($id: ID!, $v: Int) { restoreInvoice(input: { id: $id, expectedVersion: $v }) { id deletedAt version lastChange status } }";
  const see = `query ($id: ID, $customerId: ID!) { getInvoice(id: $id) { id } listInvoices { items { id } }
    byCustomer: listInvoices(byCustomer: { customerId: $customerId }) { items { id } }
    getCustomer(id: $customerId) { invoices { items { id } } } }`;

  async function deleted(api: ResolverApi) {
    const session = api.as(admin);
    const customerId = await create(session, "Customer", { name: "Big Co" });
    const id = await create(session, "Invoice", { number: "1", total: 1, customerId });
    const line = await create(session, "InvoiceLine", { invoiceId: id, position: 1, text: "x", price: 1 });
    api.log.reset();
    const { deleteInvoice } = await session.data(remove, { id });
    expect(deleteInvoice).toMatchObject({ id, version: 2, lastChange: "deleted" });
    return { session, customerId, id, line };
  }

  it("hides the record everywhere, with one call, and keeps its unique values", async () => {
    const api = await start();
    const { session, customerId, id, line } = await deleted(api);
    expect(api.log.counts()).toEqual({ UpdateItem: 1 });
    expect(await session.data(see, { id, customerId })).toEqual({
      getInvoice: null,
      listInvoices: { items: [] },
      byCustomer: { items: [] },
      getCustomer: { invoices: { items: [] } },
    });
    const parent =
      "query ($id: ID!) { getInvoiceLine(id: $id) { invoice { id } } listInvoiceLines { items { invoice { id } } } }";
    expect(await session.data(parent, { id: line })).toEqual({
      getInvoiceLine: { invoice: null },
      listInvoiceLines: { items: [{ invoice: null }] },
    });
    const stored = (await api.items()).find((item) => item["id"] === id) ?? {};
    expect(Object.keys(stored).filter((name) => name.startsWith("gsi"))).toEqual([]);
    expect(stored["_ttl"]).toBeGreaterThan(Date.now() / 1000 + 29 * 86_400);
    await expect(create(session, "Invoice", { number: "1", total: 1, customerId })).rejects.toThrow(
      "AlreadyExists",
    );
    for (const change of [{ tags: [] }, { total: 2 }]) {
      const text = "mutation ($input: InvoiceUpdate!) { updateInvoice(input: $input) { id } }";
      expect((await session.query(text, { input: { id, ...change } })).errors).toMatchObject([
        { errorType: "NotFound" },
      ]);
    }
    expect((await session.query(remove, { id })).errors).toMatchObject([{ errorType: "NotFound" }]);
    const orphan = "mutation ($input: InvoiceLineCreate!) { createInvoiceLine(input: $input) { id } }";
    const input = { invoiceId: id, position: 2, text: "y", price: 1 };
    expect((await session.query(orphan, { input })).errors).toMatchObject([
      { errorType: "ReferenceNotFound" },
    ]);
  });

  it("can be taken back", async () => {
    const api = await start();
    const { session, customerId, id } = await deleted(api);
    expect((await session.query(restore, { id, v: 1 })).errors).toMatchObject([
      { errorType: "Conflict", errorInfo: { version: 2 } },
    ]);
    api.log.reset();
    const { restoreInvoice } = await session.data(restore, { id, v: 2 });
    expect(restoreInvoice).toEqual({
      id,
      deletedAt: null,
      version: 3,
      lastChange: "restored",
      status: "draft",
    });
    expect(api.log.counts()).toEqual({ GetItem: 1, TransactWriteItems: 1 });
    expect(await session.data(see, { id, customerId })).toEqual({
      getInvoice: { id },
      listInvoices: { items: [{ id }] },
      byCustomer: { items: [{ id }] },
      getCustomer: { invoices: { items: [{ id }] } },
    });
    expect((await api.items()).find((item) => item["id"] === id)).not.toHaveProperty("_ttl");
    expect((await session.query(restore, { id })).errors).toMatchObject([{ errorType: "NotFound" }]);
  });

  it("cannot be taken back when a parent is gone, or the time is over", async () => {
    const api = await start();
    const { session, customerId, id } = await deleted(api);
    api.advance(31 * 86_400_000);
    expect((await session.query(restore, { id })).errors).toMatchObject([{ errorType: "NotFound" }]);
    api.advance(-31 * 86_400_000);
    await session.data("mutation ($id: ID!) { deleteCustomer(input: { id: $id }) { id } }", {
      id: customerId,
    });
    expect((await session.query(restore, { id })).errors).toMatchObject([
      { errorType: "ReferenceNotFound", errorInfo: { fields: ["customerId"], ids: [customerId] } },
    ]);
  });

  it("asks for the same rights as deleting", async () => {
    const api = await start();
    const { id } = await deleted(api);
    const other = api.as({ sub: "otto", tenantId: "acme", roles: ["admin"] });
    for (const text of [remove, restore]) {
      const { errors } = await other.query(text, { id });
      expect(["Unauthorized", "NotFound"]).toContain(errors[0]?.errorType);
    }
    expect((await api.as({ sub: "mia", tenantId: "acme" }).query(restore, { id })).errors).toMatchObject([
      { errorType: "Unauthorized" },
    ]);
  });
});

describe("user scope and expiry", () => {
  const list = "{ listDrafts { items { text createdBy } } }";

  it("gives each user their own, in whatever tenant", async () => {
    const api = await start();
    const id = await create(api.as(admin), "Draft", { text: "mine" });
    expect(await api.as({ sub: "ada", tenantId: null }).data(list)).toEqual({
      listDrafts: { items: [{ text: "mine", createdBy: "ada" }] },
    });
    expect(await api.as({ sub: "eve", tenantId: "acme" }).data(list)).toEqual({ listDrafts: { items: [] } });
    const steal = 'mutation ($id: ID!) { updateDraft(input: { id: $id, text: "x" }) { id } }';
    expect((await api.as({ sub: "eve", tenantId: "acme" }).query(steal, { id })).errors).toMatchObject([
      { errorType: "NotFound" },
    ]);
    await create(api.asSystem({ userId: "eve" }), "Draft", { text: "from the system" });
    expect(await api.as({ sub: "eve", tenantId: null }).data(list)).toEqual({
      listDrafts: { items: [{ text: "from the system", createdBy: "eve" }] },
    });
  });

  it("hides what has expired, and lets the expiry move", async () => {
    const api = await start();
    const session = api.as(admin);
    const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
    const id = await create(session, "Draft", { text: "short", expiresAt: at(60_000) });
    const update = "mutation ($input: DraftUpdate!) { updateDraft(input: $input) { expiresAt } }";
    await session.data(update, { input: { id, expiresAt: at(600_000) } });
    api.advance(61_000);
    const get = "query ($id: ID!) { getDraft(id: $id) { text } listDrafts { items { text } } }";
    const there = { getDraft: { text: "short" }, listDrafts: { items: [{ text: "short" }] } };
    expect(await session.data(get, { id })).toEqual(there);
    api.advance(600_000);
    expect(await session.data(get, { id })).toEqual({ getDraft: null, listDrafts: { items: [] } });
    expect((await session.query(update, { input: { id, expiresAt: null } })).errors).toMatchObject([
      { errorType: "NotFound" },
    ]);
    api.advance(-600_000);
    await session.data(update, { input: { id, expiresAt: null } });
    api.advance(6_000_000);
    expect(await session.data(get, { id })).toEqual(there);
  });
});

describe("shards and a table of its own", () => {
  it("are read one after the other, by pages that may be short", async () => {
    const api = await start();
    const session = api.as(admin);
    const paths = Array.from({ length: 30 }, (_, n) => `/page/${n}`);
    for (const path of paths) await create(session, "PageView", { path });
    for (const path of paths.slice(0, 9))
      await create(session, "PageView", {
        path: "/home",
        seenAt: `2026-01-0${path.slice(6)}T00:00:00Z`.replace("-00T", "-09T"),
      });
    expect((await api.items()).filter((item) => item["_m"] === "PageView")).toEqual([]);
    const text = `query ($by: PageViewByPath, $limit: Int, $nextToken: String) {
      listPageViews(byPath: $by, limit: $limit, nextToken: $nextToken) { items { path } nextToken } }`;
    for (const [by, expected] of [
      [undefined, 39],
      [{ path: "/home" }, 9],
      [{ path: "/home", seenAt: { lt: "2026-01-05T00:00:00Z" } }, 4],
    ] as const) {
      let read = 0;
      let nextToken: string | null = null;
      for (let turn = 0; turn === 0 || nextToken !== null; turn++) {
        const { listPageViews }: Record<string, unknown> = await session.data(text, {
          by,
          limit: 4,
          nextToken,
        });
        const page = listPageViews as { items: unknown[]; nextToken: string | null };
        read += page.items.length;
        nextToken = page.nextToken;
        expect(turn).toBeLessThan(30);
      }
      expect(read).toBe(expected);
    }
    for (const nextToken of ["9:", "x", "4:abc", "0"]) {
      expect((await session.query(text, { nextToken })).errors).toMatchObject([{ errorType: "Invalid" }]);
    }
  });

  it("take part in batches with other tables", async () => {
    const api = await start();
    const session = api.as(admin);
    const customerId = await create(session, "Customer", { name: "Visitor" });
    await create(session, "PageView", { path: "/", customerId });
    const text = "{ listPageViews { items { customer { name } } nextToken } }";
    let found = 0;
    let nextToken: string | null = null;
    for (let turn = 0; turn === 0 || nextToken !== null; turn++) {
      const page: Record<string, unknown> = await session.data(
        text.replace("listPageViews", `listPageViews(nextToken: ${JSON.stringify(nextToken)})`),
      );
      const { items, nextToken: next } = page["listPageViews"] as {
        items: unknown[];
        nextToken: string | null;
      };
      found += items.length;
      if (items.length > 0) expect(items).toEqual([{ customer: { name: "Visitor" } }]);
      nextToken = next;
    }
    expect(found).toBe(1);
  });
});

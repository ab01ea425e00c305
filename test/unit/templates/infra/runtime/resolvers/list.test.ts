import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { lockFor } from "../../../../../support/backends/lock-for.ts";
import { field, model } from "../../../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
let api: ResolverApi;
let customerId: string;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
  customerId = await create(session(), "Customer", { name: "Big Co" });
  for (const each of invoices) await create(session(), "Invoice", { customerId, ...each });
});
afterAll(() => engine.stop());

const session = () => api.as({ sub: "jane", tenantId: "acme", roles: ["admin"] });
const invoices = [
  { number: "A", total: 5, dueOn: "2026-01-10", priority: "low", tags: ["red"], discount: 0.5 },
  { number: "B", total: 100, dueOn: "2026-01-20", priority: "low", tags: ["red", "blue"] },
  { number: "C", total: 20, dueOn: "2026-02-01", priority: "low", status: "sent" },
  { number: "D", total: 20, dueOn: null, priority: "low" },
  { number: "E", total: 7, dueOn: "2026-01-20", priority: "high", openedAt: "2026-01-05T00:00:00Z" },
];

const text = `query ($byStatus: InvoiceByStatus, $byStatusAndTotal: InvoiceByStatusAndTotal, $byCustomer: InvoiceByCustomer,
  $filter: InvoiceFilter, $sortDirection: SortDirection, $limit: Int, $nextToken: String) {
  listInvoices(byStatus: $byStatus, byStatusAndTotal: $byStatusAndTotal, byCustomer: $byCustomer, filter: $filter,
    sortDirection: $sortDirection, limit: $limit, nextToken: $nextToken) { items { number } nextToken } }`;

interface Page {
  readonly items: readonly { readonly number: string }[];
  readonly nextToken: string | null;
}

async function page(variables: Record<string, unknown>): Promise<Page> {
  const { listInvoices } = await session().data(text, variables);
  return listInvoices as Page;
}

const numbers = async (variables: Record<string, unknown> = {}) =>
  (await page(variables)).items.map(({ number }) => number).join("");
const problem = async (variables: Record<string, unknown>) =>
  (await session().query(text, variables)).errors[0];

describe("lists", () => {
  it("come in order of creation, or backwards, in one query", async () => {
    api.log.reset();
    expect(await numbers()).toBe("ABCDE");
    expect(api.log.counts()).toEqual({ Query: 1 });
    expect(await numbers({ sortDirection: "DESC" })).toBe("EDCBA");
  });

  it("use an index and its order; missing values come first", async () => {
    expect(await numbers({ byStatus: { status: "draft" } })).toBe("DABE");
    expect(await numbers({ byStatus: { status: "sent" } })).toBe("C");
    expect(await numbers({ byStatusAndTotal: { status: "draft", priority: "low" } })).toBe("ADB");
    expect(await numbers({ byCustomer: { customerId } })).toBe("ABCDE");
  });

  it.each([
    [{ eq: "2026-01-20" }, "BE"],
    [{ lt: "2026-01-20" }, "A"],
    [{ le: "2026-01-20" }, "ABE"],
    [{ gt: "2026-01-10" }, "BE"],
    [{ ge: "2026-01-10" }, "ABE"],
    [{ between: ["2026-01-01", "2026-01-15"] }, "A"],
    [{ gt: "2026-01-01", lt: "2026-01-20" }, "A"],
    [{ ge: "2026-02-01", le: "2026-01-01" }, ""],
    [{}, "DABE"],
  ])("take the range %j of dates", async (dueOn, expected) => {
    expect(await numbers({ byStatus: { status: "draft", dueOn } })).toBe(expected);
  });

  it.each([
    [{ gt: 5 }, "DB"],
    [{ ge: 5, lt: 100 }, "AD"],
    [{ between: [20, 100] }, "DB"],
    [{ eq: 100 }, "B"],
  ])("take the range %j of numbers", async (total, expected) => {
    expect(await numbers({ byStatusAndTotal: { status: "draft", priority: "low", total } })).toBe(expected);
  });

  it.each([
    [{ number: { eq: "B" } }, "B"],
    [{ number: { ne: "B" }, total: { gt: 5 } }, "CDE"],
    [{ number: { in: ["A", "E"] } }, "AE"],
    [{ number: { beginsWith: "C" } }, "C"],
    [{ total: { between: [7, 20] } }, "CDE"],
    [{ total: { ge: 5, le: 7 } }, "AE"],
    [{ tags: { contains: "blue" } }, "B"],
    [{ tags: { notContains: "red" } }, "CDE"],
    [{ dueOn: { attributeExists: false } }, "D"],
    [{ dueOn: { eq: null } }, "D"],
    [{ dueOn: { ne: null } }, "ABCE"],
    [{ discount: { lt: 1 } }, "A"],
    [{ status: { eq: "sent" } }, "C"],
    [{ customerId: { eq: "nobody" } }, ""],
    [{ or: [{ number: { eq: "A" } }, { total: { eq: 20 }, dueOn: { attributeExists: true } }] }, "AC"],
    [{ and: [{ total: { gt: 5 } }, { not: { number: { eq: "B" } } }] }, "CDE"],
    [{ not: { or: [{ number: { eq: "A" } }, { and: [{ number: { eq: "B" } }] }] } }, "CDE"],
    [{ openedAt: { eq: "2026-01-05T01:00:00+01:00" } }, "E"],
    [{ createdAt: { gt: "2020-01-01T00:00:00Z" } }, "ABCDE"],
    [{ or: [] }, ""],
    [{ and: [] }, "ABCDE"],
    [{}, "ABCDE"],
  ])("filter by %j", async (filter, expected) => {
    expect(await numbers({ filter })).toBe(expected);
  });

  it("page to the end, also with a filter that leaves pages short", async () => {
    for (const variables of [{}, { filter: { total: { eq: 20 } } }, { byStatus: { status: "draft" } }]) {
      const whole = await numbers(variables);
      let nextToken: string | null = null;
      let read = "";
      for (let turn = 0; turn === 0 || nextToken !== null; turn++) {
        const next: Page = await page({ ...variables, limit: 2, nextToken });
        expect(next.items.length).toBeLessThanOrEqual(2);
        read += next.items.map(({ number }) => number).join("");
        nextToken = next.nextToken;
        expect(turn).toBeLessThan(10);
      }
      expect(read).toBe(whole);
    }
  });

  it("say what is wrong with their arguments", async () => {
    expect(await problem({ limit: 0 })).toMatchObject({
      errorType: "Invalid",
      message: "limit: must be 1 to 100",
    });
    expect(await problem({ limit: 101 })).toMatchObject({ errorType: "Invalid" });
    expect(await problem({ byStatus: { status: "draft" }, byCustomer: { customerId } })).toMatchObject({
      errorType: "Invalid",
      message: "byCustomer: give at most one of these; byStatus: give at most one of these",
    });
    expect(await problem({ filter: { total: { between: [1] } } })).toMatchObject({
      errorType: "Invalid",
      message: "filter.total.between: needs two values",
    });
    expect(await problem({ filter: { number: { in: [] } } })).toMatchObject({ errorType: "Invalid" });
    expect(await problem({ filter: { total: { gt: null } } })).toMatchObject({ errorType: "Invalid" });
    const deep = { not: { not: { not: { not: { not: { total: { eq: 1 } } } } } } };
    expect(await problem({ filter: deep })).toMatchObject({
      errorType: "Invalid",
      message: "filter: may be nested at most 5 deep",
    });
    const long = { or: Array.from({ length: 51 }, (_, total) => ({ total: { eq: total } })) };
    expect(await problem({ filter: long })).toMatchObject({ errorType: "Invalid" });
  });

  it("come in the order of an index that holds every record", async () => {
    const post = model("Post", {
      fields: [field("rank", "integer", { required: false })],
      indexes: [{ name: "byRank", hash: [], sort: ["rank"], origin: "declared", description: null }],
    });
    const backend = { ...everything, models: [post], functions: [] };
    const blog = await startApi(engine.client, backend, lockFor(backend));
    const here = blog.as({ sub: "jane", tenantId: "acme" });
    for (const rank of [3, -20, null, 0, 100]) await create(here, "Post", { rank });
    const ranked = (range: string) => here.data(`{ listPosts(byRank: ${range}) { items { rank } } }`);
    const ranks = (...expected: (number | null)[]) => ({
      listPosts: { items: expected.map((rank) => ({ rank })) },
    });
    expect(await ranked("{}")).toEqual(ranks(null, -20, 0, 3, 100));
    expect(await ranked("{ rank: { ge: -20, lt: 100 } }")).toEqual(ranks(-20, 0, 3));
  });

  it("take a filter of the most they allow", async () => {
    const long = { or: Array.from({ length: 50 }, (_, total) => ({ total: { eq: total } })) };
    expect(await numbers({ filter: long })).toBe("ACDE");
  });
});

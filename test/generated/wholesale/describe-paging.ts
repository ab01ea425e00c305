import { beforeAll, describe, expect, test } from "vitest";
import type { Model } from "../../../src/definition/ir.ts";
import type { Wholesale } from "./deploy-wholesale.ts";
import { everyPage } from "./every-page.ts";
import type { Stored } from "./records.ts";

const count = 60;
const sizes = [7, 25, 100];

/** Lists of every kind, followed to the end in both directions: each record once, in order, and no page over its limit. */
export function describePaging(wholesale: () => Wholesale): void {
  let api: Wholesale;

  beforeAll(() => {
    api = wholesale();
  });

  async function create(model: Model, overrides: (n: number) => object): Promise<Stored[]> {
    const parents = {};
    return await Promise.all(
      Array.from({ length: count }, (_, n) => api.records.create(model, { ...parents, ...overrides(n) })),
    );
  }

  /** @param expected in ascending order; null: any order */
  async function pages(document: string, variables: object, expected: readonly string[], ordered = true) {
    const set = new Set(expected);
    for (const limit of sizes) {
      for (const sortDirection of ["ASC", "DESC"]) {
        const found = await everyPage<{ id: string }>(
          api.boss,
          document,
          { ...variables, limit, sortDirection },
          (page) => expect(page.items.length).toBeLessThanOrEqual(limit),
        );
        const ids = found.map(({ id }) => id).filter((id) => set.has(id));
        const order = sortDirection === "ASC" ? expected : expected.toReversed();
        if (ordered) expect(ids).toEqual(order);
        else expect(ids.toSorted()).toEqual(expected.toSorted());
        expect(found.length).toBe(new Set(found.map(({ id }) => id)).size);
      }
    }
  }

  const ids = (all: readonly Stored[]) => all.map(({ id }) => id);
  const byId = (all: readonly Stored[]) => ids(all).toSorted();

  describe("paging", () => {
    test("a list without an index goes by id, that is by time of creation", async () => {
      const model = api.records.model("Carrier");
      const all = await create(model, () => ({}));
      await pages(api.documents.list(model), {}, byId(all));
    });

    test("an index goes by its sort values, and by id where they are the same", async () => {
      const model = api.records.model("Task");
      const all = await create(model, (n) => ({ done: true, priority: 1 + (n % 3), dueAt: null }));
      const sorted = all.toSorted(
        (a, b) => Number(a["priority"]) - Number(b["priority"]) || (a.id < b.id ? -1 : 1),
      );
      await pages(api.documents.list(model, ["byDone"]), { byDone: { done: true } }, ids(sorted));
    });

    test("a filter leaves out, and loses nothing", async () => {
      const model = api.records.model("Task");
      const all = await create(model, (n) => ({ done: n % 2 === 0, title: `filtered ${n}` }));
      const wanted = all.filter((each) => each["done"] === true);
      const filter = { and: [{ done: { eq: true } }, { title: { beginsWith: "filtered " } }] };
      await pages(api.documents.list(model), { filter }, byId(wanted));
    });

    test("a model with shards gives every record of every shard", async () => {
      const variant = await api.records.create(api.records.model("Variant"));
      const model = api.records.model("StockMovement");
      const all = await create(model, () => ({ reason: "lost", variantId: variant.id }));
      const document = api.documents.list(model, ["byReason"]);
      await pages(document, { byReason: { reason: "lost" } }, ids(all), false);
      await pages(api.documents.list(model), {}, ids(all), false);
    });

    test("a hasMany and both sides of a manyToMany", async () => {
      const { records, boss } = api;
      const customer = await records.create(records.model("Customer"));
      const notes = await create(records.model("Note"), () => ({ customerId: customer.id }));
      const inner = "(limit: $limit, sortDirection: $sortDirection, nextToken: $nextToken)";
      const declared = "$limit: Int, $sortDirection: SortDirection, $nextToken: String";
      const follow = async (field: string, of: string, id: string, limit: number, sortDirection: string) => {
        const document = `query (${declared}) { get${of}(id: "${id}") { ${field}${inner} { items { id } nextToken } } }`;
        const found: string[] = [];
        let nextToken: string | null = null;
        do {
          const variables = { limit, sortDirection, nextToken };
          const data = await boss.data<Record<string, Record<string, Page>>>(document, variables);
          const page = data[`get${of}`]?.[field] as Page;
          found.push(...page.items.map((each) => each.id));
          nextToken = page.nextToken;
        } while (nextToken !== null);
        return found;
      };
      expect(await follow("notes", "Customer", customer.id, 7, "ASC")).toEqual(byId(notes));
      expect(await follow("notes", "Customer", customer.id, 25, "DESC")).toEqual(byId(notes).toReversed());

      const product = await records.create(records.model("Product"));
      const tags = await create(records.model("Tag"), () => ({}));
      const input = { productId: product.id, tagIds: ids(tags) };
      await boss.data("mutation ($input: ProductTagsLink!) { linkProductTags(input: $input) }", { input });
      expect(await follow("tags", "Product", product.id, 7, "ASC")).toEqual(byId(tags));
      expect(await follow("tags", "Product", product.id, 7, "DESC")).toEqual(byId(tags).toReversed());
      expect(await follow("products", "Tag", tags[0]?.id ?? "", 7, "ASC")).toEqual([product.id]);
    });

    test("a limit out of range and a token of another list are refused", async () => {
      const { boss, documents, records } = api;
      const tasks = documents.list(records.model("Task"));
      for (const limit of [0, 101, -1]) {
        expect(await boss.refused(tasks, { limit })).toMatchObject({
          errorType: "Invalid",
          errorInfo: { problems: [{ field: "limit" }] },
        });
      }
      const first = await boss.data<{ listTasks: Page }>(tasks, { limit: 1 });
      const elsewhere = documents.list(records.model("Carrier"));
      const { nextToken } = first.listTasks;
      expect(await boss.refused(elsewhere, { nextToken })).toMatchObject({ errorType: "Invalid" });
      expect(await boss.refused(tasks, { nextToken: "nonsense" })).toMatchObject({ errorType: "Invalid" });
      const shards = documents.list(records.model("StockMovement"));
      expect(await boss.refused(shards, { nextToken: "9:x" })).toMatchObject({ errorType: "Invalid" });
    });
  });
}

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextToken: string | null;
}

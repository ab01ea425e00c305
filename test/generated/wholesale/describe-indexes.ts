import { beforeAll, describe, expect, test } from "vitest";
import type { Wholesale } from "./deploy-wholesale.ts";
import { everyPage } from "./every-page.ts";
import type { Stored } from "./records.ts";

type Compare = (value: unknown, operand: unknown) => boolean;

/** Order of the values that are compared here: numbers, and texts in ASCII. */
const before = (a: unknown, b: unknown): boolean => (a as number) < (b as number);
const operators: Readonly<Record<string, Compare>> = {
  eq: (value, operand) => value === operand,
  lt: before,
  le: (value, operand) => !before(operand, value),
  gt: (value, operand) => before(operand, value),
  ge: (value, operand) => !before(value, operand),
  between: (value, operand) => {
    const [low, high] = operand as readonly unknown[];
    return !before(value, low) && !before(high, value);
  },
  beginsWith: (value, operand) => `${value}`.startsWith(`${operand}`),
};

/** Ranges of indexes and filters, each against the same comparison written down here. */
export function describeIndexes(wholesale: () => Wholesale): void {
  let api: Wholesale;
  let products: readonly Stored[];
  let suppliers: readonly Stored[];
  let supplierId: string;
  const prices = [0, 1, 9, 10, 99, 100, 101, 2_000_000_000, 9_007_199_254_740_991];
  const names = ["Bolt", "Bolt M4", "Bolt M4 long", "bolt", "Nut", "Nut#1", "Nut 1", "Näh", "~last"];
  const ratings = [0, 0.001, 0.1, 0.25, 1, 1.5, 2.75, 4.999, 5];

  beforeAll(async () => {
    api = wholesale();
    const { records } = api;
    const supplier = await records.create(records.model("Supplier"), { rating: null, name: "Nobody rates" });
    supplierId = supplier.id;
    products = await Promise.all(
      prices.map((listPrice, n) =>
        records.create(records.model("Product"), {
          name: names[n],
          status: "retired",
          listPrice,
          supplierId,
          weight: n % 3 === 0 ? null : ratings[n],
          keywords: n % 2 === 0 ? ["even", `n${n}`] : [],
          categoryId: null,
        }),
      ),
    );
    suppliers = await Promise.all(
      ratings.map((rating, n) => records.create(records.model("Supplier"), { rating, name: `Rated ${n}` })),
    );
  });

  /** @returns ids of those of `all` that a list gives, in its order */
  async function listed(name: string, index: string | null, variables: object, all: readonly Stored[]) {
    const document = api.documents.list(api.records.model(name), index === null ? [] : [index]);
    const found = await everyPage<Stored>(api.boss, document, { ...variables, limit: 100 });
    return found.map(({ id }) => id).filter((id) => all.some((each) => each.id === id));
  }

  function sortedBy(all: readonly Stored[], field: string): readonly Stored[] {
    return all.toSorted((a, b) => (before(a[field], b[field]) ? -1 : before(b[field], a[field]) ? 1 : 0));
  }

  const idsOf = (all: readonly Stored[]) => all.map(({ id }) => id);

  describe("ranges of an index", () => {
    test("on money, of a compound index", async () => {
      const sorted = sortedBy(products, "listPrice");
      for (const [operator, compare] of Object.entries(operators)) {
        if (operator === "beginsWith") continue;
        for (const price of prices) {
          const operand = operator === "between" ? [10, price] : price;
          const range = { status: "retired", supplierId, listPrice: { [operator]: operand } };
          const found = await listed("Product", "byStatusAndPrice", { byStatusAndPrice: range }, products);
          const expected = sorted.filter((each) => compare(each["listPrice"], operand));
          expect(found, `${operator} ${operand}`).toEqual(idsOf(expected));
        }
      }
    });

    test("on fractions, of an index of everything, where some have none", async () => {
      const sorted = sortedBy(suppliers, "rating");
      const nobody = await listed("Supplier", "byRating", { byRating: {} }, [{ id: supplierId, version: 1 }]);
      expect(nobody).toEqual([supplierId]);
      for (const [operator, compare] of Object.entries(operators)) {
        if (operator === "beginsWith") continue;
        for (const rating of ratings) {
          const operand = operator === "between" ? [rating, 2.75] : rating;
          const byRating = { rating: { [operator]: operand } };
          const found = await listed("Supplier", "byRating", { byRating }, [
            ...suppliers,
            { id: supplierId, version: 1 },
          ]);
          const expected = sorted.filter((each) => compare(each["rating"], operand));
          expect(found, `${operator} ${operand}`).toEqual(idsOf(expected));
        }
      }
    });

    test("on text, by its bytes, with whatever is in it", async () => {
      for (const [operator, compare] of Object.entries(operators)) {
        for (const name of [...names, "B", "Nut"]) {
          const operand = operator === "between" ? ["Bolt", name] : name;
          const byStatus = { status: "retired", name: { [operator]: operand } };
          const found = await listed("Product", "byStatus", { byStatus }, products);
          const expected = products.filter((each) => compare(each["name"], operand));
          expect(found.toSorted(), `${operator} ${operand}`).toEqual(idsOf(expected).toSorted());
        }
      }
    });

    test("two operators narrow each other, and two indexes are one too many", async () => {
      const narrow = { status: "retired", supplierId, listPrice: { gt: 9, le: 101 } };
      expect(await listed("Product", "byStatusAndPrice", { byStatusAndPrice: narrow }, products)).toEqual(
        idsOf(sortedBy(products, "listPrice").slice(3, 7)),
      );
      const both =
        "{ listSalesOrders(byStatus: { status: open }, byTotal: { total: { ge: 0 } }) { items { id } } }";
      expect(await api.boss.refused(both)).toMatchObject({ errorType: "Invalid" });
    });
  });

  describe("filters", () => {
    const filtered = async (filter: object) =>
      (await listed("Product", "byStatus", { byStatus: { status: "retired" }, filter }, products)).toSorted();
    const expectedOf = (holds: (product: Stored) => boolean) => idsOf(products.filter(holds)).toSorted();

    test("compare texts and numbers, each operator", async () => {
      for (const [operator, compare] of Object.entries(operators)) {
        for (const n of [0, 4, 8]) {
          const name = operator === "between" ? ["Bolt", names[n]] : names[n];
          expect(await filtered({ name: { [operator]: name } }), `${operator} ${name}`).toEqual(
            expectedOf((each) => compare(each["name"], name)),
          );
          if (operator === "beginsWith") continue;
          const price = operator === "between" ? [1, prices[n]] : prices[n];
          expect(await filtered({ listPrice: { [operator]: price } }), `${operator} ${price}`).toEqual(
            expectedOf((each) => compare(each["listPrice"], price)),
          );
        }
      }
    });

    test("look into texts and lists, and for what is there at all", async () => {
      expect(await filtered({ name: { contains: "M4" } })).toEqual(
        expectedOf((each) => `${each["name"]}`.includes("M4")),
      );
      expect(await filtered({ name: { notContains: "Nut" } })).toEqual(
        expectedOf((each) => !`${each["name"]}`.includes("Nut")),
      );
      expect(await filtered({ name: { in: ["Nut", "bolt", "nothing"] } })).toEqual(
        expectedOf((each) => ["Nut", "bolt"].includes(`${each["name"]}`)),
      );
      expect(await filtered({ name: { ne: "Nut" } })).toEqual(expectedOf((each) => each["name"] !== "Nut"));
      expect(await filtered({ keywords: { contains: "even" } })).toEqual(
        expectedOf((each) => (each["keywords"] as string[]).includes("even")),
      );
      for (const there of [true, false]) {
        expect(await filtered({ weight: { attributeExists: there } })).toEqual(
          expectedOf((each) => (each["weight"] !== null) === there),
        );
      }
    });

    test("combine with and, or and not, to five levels", async () => {
      const filter = {
        or: [
          { and: [{ listPrice: { ge: 10 } }, { listPrice: { le: 100 } }] },
          { not: { or: [{ listPrice: { lt: 2_000_000_000 } }, { name: { beginsWith: "~" } }] } },
        ],
      };
      expect(await filtered(filter)).toEqual(
        expectedOf(({ listPrice, name }) => {
          const price = Number(listPrice);
          return (price >= 10 && price <= 100) || (price >= 2_000_000_000 && !`${name}`.startsWith("~"));
        }),
      );
      let deep: object = { name: { eq: "Nut" } };
      for (let level = 0; level < 7; level++) deep = { not: deep };
      const document = api.documents.list(api.records.model("Product"));
      expect(await api.boss.refused(document, { filter: deep })).toMatchObject({ errorType: "Invalid" });
    });
  });
}

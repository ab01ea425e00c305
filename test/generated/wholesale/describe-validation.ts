import { beforeAll, describe, expect, test } from "vitest";
import type { Wholesale } from "./deploy-wholesale.ts";
import { only } from "./only.ts";
import type { Stored } from "./records.ts";

/** Model, field, what is sent, and what is said about it. */
const broken: readonly (readonly [model: string, field: string, value: unknown, problem: string])[] = [
  ["Warehouse", "name", "", "must have at least 1 character"],
  ["Product", "name", "x", "must have at least 2 characters"],
  ["Warehouse", "name", "x".repeat(81), "must have at most 80 characters"],
  ["ReturnRequest", "reason", "no", "must have at least 3 characters"],
  ["Variant", "barcode", "1234567", "must match [0-9]{8,14}"],
  ["Variant", "barcode", "12345678 ", "must match [0-9]{8,14}"],
  ["Variant", "barcode", "12345678\n", "must match [0-9]{8,14}"],
  ["Warehouse", "capacity", 0, "must be at least 1"],
  ["Warehouse", "capacity", 1_000_001, "must be at most 1000000"],
  ["StockMovement", "quantity", -100_001, "must be at least -100000"],
  ["Invoice", "total", -1, "must be at least 0"],
  ["Invoice", "total", 10.5, "must be a whole number"],
  ["Invoice", "total", 9_007_199_254_740_992, "is too large to be exact"],
  ["Parcel", "weight", 0.0009, "must be at least 0.001"],
  ["Supplier", "rating", 5.01, "must be at most 5"],
  ["Parcel", "weight", 1e127, "is out of range"],
  ["Product", "keywords", Array.from({ length: 11 }, () => "k"), "must have at most 10 elements"],
  ["Product", "keywords[1]", ["fine", "k".repeat(31)], "must have at most 30 characters"],
  ["Warehouse", "address.zip", { street: "a", zip: "CH_1", city: "b", doors: [] }, "must match [0-9A-Z -]+"],
  [
    "Warehouse",
    "address.doors",
    { street: "a", zip: "1", city: "b", doors: ["1", "2", "3", "4", "5", "6"] },
    "must have at most 5 elements",
  ],
  [
    "Warehouse",
    "otherAddresses[1].street",
    [
      { street: "a", zip: "1", city: "b" },
      { street: "", zip: "1", city: "b" },
    ],
    "must have at least 1 character",
  ],
  [
    "Product",
    "image",
    { key: "elsewhere/a.txt", name: "a.txt", size: 1, contentType: "text/plain" },
    "must be a file that was uploaded for this tenant",
  ],
  ["Task", "id", "not-a-ulid", "must be a ULID"],
  ["Payment", "invoiceId", "not-a-ulid", "is not an id"],
];

/** Model, field, and what GraphQL itself lets nobody send. */
const mistyped: readonly (readonly [model: string, field: string, value: unknown])[] = [
  ["Supplier", "email", "nobody"],
  ["Supplier", "website", "not a url"],
  ["Warehouse", "phone", "12"],
  ["Warehouse", "opensAt", "25:00:00"],
  ["Invoice", "dueOn", "2026-02-30"],
  ["Payment", "paidAt", "yesterday"],
  ["Payment", "details", "{broken"],
  ["Task", "priority", 1.5],
  ["Task", "priority", 2_147_483_648],
  ["Task", "done", "yes"],
  ["Tag", "color", "purple"],
  ["Tag", "unknown", 1],
  ["Tag", "tenantId", "north"],
  ["Tag", "version", 7],
];

/** Each rule of a field is broken once, by a new record and by a change. */
export function describeValidation(wholesale: () => Wholesale): void {
  let api: Wholesale;

  beforeAll(() => {
    api = wholesale();
  });

  describe("an input that breaks a rule", () => {
    test.each(broken)("%s.%s: %j %s", async (name, path, value, message) => {
      const { documents, records, writer } = api;
      const model = records.model(name);
      const field = path.split(/[.[]/)[0] ?? "";
      const expected = { errorType: "Invalid", errorInfo: { problems: [{ field: path, message }] } };
      const input = await records.input(model, { [field]: value });
      expect(
        await writer(model, "create").refused(documents.write("create", model), { input }),
      ).toMatchObject(expected);
      if (field === "id") return;
      const { id, version } = await records.create(model);
      const change = { id, [field]: value };
      expect(
        await writer(model, "update").refused(documents.write("update", model), { input: change }),
      ).toMatchObject(expected);
      const still = await api.boss.data<Record<string, Stored>>(documents.getById(model), { id });
      expect(only(still).version).toBe(version);
    });

    test.each(mistyped)("%s.%s: %j does not even fit the type", async (name, field, value) => {
      const { documents, records, boss } = api;
      const model = records.model(name);
      const input = await records.input(model, { [field]: value });
      const { data, errors } = await boss.query(documents.write("create", model), { input });
      expect(data ?? {}).toEqual({});
      expect(errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).toContain(field);
    });

    test("is told of every problem at once", async () => {
      const { documents, records, boss } = api;
      const model = records.model("Product");
      const input = await records.input(model, { name: "x", listPrice: -1, keywords: ["k".repeat(31)] });
      const { errorInfo } = await boss.refused(documents.write("create", model), { input });
      const { problems } = errorInfo as { problems: { field: string }[] };
      expect(problems.map(({ field }) => field).toSorted()).toEqual(["keywords[0]", "listPrice", "name"]);
    });

    test("may not clear what is required, or leave it out", async () => {
      const { documents, records, boss } = api;
      const model = records.model("Invoice");
      const { id } = await records.create(model);
      const cleared = await boss.refused(documents.write("update", model), {
        input: { id, dueOn: null, orderId: null },
      });
      expect(cleared).toMatchObject({
        errorType: "Invalid",
        errorInfo: {
          problems: expect.arrayContaining([
            { field: "dueOn", message: "is required" },
            { field: "orderId", message: "is required" },
          ]),
        },
      });
      const { dueOn: _dueOn, ...rest } = await records.input(model);
      const { errors } = await boss.query(documents.write("create", model), { input: rest });
      expect(JSON.stringify(errors)).toContain("dueOn");
    });

    test("refers to nothing that is not there, and names what is missing", async () => {
      const { documents, records, boss } = api;
      const model = records.model("OrderLine");
      const gone = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
      const input = await records.input(model, { orderId: gone, variantId: gone });
      expect(await boss.refused(documents.write("create", model), { input })).toMatchObject({
        errorType: "ReferenceNotFound",
        errorInfo: { fields: ["orderId", "variantId"] },
      });
    });
  });

  describe("an input that leaves out", () => {
    test("what has a default gets it", async () => {
      const { boss, records } = api;
      const { id: supplierId } = await records.create(records.model("Supplier"));
      const create = `mutation ($supplierId: ID!) {
        createProduct(input: { sku: "defaults", name: "Defaults", listPrice: 1, supplierId: $supplierId }) {
          status keywords trackingId weight category { id } createdAt updatedAt } }`;
      const { createProduct } = await boss.data<{ createProduct: Record<string, string> }>(create, {
        supplierId,
      });
      expect(createProduct).toMatchObject({ status: "draft", keywords: [], weight: null, category: null });
      expect(createProduct["trackingId"]).toMatch(/^[0-9A-Z]{26}$/);
      expect(createProduct["updatedAt"]).toBe(createProduct["createdAt"]);
      const today = new Date().toISOString();
      const audit = `mutation { createTask(input: { title: "t" }) { priority done }
        createStockCount(input: { warehouseId: "${(await records.create(records.model("Warehouse"))).id}" }) { countedAt } }`;
      const made = await boss.data<{ createTask: object; createStockCount: { countedAt: string } }>(audit);
      expect(made.createTask).toEqual({ priority: 3, done: false });
      expect(made.createStockCount.countedAt >= today.slice(0, 10)).toBe(true);
    });

    test("times come back in one form, whatever the offset", async () => {
      const { boss } = api;
      const create = `mutation { createTask(input: { title: "t", dueAt: "2026-03-01T12:00:00+02:00" }) { dueAt } }`;
      expect(await boss.data(create)).toEqual({ createTask: { dueAt: "2026-03-01T10:00:00.000Z" } });
    });
  });
}

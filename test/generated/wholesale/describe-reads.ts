import { beforeAll, describe, expect, test } from "vitest";
import type { Wholesale } from "./deploy-wholesale.ts";
import type { Stored } from "./records.ts";

/** What each operation costs in calls to DynamoDB: the table in `docs/guide/api.md`. */
export function describeReads(wholesale: () => Wholesale): void {
  let api: Wholesale;
  let order: Stored;
  const lines: Stored[] = [];
  const products: Stored[] = [];

  beforeAll(async () => {
    api = wholesale();
    const { records } = api;
    const model = (name: string) => records.model(name);
    order = await records.create(model("SalesOrder"), { status: "closed" });
    const supplier = await records.create(model("Supplier"));
    for (let position = 1; position <= 6; position++) {
      const product = await records.create(model("Product"), { supplierId: supplier.id });
      products.push(product);
      const variant = await records.create(model("Variant"), { productId: product.id });
      lines.push(
        await records.create(model("OrderLine"), { orderId: order.id, variantId: variant.id, position }),
      );
    }
  });

  /** The calls that a document makes, and that it works. */
  async function calls(document: string, variables: object = {}): Promise<Record<string, number>> {
    return (await api.deployed.counted("dynamodb", () => api.boss.data(document, variables))).calls;
  }

  describe("calls to DynamoDB", () => {
    test("get: one by id, two by a unique value", async () => {
      expect(await calls(`{ getSalesOrder(id: "${order.id}") { number } }`)).toEqual({ GetItem: 1 });
      expect(await calls(`{ getSalesOrder(byNumber: ${order["number"]}) { number } }`)).toEqual({
        GetItem: 2,
      });
      expect(await calls("{ getSalesOrder(byNumber: 999999999) { number } }")).toEqual({ GetItem: 1 });
      expect(await calls('{ getSalesOrder(id: "nonsense") { number } }')).toEqual({});
    });

    test("list: one, by an index or not", async () => {
      expect(await calls("{ listOrderLines { items { position } } }")).toEqual({ Query: 1 });
      const byStatus = "{ listSalesOrders(byStatus: { status: closed }) { items { number } } }";
      expect(await calls(byStatus)).toEqual({ Query: 1 });
    });

    test("the parents of a page: one more, whatever there are", async () => {
      const parents = `{ listOrderLines(byOrder: { orderId: "${order.id}" }) { items {
        position order { number } variant { name } } } }`;
      expect(await calls(parents)).toEqual({ Query: 1, BatchGetItem: 1 });
      const nested = `{ getSalesOrder(id: "${order.id}") { lines { items { variant { name } } } } }`;
      expect(await calls(nested)).toEqual({ GetItem: 1, Query: 1, BatchGetItem: 1 });
    });

    test("a parent's parent: one for each record of the page", async () => {
      const deep = `{ listOrderLines(byOrder: { orderId: "${order.id}" }) { items {
        variant { product { name } } } } }`;
      expect(await calls(deep)).toEqual({ Query: 1, BatchGetItem: 1, GetItem: lines.length });
    });

    test("a page in a page: one for each record of the outer one", async () => {
      const ids = products.map(({ id }) => id);
      const inner = `{ listProducts(byStatusAndPrice: { status: ${products[0]?.["status"]}, supplierId: "${products[0]?.["supplierId"]}" }) {
        items { id variants { items { name } } } } }`;
      const { result, calls: made } = await api.deployed.counted("dynamodb", () =>
        api.boss.data<{ listProducts: { items: { id: string }[] } }>(inner),
      );
      const found = result.listProducts.items.length;
      expect(ids).toEqual(expect.arrayContaining(result.listProducts.items.map(({ id }) => id)));
      expect(made).toEqual({ Query: 1 + found });
    });

    test("a hasOne: one; a manyToMany: two", async () => {
      const [product] = products;
      const one = `{ getProduct(id: "${product?.id}") { specification { revision } } }`;
      expect(await calls(one)).toEqual({ GetItem: 1, Query: 1 });
      const tags = await Promise.all([1, 2, 3].map(() => api.records.create(api.records.model("Tag"))));
      const link = `mutation ($input: ProductTagsLink!) { linkProductTags(input: $input) }`;
      const input = { productId: product?.id, tagIds: tags.map(({ id }) => id) };
      expect(await calls(link, { input })).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
      const many = `{ getProduct(id: "${product?.id}") { tags { items { name } } } }`;
      expect(await calls(many)).toEqual({ GetItem: 1, Query: 1, BatchGetItem: 1 });
    });

    test("create: one; with foreign keys one more, however many", async () => {
      const create = async (name: string) => {
        const model = api.records.model(name);
        const input = await api.records.input(model);
        return await calls(api.documents.write("create", model), { input });
      };
      expect(await create("Task")).toEqual({ PutItem: 1 });
      expect(await create("Tag")).toEqual({ TransactWriteItems: 1 });
      expect(await create("Payment")).toEqual({ BatchGetItem: 1, PutItem: 1 });
      expect(await create("OrderLine")).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
    });

    test("update: one; one more where an index or a unique value needs what was there", async () => {
      const update = (name: string, input: object) =>
        calls(api.documents.write("update", api.records.model(name)), { input });
      const { id } = order;
      expect(await update("SalesOrder", { id, wantedOn: "2026-12-24" })).toEqual({ UpdateItem: 1 });
      expect(await update("SalesOrder", { id, status: "closed", orderedOn: "2026-12-01" })).toEqual({
        UpdateItem: 1,
      });
      expect(await update("SalesOrder", { id, status: "closed" })).toEqual({
        BatchGetItem: 1,
        UpdateItem: 1,
      });
      expect(await update("SalesOrder", { id, number: 123_456_789 })).toEqual({
        BatchGetItem: 1,
        TransactWriteItems: 1,
      });
    });

    test("delete: one, one more with unique values, and one for each relation that restricts it", async () => {
      const removal = async (name: string) => {
        const model = api.records.model(name);
        const { id } = await api.records.create(model);
        return await calls(api.documents.write("delete", model), { input: { id } });
      };
      expect(await removal("Parcel")).toEqual({ DeleteItem: 1 });
      expect(await removal("Tag")).toEqual({ GetItem: 1, TransactWriteItems: 1 });
      expect(await removal("Category")).toEqual({ GetItem: 1, TransactWriteItems: 1 });
      // Products and purchase orders restrict it.
      expect(await removal("Supplier")).toEqual({ GetItem: 1, Query: 2, TransactWriteItems: 1 });
      expect(await removal("StockCount")).toEqual({ UpdateItem: 1 });
    });

    test("subscribing, and what a subscriber gets: none", async () => {
      const connection = await api.boss.connect();
      const { calls: made } = await api.deployed.counted("dynamodb", async () => {
        const listening = await connection.subscribe(
          "subscription { onCarrierChanged { id tenantId name } }",
        );
        listening.stop();
      });
      expect(made).toEqual({});
      connection.close();
    });
  });
}

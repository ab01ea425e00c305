import { beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import type { Wholesale } from "./deploy-wholesale.ts";
import { everyPage } from "./every-page.ts";
import { only } from "./only.ts";
import type { Stored } from "./records.ts";

/** Records in the trash, records that expire, and what happens to those that refer to a record that goes. */
export function describeLifetimes(wholesale: () => Wholesale): void {
  let api: Wholesale;

  beforeAll(() => {
    api = wholesale();
  });

  const create = (name: string, overrides?: object) => api.records.create(api.records.model(name), overrides);
  const write = async (verb: "create" | "update" | "delete" | "restore", name: string, input: object) =>
    only(
      await api.boss.data<Record<string, Stored>>(api.documents.write(verb, api.records.model(name)), {
        input,
      }),
    );
  const refused = (verb: "create" | "update" | "delete" | "restore", name: string, input: object) =>
    api.boss.refused(api.documents.write(verb, api.records.model(name)), { input });
  const get = async (name: string, id: string) =>
    only(
      await api.boss.data<Record<string, Stored | null>>(api.documents.getById(api.records.model(name)), {
        id,
      }),
    );

  describe("the trash", () => {
    test("hides a record everywhere, keeps its unique values, and gives it back as it was", async () => {
      const product = await create("Product");
      const variant = await create("Variant", { productId: product.id });
      const deleted = await write("delete", "Product", { id: product.id });
      expect(Date.parse(`${deleted["deletedAt"]}`)).toBeGreaterThan(0);
      expect(await get("Product", product.id)).toBeNull();
      const parent = `{ getVariant(id: "${variant.id}") { product { id } } }`;
      expect(await api.boss.data(parent)).toEqual({ getVariant: { product: null } });
      expect(await api.boss.data(`{ getProduct(bySku: ${JSON.stringify(product["sku"])}) { id } }`)).toEqual({
        getProduct: null,
      });
      const again = await api.records.input(api.records.model("Product"), { sku: product["sku"] });
      expect(await refused("create", "Product", again)).toMatchObject({ errorType: "AlreadyExists" });
      const change = { id: product.id, name: "Changed in the trash" };
      expect(await refused("update", "Product", change)).toMatchObject({ errorType: "NotFound" });
      expect(await refused("delete", "Product", { id: product.id })).toMatchObject({ errorType: "NotFound" });
      const child = await api.records.input(api.records.model("Variant"), { productId: product.id });
      expect(await refused("create", "Variant", child)).toMatchObject({ errorType: "ReferenceNotFound" });

      const restored = await write("restore", "Product", { id: product.id });
      const { updatedAt: _at, version: _version, lastChange: _change, ...same } = product;
      expect(restored).toMatchObject({ ...same, version: 3, deletedAt: null, lastChange: "restored" });
      expect(await api.boss.data(parent)).toEqual({ getVariant: { product: { id: product.id } } });
      expect(await refused("restore", "Product", { id: product.id })).toMatchObject({
        errorType: "NotFound",
      });
    });

    test("gives nothing back whose parent is gone, or that somebody changed meanwhile", async () => {
      const warehouse = await create("Warehouse");
      const count = await create("StockCount", { warehouseId: warehouse.id });
      await write("delete", "StockCount", { id: count.id });
      const stale = { id: count.id, expectedVersion: 1 };
      expect(await refused("restore", "StockCount", stale)).toMatchObject({ errorType: "Conflict" });
      await write("delete", "Warehouse", { id: warehouse.id });
      // Its own cascade may have taken it by now.
      expect(["ReferenceNotFound", "NotFound"]).toContain(
        (await refused("restore", "StockCount", { id: count.id })).errorType,
      );
    });
  });

  describe("a record that expires", () => {
    const past = "2026-01-01T00:00:00.000Z";
    const future = "2096-01-01T00:00:00.000Z";

    test("is gone at once for everybody, in every list, and cannot be changed", async () => {
      const live = await create("AuditEvent", { action: "expiry", keepUntil: future });
      const gone = await create("AuditEvent", { action: "expiry", keepUntil: past });
      expect(await get("AuditEvent", live.id)).toMatchObject({ id: live.id });
      expect(await get("AuditEvent", gone.id)).toBeNull();
      const model = api.records.model("AuditEvent");
      for (const index of [null, "byAction"]) {
        const document = api.documents.list(model, index === null ? [] : [index]);
        const variables = index === null ? {} : { byAction: { action: "expiry" } };
        const found = await everyPage<Stored>(api.boss, document, variables);
        const ids = found.map(({ id }) => id);
        expect(ids).toContain(live.id);
        expect(ids).not.toContain(gone.id);
      }
    });

    test("gives its unique value free, and can be given more time", async () => {
      const first = await create("AccessCode", { code: "open sesame", validUntil: future });
      const taken = { code: "open sesame", validUntil: future };
      expect(await refused("create", "AccessCode", taken)).toMatchObject({ errorType: "AlreadyExists" });
      const shorter = await write("update", "AccessCode", { id: first.id, validUntil: past });
      expect(shorter).toMatchObject({ validUntil: past });
      expect(await get("AccessCode", first.id)).toBeNull();
      expect(await refused("update", "AccessCode", { id: first.id, validUntil: future })).toMatchObject({
        errorType: "NotFound",
      });
      const second = await create("AccessCode", taken);
      expect(await api.boss.data('{ getAccessCode(byCode: "open sesame") { id } }')).toEqual({
        getAccessCode: { id: second.id },
      });
      expect(await write("update", "AccessCode", { id: second.id, validUntil: null })).toMatchObject({
        validUntil: null,
        version: 2,
      });
      expect(await get("AccessCode", second.id)).toMatchObject({ id: second.id });
    });
  });

  describe("when a record goes, those that refer to it", () => {
    test("restrict: forbid it, and say who does", async () => {
      const supplier = await create("Supplier");
      const order = await create("PurchaseOrder", { supplierId: supplier.id });
      expect(await refused("delete", "Supplier", { id: supplier.id })).toMatchObject({
        errorType: "InUse",
        errorInfo: { model: "Supplier", by: "PurchaseOrder", relation: "supplier" },
      });
      await write("delete", "PurchaseOrder", { id: order.id });
      await write("delete", "Supplier", { id: supplier.id });
      expect(await get("Supplier", supplier.id)).toBeNull();
    });

    test("cascade: go as well, to the grandchildren, with their unique values and links", async () => {
      const list = await create("PriceList");
      const price = await create("Price", { priceListId: list.id, fromQuantity: 7.5 });
      const customer = await create("Customer");
      const link = linkDocument();
      await api.boss.data(link.document, { input: link.input(customer.id, list.id) });
      const warehouse = await create("Warehouse");
      const bin = await create("Bin", { warehouseId: warehouse.id, label: "cascade" });
      await write("delete", "PriceList", { id: list.id });
      await write("delete", "Warehouse", { id: warehouse.id });
      await eventually(async () => {
        expect(await get("Price", price.id)).toBeNull();
        expect(await get("Bin", bin.id)).toBeNull();
        const priceLists = `{ getCustomer(id: "${customer.id}") { priceLists { items { id } } } }`;
        expect(await api.boss.data(priceLists)).toEqual({ getCustomer: { priceLists: { items: [] } } });
      });
    });

    /** The link between customers and price lists, from whichever side has it. */
    function linkDocument() {
      const fromList = api.schema.getMutationType()?.getFields()["linkPriceListCustomers"] !== undefined;
      return fromList
        ? {
            document: "mutation ($input: PriceListCustomersLink!) { linkPriceListCustomers(input: $input) }",
            input: (customerId: string, id: string) => ({ priceListId: id, customerIds: [customerId] }),
          }
        : {
            document: "mutation ($input: CustomerPriceListsLink!) { linkCustomerPriceLists(input: $input) }",
            input: (customerId: string, id: string) => ({ customerId, priceListIds: [id] }),
          };
    }

    test("set null: lose the reference, and count it as a change", async () => {
      const parent = await create("Category");
      const child = await create("Category", { parentId: parent.id });
      const product = await create("Product", { categoryId: parent.id });
      await write("delete", "Category", { id: parent.id });
      await eventually(async () => {
        expect(await get("Category", child.id)).toMatchObject({ parentId: null, version: 2 });
        expect(await get("Product", product.id)).toMatchObject({ categoryId: null, version: 2 });
      });
      const byParent = `{ listCategories(byParent: { parentId: "${parent.id}" }) { items { id } } }`;
      expect(await api.boss.data(byParent)).toEqual({ listCategories: { items: [] } });
    });

    test("keep: stay, and read null", async () => {
      const variant = await create("Variant");
      const movement = await create("StockMovement", { variantId: variant.id });
      await write("delete", "Variant", { id: variant.id });
      const read = `{ getStockMovement(id: "${movement.id}") { variantId variant { id } } }`;
      expect(await api.boss.data(read)).toEqual({
        getStockMovement: { variantId: variant.id, variant: null },
      });
    });
  });

  describe("a stored file", () => {
    test("is sent to the URL that the server gave, and read at the record's", async () => {
      const bytes = "what is in the file";
      const size = Buffer.byteLength(bytes);
      const { createUpload } = await api.boss.data<{ createUpload: { key: string; url: string } }>(
        `mutation { createUpload(input: { name: "label.txt", size: ${size}, contentType: "text/plain" }) { key url } }`,
      );
      const put = await fetch(createUpload.url, {
        method: "PUT",
        body: bytes,
        headers: { "content-type": "text/plain" },
      });
      expect(put.status).toBe(200);
      const label = { key: createUpload.key, name: "label.txt", size, contentType: "text/plain" };
      const parcel = await create("Parcel", { label });
      const { getParcel } = await api.boss.data<{ getParcel: { label: { name: string; url: string } } }>(
        `{ getParcel(id: "${parcel.id}") { label { name url } } }`,
      );
      expect(await (await fetch(getParcel.label.url)).text()).toBe(bytes);
    });
  });
}

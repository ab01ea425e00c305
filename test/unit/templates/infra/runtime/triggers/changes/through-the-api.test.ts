import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everything, everythingLock } from "../../../../../../support/backends/everything.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../../support/dynamodb/start-dynamodb.ts";
import { quietLogs } from "../../lambda/quiet-logs.ts";
import { create, type ResolverApi, startApi } from "../../resolvers/resolver-api.ts";
import { StreamWorld } from "../stream-world.ts";

quietLogs();

let engine: LocalDynamoDB;
let api: ResolverApi;
let world: StreamWorld;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
  const { TableNames = [] } = await engine.client.send(new ListTablesCommand({}));
  const named = (start: string) => TableNames.find((name) => name.startsWith(start)) ?? "";
  const [pooled, dedicated] = [named("pooled"), named("PageView")];
  world = new StreamWorld(engine.client, engine.endpoint, {
    pooledTable: pooled,
    tableOf: (spec) => (spec.dedicated ? dedicated : pooled),
  });
  Object.assign(world, { pooled, dedicated });
});
afterAll(() => engine.stop());

const admin = { sub: "ada", tenantId: "acme", roles: ["admin"] };

test("what the API wrote is cleaned up after what the API deleted, and can be written again", async () => {
  const session = api.as(admin);
  const write = async () => {
    const customerId = await create(session, "Customer", { name: "Big Co", email: "big@example.com" });
    const categoryId = await create(session, "Category", { title: "Web" });
    const invoiceId = await create(session, "Invoice", { number: "1", total: 5, customerId, categoryId });
    await create(session, "InvoiceLine", { position: 1, text: "x", price: 5, invoiceId });
    await create(session, "PageView", { path: "/", customerId });
    return { customerId, categoryId, invoiceId };
  };
  const { customerId, categoryId, invoiceId } = await write();
  const labelId = await create(session, "Label", { name: "Red", color: "red" });
  const link = "mutation ($input: InvoiceLabelsLink!) { linkInvoiceLabels(input: $input) }";
  await session.data(link, { input: { invoiceId, labelIds: [labelId] } });
  await world.settle();
  expect((await world.items("InvoiceLabels")).length).toBe(1);

  const remove = (model: string, id: string) =>
    session.data(`mutation ($id: ID!) { delete${model}(input: { id: $id }) { id } }`, { id });
  await remove("Category", categoryId);
  await world.settle();
  const read = "query ($id: ID) { getInvoice(id: $id) { version categoryId labels { items { id } } } }";
  expect(await session.data(read, { id: invoiceId })).toEqual({
    getInvoice: { version: 2, categoryId: null, labels: { items: [{ id: labelId }] } },
  });

  await remove("Customer", customerId);
  await world.settle();
  const left = (await world.items()).map((item) => item["_m"]).sort();
  // The label and its unique name. What may dangle does: PageView lives in its own table.
  expect(left).toEqual(["!guard", "Label"]);
  const kinds = world.invoked.map(({ name, change }) => `${name} ${change.kind}`).sort();
  expect(kinds).toEqual([
    "archive deleted",
    "archive updated",
    "mirror created",
    "mirror deleted",
    "welcome created",
  ]);

  await write();
  await expect(create(session, "Customer", { name: "x", email: "big@example.com" })).rejects.toThrow();
});

test("what is in the trash can come back whole", async () => {
  const session = api.as(admin);
  const customerId = await create(session, "Customer", { name: "Trash Co" });
  const invoiceId = await create(session, "Invoice", { number: "T1", total: 5, customerId });
  await create(session, "InvoiceLine", { position: 1, text: "x", price: 5, invoiceId });
  await session.data("mutation ($id: ID!) { deleteInvoice(input: { id: $id }) { id } }", { id: invoiceId });
  await world.settle();
  await session.data("mutation ($id: ID!) { restoreInvoice(input: { id: $id }) { id } }", { id: invoiceId });
  const read = "query ($id: ID) { getInvoice(id: $id) { number lines { items { text } } } }";
  expect(await session.data(read, { id: invoiceId })).toEqual({
    getInvoice: { number: "T1", lines: { items: [{ text: "x" }] } },
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
let api: ResolverApi;
/** Records of the tenant that is attacked. */
let victim: { customerId: string; invoiceId: string; labelId: string; nextToken: string };

const owner = { sub: "ada", tenantId: "acme", roles: ["admin"] };
const attacker = { sub: "eve", tenantId: "evil", roles: ["admin", "accountant"] };

beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
  const here = api.as(owner);
  const customerId = await create(here, "Customer", { name: "Secret", email: "secret@acme.example" });
  const invoiceId = await create(here, "Invoice", { number: "1", total: 1, customerId });
  await create(here, "Invoice", { number: "2", total: 1, customerId });
  const labelId = await create(here, "Label", { name: "secret", color: "x" });
  await here.data("mutation ($input: InvoiceLabelsLink!) { linkInvoiceLabels(input: $input) }", {
    input: { invoiceId, labelIds: [labelId] },
  });
  const { listInvoices } = await here.data("{ listInvoices(limit: 1) { nextToken } }");
  victim = { customerId, invoiceId, labelId, nextToken: (listInvoices as { nextToken: string }).nextToken };
});
afterAll(() => engine.stop());

/** Every partition that a request names. */
function partitionsIn(request: unknown): string[] {
  if (typeof request !== "object" || request === null) return [];
  return Object.entries(request).flatMap(([name, value]) =>
    /^(:|gsi\d+_)?pk$/.test(name) ? [(value as { readonly S: string }).S] : partitionsIn(value),
  );
}

describe("another tenant", () => {
  const evil = (headers?: Record<string, string>) => api.as(attacker, headers);

  it("reads nothing by id, unique value, list, index, link or subscription", async () => {
    const text = `query ($customerId: ID!, $invoiceId: ID, $labelId: ID) {
      getCustomer(id: $customerId) { id } byMail: getCustomer(byEmail: "secret@acme.example") { id }
      getInvoice(id: $invoiceId) { id } getLabel(id: $labelId) { id } listCustomers { items { id } }
      listInvoices(byCustomer: { customerId: $customerId }) { items { id } } }`;
    expect(await evil().data(text, victim)).toEqual({
      getCustomer: null,
      byMail: null,
      getInvoice: null,
      getLabel: null,
      listCustomers: { items: [] },
      listInvoices: { items: [] },
    });
  });

  it("cannot go on with somebody else's nextToken", async () => {
    const text = "query ($nextToken: String) { listInvoices(nextToken: $nextToken) { items { id } } }";
    const { data, errors } = await evil().query(text, victim);
    // DynamoDB refuses a start that is not in the partition; an engine that does not still looks in no other partition.
    for (const error of errors) expect(error).toMatchObject({ errorType: "Invalid" });
    expect(JSON.stringify(data ?? {})).not.toContain('"id"');
  });

  it.each([
    ['updateCustomer(input: { id: $customerId, name: "Hacked" }) { id }', "NotFound"],
    ['updateCustomer(input: { id: $customerId, email: "hacked@evil.example" }) { id }', "NotFound"],
    ["deleteCustomer(input: { id: $customerId }) { id }", "NotFound"],
    ["deleteInvoice(input: { id: $invoiceId }) { id }", "NotFound"],
    ["restoreInvoice(input: { id: $invoiceId }) { id }", "NotFound"],
    ["linkInvoiceLabels(input: { invoiceId: $invoiceId, labelIds: [$labelId] })", "NotFound"],
    ["unlinkInvoiceLabels(input: { invoiceId: $invoiceId, labelIds: [$labelId] })", "NotFound"],
    ['createInvoice(input: { number: "1", total: 1, customerId: $customerId }) { id }', "ReferenceNotFound"],
    [
      'createInvoiceLine(input: { position: 1, text: "", price: 1, invoiceId: $invoiceId }) { id }',
      "ReferenceNotFound",
    ],
  ])("cannot write by %s", async (mutation, errorType) => {
    const before = await api.items();
    const text = `mutation ($customerId: ID!, $invoiceId: ID!, $labelId: ID!) { x: ${mutation}
      unused: createLabel(input: { name: "", color: "" }) { id customerId: id @skip(if: true) }
      c: deleteContract(input: { id: $customerId }) { id } i: deleteContract(input: { id: $invoiceId }) { id }
      l: deleteContract(input: { id: $labelId }) { id } }`;
    const { errors } = await evil().query(text, victim);
    expect(errors.find(({ path }) => path?.[0] === "x")).toMatchObject({ errorType });
    expect(await api.items()).toEqual(before);
  });

  it("gets its own values, whatever others have taken", async () => {
    await create(evil(), "Customer", { name: "Evil", email: "secret@acme.example" });
    await create(evil(), "Customer", { name: "Same id", id: victim.customerId });
    expect(
      await api.as(owner).data("query ($customerId: ID) { getCustomer(id: $customerId) { name } }", victim),
    ).toEqual({
      getCustomer: { name: "Secret" },
    });
  });

  it("is not believed when it names a tenant in a header", async () => {
    const headers = { "x-plinth-tenant": "acme", "x-plinth-user": "ada" };
    const { listInvoices } = await evil(headers).data("{ listInvoices { items { id } } }");
    expect(listInvoices).toEqual({ items: [] });
    const id = await create(evil(headers), "Label", { name: "forged", color: "x" });
    expect((await api.items()).find((item) => item["id"] === id)).toMatchObject({
      pk: "T#evil#Label",
      createdBy: "eve",
    });
  });

  it.each([
    "tenants/acme/scan.pdf",
    "tenants/evil/../acme/scan.pdf",
    "tenants/evil-twin/scan.pdf",
    "/tenants/evil/scan.pdf",
    "tenants/evil/",
    "scan.pdf",
    "",
  ])("cannot store the file key %j", async (key) => {
    const customerId = await create(evil(), "Customer", { name: "With file" });
    const scan = { key, name: "scan.pdf", size: 1, contentType: "application/pdf" };
    const text = "mutation ($input: InvoiceCreate!) { createInvoice(input: $input) { id } }";
    const { errors } = await evil().query(text, { input: { number: key, total: 1, customerId, scan } });
    const problems = [{ field: "scan", message: "must be a file that was uploaded for this tenant" }];
    expect(errors[0]).toMatchObject({ errorType: "Invalid" });
    expect(errors[0]?.errorInfo).toMatchObject({ problems: expect.arrayContaining(problems) });
  });

  it("sees changes of its own only", async () => {
    const text = "subscription ($id: ID) { onLabelChanged(id: $id) { id name tenantId } }";
    const open = [await evil().subscribe(text), await evil().subscribe(text, { id: victim.labelId })];
    const change =
      'mutation ($id: ID!) { updateLabel(input: { id: $id, color: "y" }) { id name tenantId lastChange } }';
    await api.as(owner).data(change, { id: victim.labelId });
    for (const { events } of open) expect(events).toEqual([]);
  });
});

describe("the system and users of an identity pool", () => {
  it("act for the tenant in the header, and only with credentials of their own", async () => {
    const id = await create(api.asSystem({ tenantId: "acme", userId: "ada" }), "Label", {
      name: "by system",
      color: "x",
    });
    expect((await api.items()).find((item) => item["id"] === id)).toMatchObject({
      pk: "T#acme#Label",
      createdBy: "ada",
    });
  });
});

describe("keys", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom("#", "%", "!", " ", "T", "acme", "é", "\u0001", "\n", '"', "\\"),
      maxLength: 8,
    }),
  );

  it("of whatever a caller sends name no tenant but the caller's", async () => {
    const queries = `query ($a: String, $b: ID!, $c: String) { getLabel(byName: $a) { id } getInvoice(id: $b) { id }
      listInvoices(byCustomer: { customerId: $b }, nextToken: $c) { items { id } }
      listCategories(byTitle: { title: $a }) { items { id } } listPageViews(byPath: { path: $a, seenAt: {} }) { items { id } } }`;
    const text = queries.replace("$a: String,", "$a: String!,");
    const write = `mutation ($a: String!, $b: ID!) { createLabel(input: { name: $a, color: $a }) { id }
      createCategory(input: { title: $a, parentId: $b }) { id } updateCategory(input: { id: $b, title: $a }) { id }
      deleteInvoice(input: { id: $b }) { id } linkInvoiceLabels(input: { invoiceId: $b, labelIds: [$b] }) }`;
    await fc.assert(
      fc.asyncProperty(nasty, fc.oneof(nasty, fc.constant(victim.invoiceId)), nasty, async (a, b, c) => {
        api.log.reset();
        await api.as(attacker).query(text, { a, b, c });
        await api.as(attacker).query(write, { a, b });
        const partitions = api.log.requests().flatMap(partitionsIn);
        expect(partitions.length).toBeGreaterThan(3);
        for (const partition of partitions) expect(partition).toMatch(/^(T#evil#|G#Currency)/);
      }),
      { numRuns: 60 },
    );
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
let api: ResolverApi;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
});
afterAll(() => engine.stop());
beforeEach(() => api.log.reset());

const jane = { sub: "jane", tenantId: "acme" };
const admin = { sub: "ada", tenantId: "acme", roles: ["admin"] };
const as = (user = jane) => api.as(user);

const createCustomer = `mutation ($input: CustomerCreate!) { createCustomer(input: $input) {
  id tenantId name email vip address { street zip location { latitude } } otherAddresses { street } createdAt updatedAt
  createdBy version lastChange currencyId } }`;
const createInvoice = `mutation ($input: InvoiceCreate!) { createInvoice(input: $input) {
  id number status total openedAt token dueOn tags version customerId } }`;
const updateInvoice = `mutation ($input: InvoiceUpdate!) { updateInvoice(input: $input) {
  id number status total dueOn tags version priority categoryId updatedAt lastChange } }`;

async function customer(input: Record<string, unknown> = {}) {
  const { createCustomer: made } = await as().data(createCustomer, { input: { name: "Big Co", ...input } });
  return made as Record<string, unknown> & { id: string };
}

let numbers = 0;
async function invoice(input: Record<string, unknown> = {}) {
  const customerId = input["customerId"] ?? (await customer()).id;
  const number = `N${++numbers}`;
  const { createInvoice: made } = await as().data(createInvoice, {
    input: { number, total: 100, customerId, ...input },
  });
  return made as Record<string, unknown> & { id: string };
}

describe("create", () => {
  it("stores the input with defaults and system fields", async () => {
    const made = await customer({
      address: { street: "Main", zip: "12 A", location: { latitude: 1.5, longitude: 2 } },
    });
    expect(made).toMatchObject({
      tenantId: "acme",
      name: "Big Co",
      email: null,
      vip: false,
      address: { street: "Main", zip: "12 A", location: { latitude: 1.5 } },
      createdBy: "jane",
      version: 1,
      lastChange: "created",
    });
    expect(made.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(made["createdAt"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const stored = (await api.items()).find((item) => item["id"] === made.id);
    expect(stored).toMatchObject({
      pk: "T#acme#Customer",
      sk: made.id,
      _m: "Customer",
      gsi2_pk: "T#acme#Customer#byVip#0",
    });
    expect(stored).not.toHaveProperty("email");
  });

  it("costs one call without unique values and references, two with references", async () => {
    const { id } = await customer();
    expect(api.log.counts()).toEqual({ PutItem: 1 });
    api.log.reset();
    await invoice({ customerId: id });
    expect(api.log.counts()).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
  });

  it("takes an id of the client's own, once", async () => {
    const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    expect((await customer({ id })).id).toBe(id);
    const { errors } = await as().query(createCustomer, { input: { id, name: "Again" } });
    expect(errors).toMatchObject([{ errorType: "AlreadyExists", errorInfo: { unique: "id" } }]);
    const wrong = await as().query(createCustomer, { input: { id: "mine", name: "No" } });
    expect(wrong.errors).toMatchObject([
      { errorType: "Invalid", errorInfo: { problems: [{ field: "id" }] } },
    ]);
  });

  it("names every problem at once", async () => {
    const { errors } = await as().query(createInvoice, {
      input: {
        number: "",
        total: 1.5,
        discount: 2,
        tags: ["ok", "x".repeat(31)],
        scan: { key: "tenants/other/x", name: "x", size: 1, contentType: "a/b" },
        deliverTo: { street: "", zip: "zip!", location: { latitude: 91, longitude: 0 } },
        dueOn: "2026-01-01+02:00",
        customerId: "nobody",
      },
    });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.errorType).toBe("Invalid");
    expect(errors[0]?.errorInfo).toHaveProperty("problems", [
      { field: "number", message: "must have at least 1 character" },
      { field: "total", message: "must be a whole number" },
      { field: "discount", message: "must be at most 1" },
      { field: "tags[1]", message: "must have at most 30 characters" },
      { field: "dueOn", message: "must have no offset" },
      { field: "scan", message: "must be a file that was uploaded for this tenant" },
      { field: "deliverTo.street", message: "must have at least 1 character" },
      { field: "deliverTo.zip", message: "must match [0-9A-Z -]+" },
      { field: "deliverTo.location.latitude", message: "must be at most 90" },
      { field: "customerId", message: "is not an id" },
    ]);
    expect(api.log.counts()).toEqual({});
  });

  it("says which references lead nowhere", async () => {
    const nobody = "01ARZ3NDEKTSV4RRFFQ69G5FA0";
    const { errors } = await as().query(createInvoice, {
      input: { number: "X", total: 1, customerId: nobody, categoryId: nobody },
    });
    expect(errors).toMatchObject([
      { errorType: "ReferenceNotFound", errorInfo: { fields: ["customerId", "categoryId"] } },
    ]);
  });

  it("brings dates and times to one form", async () => {
    const made = await invoice({ openedAt: "2026-03-01T10:00:00+02:00", dueOn: "2026-04-01" });
    expect(made).toMatchObject({
      openedAt: "2026-03-01T08:00:00.000Z",
      dueOn: "2026-04-01",
      status: "draft",
    });
    expect(made["token"]).toMatch(/^[0-9A-Z]{26}$/);
  });

  it("lets many children of one parent be created at the same time", async () => {
    const { id } = await customer();
    const made = await Promise.all(Array.from({ length: 20 }, () => invoice({ customerId: id })));
    expect(new Set(made.map((each) => each.id)).size).toBe(20);
  });
});

describe("update", () => {
  it("changes what is given, clears what is null, counts the version up", async () => {
    const { id } = await invoice({ tags: ["a"], dueOn: "2026-01-01" });
    api.log.reset();
    const { updateInvoice: made } = await as().data(updateInvoice, { input: { id, tags: null, total: 5 } });
    expect(made).toMatchObject({
      id,
      tags: null,
      total: 5,
      dueOn: "2026-01-01",
      version: 2,
      lastChange: "updated",
    });
    // byStatusAndTotal is touched, but neither status nor priority is given.
    expect(api.log.counts()).toEqual({ BatchGetItem: 1, UpdateItem: 1 });
  });

  it("does not read first when no index and no unique value is touched", async () => {
    const { id } = await invoice();
    api.log.reset();
    await as().data(updateInvoice, { input: { id, tags: ["b"] } });
    expect(api.log.counts()).toEqual({ UpdateItem: 1 });
  });

  it("keeps the indexes true", async () => {
    const { id } = await invoice({ dueOn: "2026-01-01", priority: "low" });
    const stored = async () => (await api.items()).find((item) => item["id"] === id) ?? {};
    expect(await stored()).toMatchObject({
      gsi3_pk: "T#acme#Invoice#byStatus#draft",
      gsi3_sk: `2026-01-01 ${id}`,
      gsi4_pk: "T#acme#Invoice#byStatusAndTotal#draft#low",
    });
    await as().data(updateInvoice, { input: { id, status: "paid", dueOn: null, priority: null } });
    expect(await stored()).toMatchObject({
      gsi3_pk: "T#acme#Invoice#byStatus#paid",
      gsi3_sk: `\u0001 ${id}`,
    });
    expect(await stored()).not.toHaveProperty("gsi4_pk");
    expect(await stored()).not.toHaveProperty("gsi4_sk");
    await as().data(updateInvoice, { input: { id, priority: "high" } });
    expect(await stored()).toMatchObject({ gsi4_pk: "T#acme#Invoice#byStatusAndTotal#paid#high" });
  });

  it("refuses another version than expected, on one call and after a read", async () => {
    const { id } = await invoice();
    for (const change of [{ tags: ["x"] }, { total: 9 }]) {
      const { errors } = await as().query(updateInvoice, { input: { id, expectedVersion: 7, ...change } });
      expect(errors).toMatchObject([
        { errorType: "Conflict", errorInfo: { model: "Invoice", id, version: 1 } },
      ]);
    }
    const { updateInvoice: made } = await as().data(updateInvoice, {
      input: { id, expectedVersion: 1, tags: ["x"] },
    });
    expect(made).toMatchObject({ version: 2 });
  });

  it("lets one of several concurrent updates of a version through", async () => {
    const { id } = await invoice();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((total) => as().query(updateInvoice, { input: { id, expectedVersion: 1, total } })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    for (const { errors } of answers) if (errors[0]) expect(errors[0].errorType).toBe("Conflict");
  });

  it("checks what it is given, and null on a required field", async () => {
    const { id } = await invoice();
    const { errors } = await as().query(updateInvoice, { input: { id, number: null, total: -1 } });
    expect(errors[0]?.errorInfo).toEqual({
      problems: [
        { field: "number", message: "is required" },
        { field: "total", message: "must be at least 0" },
      ],
    });
  });

  it("knows no record that is not there", async () => {
    for (const id of ["01ARZ3NDEKTSV4RRFFQ69G5FA0", "x"]) {
      const { errors } = await as().query(updateInvoice, { input: { id, tags: [] } });
      expect(errors).toMatchObject([{ errorType: "NotFound", errorInfo: { model: "Invoice", id } }]);
    }
  });

  it("checks new references only", async () => {
    const { id } = await invoice();
    const { errors } = await as().query(updateInvoice, {
      input: { id, categoryId: "01ARZ3NDEKTSV4RRFFQ69G5FA0" },
    });
    expect(errors).toMatchObject([{ errorType: "ReferenceNotFound", errorInfo: { fields: ["categoryId"] } }]);
  });
});

describe("delete", () => {
  const deleteCustomer =
    "mutation ($input: CustomerDelete!) { deleteCustomer(input: $input) { id name lastChange } }";
  const getCustomer = "query ($id: ID!) { getCustomer(id: $id) { id } }";

  it("gives the record back and is final", async () => {
    const { createCustomer: made } = await as(admin).data(createCustomer, {
      input: { name: "Gone", email: "gone@example.com" },
    });
    const { id } = made as { id: string };
    const { deleteCustomer: gone } = await as(admin).data(deleteCustomer, { input: { id } });
    expect(gone).toEqual({ id, name: "Gone", lastChange: "deleted" });
    expect(await as(admin).data(getCustomer, { id })).toEqual({ getCustomer: null });
    expect((await api.items()).filter((item) => item["id"] === id)).toEqual([]);
    const { errors } = await as(admin).query(deleteCustomer, { input: { id } });
    expect(errors).toMatchObject([{ errorType: "NotFound" }]);
  });

  it("calls nothing deleted that was not there, without unique values too", async () => {
    const { errors } = await as(admin).query(
      "mutation ($input: InvoiceLineDelete!) { deleteInvoiceLine(input: $input) { id } }",
      { input: { id: "01ARZ3NDEKTSV4RRFFQ69G5FA0" } },
    );
    expect(errors).toMatchObject([{ errorType: "NotFound" }]);
  });

  it("minds the expected version", async () => {
    const { createCustomer: made } = await as(admin).data(createCustomer, { input: { name: "Kept" } });
    const { id } = made as { id: string };
    const { errors } = await as(admin).query(deleteCustomer, { input: { id, expectedVersion: 3 } });
    expect(errors).toMatchObject([{ errorType: "Conflict", errorInfo: { version: 1 } }]);
  });
});

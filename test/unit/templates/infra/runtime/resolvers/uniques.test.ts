import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { lockFor } from "../../../../../support/backends/lock-for.ts";
import { field, model } from "../../../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
let api: ResolverApi;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
});
afterAll(() => engine.stop());

const admin = { sub: "ada", tenantId: "acme", roles: ["admin"] };
const customer = (input: Record<string, unknown>) =>
  create(api.as(admin), "Customer", { name: "Big Co", ...input });
const update =
  "mutation ($input: CustomerUpdate!) { updateCustomer(input: $input) { id email name version } }";
const get = "query ($byEmail: AWSEmail) { getCustomer(byEmail: $byEmail) { id email } }";
const guards = async () =>
  (await api.items())
    .filter((item) => item["_m"] === "!guard")
    .map((item) => item["pk"])
    .sort();

describe("unique values", () => {
  it("find their record in two reads", async () => {
    const id = await customer({ email: "find@acme.example" });
    api.log.reset();
    expect(await api.as(admin).data(get, { byEmail: "find@acme.example" })).toEqual({
      getCustomer: { id, email: "find@acme.example" },
    });
    expect(api.log.counts()).toEqual({ GetItem: 2 });
    expect(await api.as(admin).data(get, { byEmail: "other@acme.example" })).toEqual({ getCustomer: null });
  });

  it("are taken by one of many who want them at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        api.as(admin).query("mutation ($input: CustomerCreate!) { createCustomer(input: $input) { id } }", {
          input: { name: "Race", email: "race@acme.example" },
        }),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    for (const { errors } of answers) {
      if (errors[0]) expect(["AlreadyExists", "Conflict"]).toContain(errors[0].errorType);
    }
    expect((await api.items()).filter((item) => item["email"] === "race@acme.example")).toHaveLength(1);
  });

  it("name the constraint and its fields when taken", async () => {
    const customerId = await customer({});
    const input = { number: "7", total: 1, customerId };
    await create(api.as(admin), "Invoice", input);
    const text = "mutation ($input: InvoiceCreate!) { createInvoice(input: $input) { id } }";
    const { errors } = await api.as(admin).query(text, { input });
    expect(errors).toMatchObject([
      {
        errorType: "AlreadyExists",
        message: "Another Invoice has the same customerId and number.",
        errorInfo: { model: "Invoice", unique: "byCustomerAndNumber", fields: ["customerId", "number"] },
      },
    ]);
    await create(api.as(admin), "Invoice", { ...input, customerId: await customer({}) });
    const by =
      "query ($by: InvoiceByCustomerAndNumber) { getInvoice(byCustomerAndNumber: $by) { number customerId } }";
    expect(await api.as(admin).data(by, { by: { customerId, number: "7" } })).toEqual({
      getInvoice: { number: "7", customerId },
    });
  });

  it("move with their record", async () => {
    const id = await customer({ email: "old@acme.example" });
    api.log.reset();
    await api.as(admin).data(update, { input: { id, email: "new@acme.example" } });
    expect(api.log.counts()).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
    expect(await api.as(admin).data(get, { byEmail: "old@acme.example" })).toEqual({ getCustomer: null });
    expect(await api.as(admin).data(get, { byEmail: "new@acme.example" })).toMatchObject({
      getCustomer: { id },
    });
    await customer({ email: "old@acme.example" });
    const { errors } = await api.as(admin).query(update, { input: { id, email: "old@acme.example" } });
    expect(errors).toMatchObject([{ errorType: "AlreadyExists", errorInfo: { unique: "byEmail" } }]);
    const { updateCustomer } = await api
      .as(admin)
      .data(update, { input: { id, email: null, name: "No mail" } });
    expect(updateCustomer).toEqual({ id, email: null, name: "No mail", version: 3 });
    expect(await guards()).not.toContain("T#acme#Customer!byEmail#new@acme.example");
  });

  it("stay when they are written again unchanged", async () => {
    const id = await customer({ email: "same@acme.example" });
    api.log.reset();
    await api.as(admin).data(update, { input: { id, email: "same@acme.example" } });
    expect(api.log.counts()).toEqual({ BatchGetItem: 1, UpdateItem: 1 });
    expect(await guards()).toContain("T#acme#Customer!byEmail#same@acme.example");
  });

  it("are free again after a deletion", async () => {
    const id = await customer({ email: "free@acme.example" });
    api.log.reset();
    await api.as(admin).data("mutation ($id: ID!) { deleteCustomer(input: { id: $id }) { id } }", { id });
    expect(api.log.counts()).toEqual({ GetItem: 1, TransactWriteItems: 1 });
    await customer({ email: "free@acme.example" });
  });

  it("do not apply where one of them is missing", async () => {
    await customer({});
    await customer({});
  });

  it("allow exactly one argument", async () => {
    const text = "query ($id: ID, $byEmail: AWSEmail) { getCustomer(id: $id, byEmail: $byEmail) { id } }";
    for (const variables of [{}, { id: "x", byEmail: "a@b.example" }]) {
      const { errors } = await api.as(admin).query(text, variables);
      expect(errors).toMatchObject([{ errorType: "Invalid" }]);
    }
  });
});

describe("unique values of expiring records", () => {
  it("are free from the moment the record expires, and not before", async () => {
    const token = model("Token", {
      fields: [
        field("code", "text", { rules: { maxLength: 20 } }),
        field("until", "dateTime", { required: false }),
      ],
      uniques: [{ name: "byCode", fields: ["code"] }],
      ttlField: "until",
    });
    const backend = { ...everything, models: [token], functions: [] };
    const expiring = await startApi(engine.client, backend, lockFor(backend));
    const session = expiring.as(admin);
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const inTwoHours = new Date(Date.now() + 7_200_000).toISOString();
    const id = await create(session, "Token", { code: "abc", until: inAnHour });
    await expect(create(session, "Token", { code: "abc" })).rejects.toThrow("AlreadyExists");

    await session.data("mutation ($input: TokenUpdate!) { updateToken(input: $input) { id } }", {
      input: { id, until: inTwoHours },
    });
    expiring.advance(3_700_000);
    await expect(create(session, "Token", { code: "abc" })).rejects.toThrow("AlreadyExists");
    expiring.advance(3_700_000);
    expect(await session.data('{ getToken(byCode: "abc") { id } listTokens { items { id } } }')).toEqual({
      getToken: null,
      listTokens: { items: [] },
    });
    const next = await create(session, "Token", { code: "abc" });
    expect(await session.data('{ getToken(byCode: "abc") { id } }')).toEqual({ getToken: { id: next } });
  });
});

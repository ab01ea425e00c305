import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  anonymous,
  callerFromClaims,
  systemCaller,
} from "../../../../../../../src/templates/infra/runtime/lambda/caller.ts";
import { FunctionError } from "../../../../../../../src/templates/infra/runtime/lambda/function-error.ts";
import { everything, everythingLock } from "../../../../../../support/backends/everything.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../../support/dynamodb/start-dynamodb.ts";
import { type ResolverApi, startApi } from "../../resolvers/resolver-api.ts";
import type { Listener } from "../listen.ts";
import { withEnvironment } from "../with-environment.ts";
import { isSigned, lambdaEnvironment, listenForGraphql, listenInTurn } from "./graphql-server.ts";
import { testDb } from "./test-db.ts";

const set = withEnvironment();
let engine: LocalDynamoDB;
let api: ResolverApi;
let server: Listener;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
  server = await listenForGraphql(api);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await engine.stop();
});
beforeEach(() => {
  server.received.length = 0;
  set({ ...lambdaEnvironment, PLINTH_GRAPHQL_URL: `${server.address}/graphql` });
});

const jane = callerFromClaims({ sub: "jane", tenant_id: "acme", roles: ["admin"] }, "Bearer jane@acme");
const db = testDb(jane);
const file = { key: "tenants/acme/files/01K/a.pdf", name: "a.pdf", size: 3, contentType: "application/pdf" };
const headersOf = (position: number) => server.received[position]?.headers ?? {};

describe("a client that acts as the caller", () => {
  test("sends the caller's own token, and nothing that claims more", async () => {
    await db.Label.list();
    expect(headersOf(0).authorization).toBe("jane@acme");
    expect(Object.keys(headersOf(0)).filter((name) => name.startsWith("x-"))).toEqual([]);
  });

  test("creates, reads, changes and deletes", async () => {
    const made = await db.Customer.create({
      name: "Big Co",
      email: "big@example.com",
      address: { street: "Main", zip: "8000", location: { latitude: 47, longitude: 8 } },
    });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      tenantId: "acme",
      vip: false,
      address: { location: { latitude: 47 } },
      otherAddresses: null,
      createdBy: "jane",
      version: 1,
    });
    expect(made).not.toHaveProperty("lastChange");
    const { id } = made;
    expect(await db.Customer.get({ id })).toEqual(made);
    expect(await db.Customer.get({ byEmail: "big@example.com" })).toEqual(made);
    const changed = await db.Customer.update({ id, name: "Bigger Co", email: null, expectedVersion: 1 });
    expect(changed).toMatchObject({ name: "Bigger Co", email: null, version: 2 });
    expect(await db.Customer.delete({ id, expectedVersion: 2 })).toMatchObject({ id });
    expect(await db.Customer.get({ id })).toBeNull();
  });

  test("keeps an id that was chosen, and restores what was deleted", async () => {
    const customer = await db.Customer.create({ id: "01K00000000000000000000CST", name: "x" });
    expect(customer.id).toBe("01K00000000000000000000CST");
    const { id } = await db.Invoice.create({ number: "1", total: 5, customerId: customer.id, scan: file });
    await db.Invoice.delete({ id });
    expect(await db.Invoice.get({ id })).toBeNull();
    expect(await db.Invoice.restore({ id })).toMatchObject({ id, deletedAt: null, scan: file });
    const by = { byCustomerAndNumber: { customerId: customer.id, number: "1" } };
    expect(await db.Invoice.get(by)).toMatchObject({ id, token: expect.any(String) });
  });

  test("selects, in every mutation, what subscribers see and are filtered by", async () => {
    const { id } = await db.Label.create({ name: "Selected", color: "red" });
    await db.Label.update({ id, color: "blue" });
    await db.Label.delete({ id });
    for (const { body } of server.received) {
      const { query } = JSON.parse(body);
      expect(query).toMatch(
        /\{ id tenantId name color createdAt updatedAt createdBy version lastChange \} \}$/,
      );
    }
  });

  test("reads page by page, by an index, with a filter", async () => {
    const { id: customerId } = await db.Customer.create({ name: "Pages" });
    for (const number of [1, 2, 3, 4, 5]) {
      const status = number === 4 ? "sent" : "draft";
      await db.Invoice.create({ number: `P${number}`, total: number, customerId, status });
    }
    const first = await db.Invoice.list({ byCustomer: { customerId }, limit: 2 });
    expect(first.items).toHaveLength(2);
    expect(first.nextToken).toEqual(expect.any(String));
    const query = {
      byCustomer: { customerId },
      limit: 2,
      sortDirection: "DESC",
      filter: { status: { ne: "sent" } },
    };
    const totals: unknown[] = [];
    for await (const { total } of db.Invoice.listAll(query)) totals.push(total);
    expect(totals).toEqual([5, 3, 2, 1]);
    server.received.length = 0;
    for await (const _ of db.Invoice.listAll(query)) break;
    expect(server.received).toHaveLength(1);
  });

  test("carries json as what it stands for", async () => {
    const { id: customerId } = await db.Customer.create({ name: "Json" });
    const terms = { text: 'Say "hello"', list: [1, null, { a: true }], empty: {} };
    const made = await db.Contract.create({ signedOn: "2026-01-01", document: file, customerId, terms });
    expect(made["terms"]).toEqual(terms);
    expect(await db.Contract.get({ byCustomerId: customerId })).toMatchObject({ terms });
    expect(await db.Contract.update({ id: made.id, terms: null })).toMatchObject({ terms: null });
  });

  test("sees nothing of another tenant", async () => {
    const { id } = await db.Label.create({ name: "Ours", color: "red" });
    const joe = callerFromClaims({ sub: "joe", tenant_id: "other", roles: ["admin"] }, "joe@other");
    expect(await testDb(joe).Label.get({ id })).toBeNull();
    await expect(testDb(joe).Label.update({ id, color: "blue" })).rejects.toMatchObject({ type: "NotFound" });
  });

  test("gives the data of any operation", async () => {
    const document = "query ($id: ID!) { getCategory(id: $id) { id } }";
    expect(await db.graphql(document, { id: "none" })).toEqual({ getCategory: null });
    await expect(db.graphql("{ nonsense }")).rejects.toThrow("nonsense");
  });
});

describe("a client that acts as the system", () => {
  test("signs with the function's role, the tenant included", async () => {
    const label = await db.asSystem("acme").Label.create({ name: "By the system", color: "red" });
    expect(label).toMatchObject({ tenantId: "acme", createdBy: null });
    const [request] = server.received;
    expect(request?.headers["x-plinth-tenant"]).toBe("acme");
    expect(request !== undefined && isSigned(request)).toBe(true);
    const forged = { ...request, headers: { ...request?.headers, "x-plinth-tenant": "other" } };
    expect(() => isSigned(forged as NonNullable<typeof request>)).toThrow(/signature/i);
    expect(JSON.stringify(request)).not.toContain(lambdaEnvironment.AWS_SECRET_ACCESS_KEY);
    expect(JSON.stringify(request)).not.toContain("jane@acme");
  });

  test("works in that tenant alone, or for that user", async () => {
    const { id } = await db.asSystem("acme").Label.create({ name: "Acme's", color: "red" });
    expect(await db.asSystem("other").Label.get({ id })).toBeNull();
    const draft = await db.asSystem({ userId: "joe" }).Draft.create({ text: "Hello" });
    expect(await db.asSystem({ userId: "joe" }).Draft.get({ id: draft.id })).toMatchObject({ text: "Hello" });
    expect(await db.asSystem({ userId: "jane" }).Draft.get({ id: draft.id })).toBeNull();
  });

  test("is what functions without a caller get, in the tenant at hand", async () => {
    const { id } = await testDb(systemCaller("acme")).Label.create({ name: "Change", color: "red" });
    expect(headersOf(0)["x-plinth-tenant"]).toBe("acme");
    const currency = await testDb(systemCaller(null)).Currency.create({ code: "CHF" });
    expect(headersOf(1)["x-plinth-tenant"]).toBeUndefined();
    expect(await db.Currency.get({ byCode: "CHF" })).toMatchObject({ id: currency.id, minorUnits: 2 });
    expect(await db.Label.get({ id })).not.toBeNull();
    await testDb(systemCaller(null, "joe")).Draft.list();
    expect(server.received.at(-1)?.headers["x-plinth-user"]).toBe("joe");
  });

  test("is not what nobody gets", async () => {
    const nobody = testDb(anonymous);
    await expect(nobody.Label.list()).rejects.toThrow("Use db.asSystem(tenantId)");
    expect(server.received).toHaveLength(0);
    expect(await nobody.asSystem("acme").Label.list({ limit: 1 })).toMatchObject({
      items: expect.any(Array),
    });
  });
});

describe("errors", () => {
  test("carry the API's own type, and reach a caller as they are", async () => {
    const { id } = await db.Label.create({ name: "Twice", color: "red" });
    const twice = await db.Label.create({ name: "Twice", color: "red" }).catch((error: unknown) => error);
    expect(twice).toBeInstanceOf(FunctionError);
    expect(twice).toMatchObject({
      type: "AlreadyExists",
      status: 409,
      operation: "createLabel",
      info: { unique: "byName" },
    });
    await expect(db.Label.update({ id, color: "x", expectedVersion: 7 })).rejects.toMatchObject({
      type: "Conflict",
    });
    await expect(db.Label.delete({ id: "01K00000000000000000000000" })).rejects.toMatchObject({
      type: "NotFound",
    });
    const invoice = { number: "1", total: 1, customerId: "01K00000000000000000000000" };
    await expect(db.Invoice.create(invoice)).rejects.toMatchObject({ type: "ReferenceNotFound" });
    await expect(db.Currency.create({ code: "EUR" })).rejects.toMatchObject({
      type: "Unauthorized",
      status: 403,
    });
  });

  test("of a token that is not taken say so", async () => {
    const expired = callerFromClaims({ sub: "jane" }, "@");
    await expect(testDb(expired).Label.list()).rejects.toMatchObject({ type: "Unauthorized" });
  });

  test("that are none of a caller's business are just failures", async () => {
    const error = { errorType: "DynamoDB:ProvisionedThroughputExceededException", message: "arn:aws:..." };
    await using api = await listenInTurn({ body: JSON.stringify({ data: null, errors: [error] }) });
    set({ PLINTH_GRAPHQL_URL: api.address });
    const failure = await db.Label.list().catch((thrown: unknown) => thrown);
    expect(failure).not.toBeInstanceOf(FunctionError);
    expect(String(failure)).toContain("ProvisionedThroughputExceeded");
  });

  test("of a misspelt argument come before anything is sent", async () => {
    await expect(db.Invoice.list({ byNothing: {} })).rejects.toThrow(
      'listInvoices has no argument "byNothing"',
    );
    await expect(db.Invoice.get({ constructor: "x" })).rejects.toThrow("no argument");
    expect(server.received).toHaveLength(0);
  });

  test("a model that does not exist is just not there", () => {
    for (const name of ["Nothing", "constructor", "__proto__", "toString", "then"]) {
      const found: unknown = Reflect.get(db, name);
      expect(typeof found === "object" && found !== null && "list" in found, name).toBe(false);
    }
  });
});

describe("when the API is busy or away", () => {
  const ok = {
    body: JSON.stringify({ data: { listLabels: { items: [], nextToken: null }, createLabel: { id: "x" } } }),
  };
  const at = async (listener: Listener) => {
    set({ PLINTH_GRAPHQL_URL: `${listener.address}/graphql` });
    return db;
  };

  test("reads are tried again", async () => {
    await using busy = await listenInTurn({ status: 500, body: "{}" }, null, { status: 429, body: "" }, ok);
    expect(await (await at(busy)).Label.list()).toEqual({ items: [], nextToken: null });
    expect(busy.received).toHaveLength(4);
  });

  test("changes are tried again only where the API has surely not begun", async () => {
    await using busy = await listenInTurn({ status: 429, body: "" }, { status: 503, body: "" }, ok);
    expect(await (await at(busy)).Label.create({ name: "x", color: "x" })).toMatchObject({ id: "x" });
    const ids = busy.received.map(({ body }) => JSON.parse(body).variables.input.id);
    expect(new Set(ids).size).toBe(1);
    await using broken = await listenInTurn({ status: 500, body: "{}" }, ok);
    await expect((await at(broken)).Label.create({ name: "x", color: "x" })).rejects.toThrow("status 500");
    await using gone = await listenInTurn(null, ok);
    await expect((await at(gone)).Label.create({ name: "x", color: "x" })).rejects.toThrow(
      "could not be reached",
    );
    expect([broken.received.length, gone.received.length]).toEqual([1, 1]);
  });

  test("it gives up in the end, and says which operation it was", async () => {
    await using broken = await listenInTurn({ status: 502, body: "<html>Bad Gateway</html>" });
    await expect((await at(broken)).Label.list()).rejects.toThrow(
      "The API answered listLabels with status 502.",
    );
    expect(broken.received).toHaveLength(4);
  });

  test("an answer that is none is no record", async () => {
    for (const body of ["", "[]", "null", '{"data":null}', '{"data":{}}', '"x"']) {
      await using odd = await listenInTurn({ body });
      const client = await at(odd);
      await expect(client.Label.create({ name: "x", color: "x" }), body).rejects.toThrow();
    }
  });
});

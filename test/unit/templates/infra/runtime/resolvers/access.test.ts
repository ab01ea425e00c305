import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccessRule } from "../../../../../../src/definition/ir.ts";
import { compileFunction } from "../../../../../../src/local/services/appsync/runtime/compile-function.ts";
import { bundleFunction } from "../../../../../support/appsync/bundle-function.ts";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { lockFor } from "../../../../../support/backends/lock-for.ts";
import {
  belongsTo,
  creator,
  field,
  hasMany,
  model,
  role,
  signedIn,
} from "../../../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, functionsFolder, modelSpecs, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());

const admin = { sub: "ada", tenantId: "acme", roles: ["admin"] };
const accountant = { sub: "acc", tenantId: "acme", roles: ["accountant"] };
const member = { sub: "mia", tenantId: "acme" };
const other = { sub: "otto", tenantId: "acme" };
const outsider = { sub: "out", tenantId: null };

/** A model of which only one rule is under test. */
async function noteApi(rules: {
  read?: AccessRule;
  create?: AccessRule;
  update?: AccessRule;
  delete?: AccessRule;
}) {
  const everybody: AccessRule = [[role("member")]];
  const note = model("Note", {
    fields: [
      field("text", "text", { rules: { maxLength: 100 } }),
      field("topic", "text", { rules: { maxLength: 100 } }),
    ],
    relations: [
      belongsTo("parent", "Note", { required: false, inverse: "children", onDelete: "keep" }),
      hasMany("children", "Note", "parent"),
    ],
    indexes: [
      { name: "byParent", hash: ["parentId"], sort: [], origin: "relation", description: null },
      { name: "byTopic", hash: ["topic", "text"], sort: [], origin: "declared", description: null },
    ],
    uniques: [{ name: "byText", fields: ["text"] }],
    access: { read: everybody, create: everybody, update: everybody, delete: everybody, ...rules },
  });
  const backend = { ...everything, models: [note], functions: [] };
  return startApi(engine.client, backend, lockFor(backend));
}

const text = {
  get: "query ($id: ID) { getNote(id: $id) { id } }",
  find: "query ($text: String) { getNote(byText: $text) { id } }",
  list: "{ listNotes { items { id } } }",
  create: "mutation ($input: NoteCreate!) { createNote(input: $input) { id } }",
  update: "mutation ($input: NoteUpdate!) { updateNote(input: $input) { id } }",
  delete: "mutation ($id: ID!) { deleteNote(input: { id: $id }) { id } }",
};
const refused = [{ errorType: "Unauthorized" }];
let count = 0;
const note = () => ({ text: `note ${++count}`, topic: "t" });

describe("roles", () => {
  it("let in whoever holds one of them", async () => {
    const api = await noteApi({ create: [[role("admin")], [role("accountant")]], read: [[role("admin")]] });
    await create(api.as(admin), "Note", note());
    await create(api.as(accountant), "Note", note());
    expect((await api.as(member).query(text.create, { input: note() })).errors).toMatchObject([
      { errorType: "Unauthorized", message: "You may not create Note records." },
    ]);
    expect((await api.as(accountant).query(text.list)).errors).toMatchObject(refused);
    expect((await api.as(accountant).query(text.get, { id: "x" })).errors).toMatchObject(refused);
    expect((await api.as(admin).data(text.list))["listNotes"]).toMatchObject({ items: [{}, {}] });
  });

  it("let in whoever holds all of them", async () => {
    const api = await noteApi({ create: [[role("admin"), role("accountant")]] });
    await create(api.as({ ...member, roles: ["admin", "accountant"] }), "Note", note());
    expect((await api.as(admin).query(text.create, { input: note() })).errors).toMatchObject(refused);
  });

  it("let nobody in but the system where there is no rule", async () => {
    const api = await noteApi({ create: [], update: [], delete: [] });
    expect((await api.as(admin).query(text.create, { input: note() })).errors).toMatchObject(refused);
    const system = api.asSystem({ tenantId: "acme" });
    const id = await create(system, "Note", note());
    await system.data(text.update, { input: { id, topic: "u" } });
    await system.data(text.delete, { id });
  });
});

describe("creators", () => {
  it("read what they created, and see nothing else", async () => {
    const api = await noteApi({ read: [[creator], [role("admin")]] });
    const mine = note();
    const id = await create(api.as(member), "Note", mine);
    const child = await create(api.as(other), "Note", { ...note(), parentId: id });
    const nested = "query ($id: ID) { getNote(id: $id) { children { items { id } } parent { id } } }";
    expect(await api.as(member).data(text.list)).toEqual({ listNotes: { items: [{ id }] } });
    expect(await api.as(member).data(nested, { id })).toEqual({
      getNote: { children: { items: [] }, parent: null },
    });
    expect(await api.as(other).data(nested, { id: child })).toEqual({
      getNote: { children: { items: [] }, parent: null },
    });
    const parents = "{ listNotes { items { id parent { id } } } }";
    expect(await api.as(other).data(parents)).toEqual({
      listNotes: { items: [{ id: child, parent: null }] },
    });
    expect(await api.as(other).data(text.get, { id })).toEqual({ getNote: null });
    expect(await api.as(other).data(text.find, { text: mine.text })).toEqual({ getNote: null });
    expect(await api.as(member).data(text.find, { text: mine.text })).toEqual({ getNote: { id } });
    expect(await api.as(admin).data(nested, { id })).toMatchObject({
      getNote: { children: { items: [{ id: child }] } },
    });
  });

  it("change and delete what they created", async () => {
    const api = await noteApi({
      update: [[role("admin")], [creator]],
      delete: [[role("accountant"), creator]],
    });
    const id = await create(api.as(member), "Note", note());
    // With one call, with a read before, and with a transaction.
    for (const change of [{ parentId: null }, { topic: "x" }, { text: "changed" }]) {
      expect((await api.as(other).query(text.update, { input: { id, ...change } })).errors).toMatchObject([
        { errorType: "Unauthorized", message: "You may only change Note records that you created." },
      ]);
      await api.as(member).data(text.update, { input: { id, ...change } });
      await api.as(admin).data(text.update, { input: { id, ...change } });
    }
    expect((await api.as(member).query(text.delete, { id })).errors).toMatchObject(refused);
    expect((await api.as(accountant).query(text.delete, { id })).errors).toMatchObject(refused);
    const own = await create(api.as(accountant), "Note", note());
    expect(await api.as(accountant).data(text.delete, { id: own })).toEqual({ deleteNote: { id: own } });
  });
});

describe("callers", () => {
  let api: ResolverApi;
  beforeAll(async () => {
    api = await startApi(engine.client, everything, everythingLock);
  });

  it("need a tenant for tenants' data", async () => {
    const { errors } = await api.as(outsider).query("{ listCustomers { items { id } } }");
    expect(errors).toMatchObject([
      {
        errorType: "Unauthorized",
        message: "Your token names no tenant. Choose a tenant and refresh the token.",
      },
    ]);
    const system = await api.asSystem().query("{ listCustomers { items { id } } }");
    expect(system.errors).toMatchObject([
      { errorType: "Unauthorized", message: "Say whose data it is: the header x-plinth-tenant is missing." },
    ]);
  });

  it("need none for global and for their own data", async () => {
    expect(
      await api.as(outsider).data("{ listCurrencies { items { id } } listDrafts { items { id } } }"),
    ).toEqual({
      listCurrencies: { items: [] },
      listDrafts: { items: [] },
    });
    const write = 'mutation { createCurrency(input: { code: "EUR" }) { id } }';
    expect((await api.as(admin).query(write)).errors).toMatchObject(refused);
    await api.asSystem().data(write);
    expect(await api.as(outsider).data("{ listCurrencies { items { code minorUnits } } }")).toEqual({
      listCurrencies: { items: [{ code: "EUR", minorUnits: 2 }] },
    });
  });

  it.each(["ACME", "a#b", "acme\n", "a b", "../x", "ä", "x".repeat(65)])(
    "may not be of the tenant %j",
    async (tenantId) => {
      const list = "{ listCustomers { items { id } } }";
      expect((await api.as({ sub: "eve", tenantId }).query(list)).errors).toMatchObject([
        { errorType: "Unauthorized", message: "The tenant in the token is not a valid id." },
      ]);
      expect((await api.asSystem({ tenantId }).query(list)).errors).toMatchObject(refused);
    },
  );

  it.each(["a#Draft", "x y", "*"])("may not be the user %j", async (sub) => {
    const list = "{ listDrafts { items { id } } }";
    expect((await api.as({ sub, tenantId: "acme" }).query(list)).errors).toMatchObject(refused);
    expect((await api.asSystem({ userId: sub }).query(list)).errors).toMatchObject(refused);
  });

  it("hold roles only in a tenant", async () => {
    const rules = await noteApi({ read: [[signedIn]] });
    expect((await rules.as(outsider).query(text.list)).errors).toMatchObject(refused);
  });

  it("of an identity pool are not the system, whatever headers they send", async () => {
    const code = compileFunction(await bundleFunction(join(functionsFolder, "get.ts")));
    const [spec] = modelSpecs(everything, everythingLock);
    const request = (identity: Record<string, unknown>) =>
      code.evaluate("request", {
        arguments: { id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" },
        identity: { userArn: "arn:aws:sts::1:assumed-role/any/any", sourceIp: ["192.0.2.1"], ...identity },
        source: null,
        stash: { spec: { ...spec, access: [] } },
        result: null,
        prev: { result: null },
        error: null,
        request: { headers: { "x-plinth-tenant": "acme" }, domainName: null },
        info: {
          fieldName: "get",
          parentTypeName: "Query",
          variables: {},
          selectionSetList: [],
          selectionSetGraphQL: "",
        },
        env: {},
      }).end;
    expect(request({ cognitoIdentityId: null })).toMatchObject({ kind: "value" });
    expect(request({ cognitoIdentityId: "eu-west-1:guest" })).toMatchObject({
      kind: "error",
      error: { errorType: "Unauthorized" },
    });
  });
});

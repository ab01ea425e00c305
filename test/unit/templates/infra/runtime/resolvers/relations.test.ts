import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { lockFor } from "../../../../../support/backends/lock-for.ts";
import {
  belongsTo,
  creator,
  field,
  hasOne,
  manyToMany,
  model,
  role,
} from "../../../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
let api: ResolverApi;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
});
afterAll(() => engine.stop());
beforeEach(() => api.log.reset());

const session = () => api.as({ sub: "ada", tenantId: "acme", roles: ["admin"] });
const make = (name: string, input: Record<string, unknown>) => create(session(), name, input);
let numbers = 0;
const invoiceOf = (customerId: string, input: Record<string, unknown> = {}) =>
  make("Invoice", { customerId, total: 1, number: `N${++numbers}`, ...input });

describe("belongsTo", () => {
  it("costs one read", async () => {
    const customerId = await make("Customer", { name: "One" });
    const id = await invoiceOf(customerId);
    api.log.reset();
    const text = "query ($id: ID) { getInvoice(id: $id) { customer { name } category { title } } }";
    expect(await session().data(text, { id })).toEqual({
      getInvoice: { customer: { name: "One" }, category: null },
    });
    expect(api.log.counts()).toEqual({ GetItem: 2 });
  });

  it("costs one batch for a whole list, however long and however many parents", async () => {
    const customers = await Promise.all(["A", "B", "C"].map((name) => make("Customer", { name })));
    const categoryId = await make("Category", { title: "Office" });
    for (let index = 0; index < 12; index++) {
      const category = index % 2 === 0 ? { categoryId } : {};
      await invoiceOf(`${customers[index % 3]}`, { ...category, status: "paid" });
    }
    api.log.reset();
    const text = `query { listInvoices(byStatus: { status: paid }) {
      items { customer { name contract { signedOn } } category { title } } } }`;
    const { listInvoices } = await session().data(text);
    const { items } = listInvoices as { items: unknown[] };
    expect(items).toHaveLength(12);
    expect(items.slice(0, 2)).toEqual([
      { customer: { name: "A", contract: null }, category: { title: "Office" } },
      { customer: { name: "B", contract: null }, category: null },
    ]);
    // The contract is a hasOne of each customer: a query each.
    expect(api.log.counts()).toEqual({ Query: 13, BatchGetItem: 1 });
    expect(api.log.requests().find((each) => each["operation"] === "BatchGetItem")).toHaveProperty("tables");
  });

  it("is null when the parent is gone, from a list too", async () => {
    const currencyId = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    const currency = {
      id: currencyId,
      code: "EUR",
      _m: "Currency",
      createdAt: "x",
      updatedAt: "x",
      version: 1,
    };
    await api.put({ pk: "G#Currency", sk: currencyId, ...currency, minorUnits: 2 });
    const id = await make("Customer", { name: "Here", currencyId });
    const text =
      "query ($id: ID) { getCustomer(id: $id) { currency { code } } listCustomers { items { name currency { code } } } }";
    expect(await session().data(text, { id })).toMatchObject({ getCustomer: { currency: { code: "EUR" } } });
    await api.put({ pk: "G#Currency", sk: currencyId, ...currency, _ttl: 1 });
    const { getCustomer, listCustomers } = await session().data(text, { id });
    expect(getCustomer).toEqual({ currency: null });
    expect((listCustomers as { items: unknown[] }).items).toContainEqual({ name: "Here", currency: null });
  });
});

describe("hasMany and hasOne", () => {
  it("page, sort and filter like lists", async () => {
    const customerId = await make("Customer", { name: "Many" });
    const id = await invoiceOf(customerId);
    for (const position of [3, 1, 2]) {
      await make("InvoiceLine", { invoiceId: id, position, text: `line ${position}`, price: position * 100 });
    }
    const text = `query ($id: ID, $limit: Int, $nextToken: String, $filter: InvoiceLineFilter) { getInvoice(id: $id) {
      lines(limit: $limit, nextToken: $nextToken, filter: $filter, sortDirection: DESC) {
        items { text invoice { id } } nextToken } } }`;
    api.log.reset();
    const { getInvoice } = await session().data(text, { id, limit: 2 });
    const { lines } = getInvoice as { lines: { items: unknown[]; nextToken: string } };
    expect(lines.items).toEqual([
      { text: "line 3", invoice: { id } },
      { text: "line 2", invoice: { id } },
    ]);
    expect(api.log.counts()).toEqual({ GetItem: 1, Query: 1, BatchGetItem: 1 });
    const next = await session().data(text, { id, limit: 2, nextToken: lines.nextToken });
    expect(next).toMatchObject({ getInvoice: { lines: { items: [{ text: "line 1" }], nextToken: null } } });
    const filtered = await session().data(text, { id, filter: { price: { gt: 200 } } });
    expect(filtered).toMatchObject({ getInvoice: { lines: { items: [{ text: "line 3" }] } } });
  });

  it("reads one", async () => {
    const customerId = await make("Customer", { name: "Signed" });
    const document = {
      key: "tenants/acme/contract.pdf",
      name: "contract.pdf",
      size: 10,
      contentType: "application/pdf",
    };
    await make("Contract", { customerId, signedOn: "2026-01-01", document });
    const text = "query ($id: ID) { getCustomer(id: $id) { contract { signedOn document { key } } } }";
    expect(await session().data(text, { id: customerId })).toEqual({
      getCustomer: { contract: { signedOn: "2026-01-01", document: { key: "tenants/acme/contract.pdf" } } },
    });
    await expect(make("Contract", { customerId, signedOn: "2026-02-01", document })).rejects.toThrow(
      "AlreadyExists",
    );
  });

  it("reads one of a model with shards through its guard", async () => {
    const owner = model("Owner", {
      fields: [field("name", "text")],
      relations: [hasOne("passport", "Passport", "owner")],
    });
    const passport = model("Passport", {
      fields: [field("number", "text")],
      relations: [belongsTo("owner", "Owner", { inverse: "passport", unique: true })],
      indexes: [{ name: "byOwner", hash: ["ownerId"], sort: [], origin: "relation", description: null }],
      uniques: [{ name: "byOwnerId", fields: ["ownerId"] }],
      shards: 8,
    });
    const backend = { ...everything, models: [owner, passport], functions: [] };
    const small = await startApi(engine.client, backend, lockFor(backend));
    const here = small.as({ sub: "ada", tenantId: "acme" });
    for (const name of ["A", "B", "C"]) {
      const ownerId = await create(here, "Owner", { name });
      const text = "query ($id: ID!) { getOwner(id: $id) { name passport { number } } }";
      expect(await here.data(text, { id: ownerId })).toEqual({ getOwner: { name, passport: null } });
      await create(here, "Passport", { number: name, ownerId });
      expect(await here.data(text, { id: ownerId })).toEqual({
        getOwner: { name, passport: { number: name } },
      });
      const { errors } = await here.query("mutation ($id: ID!) { deleteOwner(input: { id: $id }) { id } }", {
        id: ownerId,
      });
      expect(errors).toMatchObject([
        { errorType: "InUse", errorInfo: { by: "Passport", relation: "owner" } },
      ]);
    }
  });
});

describe("manyToMany", () => {
  const link = "mutation ($input: InvoiceLabelsLink!) { linkInvoiceLabels(input: $input) }";
  const unlink = "mutation ($input: InvoiceLabelsLink!) { unlinkInvoiceLabels(input: $input) }";
  const labelsOf = `query ($id: ID, $filter: LabelFilter, $limit: Int, $nextToken: String, $sort: SortDirection) {
    getInvoice(id: $id) { labels(filter: $filter, limit: $limit, nextToken: $nextToken, sortDirection: $sort) {
      items { name } nextToken } } }`;

  it("links both ways, all or none, and twice without harm", async () => {
    const id = await invoiceOf(await make("Customer", { name: "Linked" }));
    const labels: string[] = [];
    for (const name of ["red", "green", "blue"])
      labels.push(await make("Label", { name, color: `#${name}` }));
    const nobody = "01ARZ3NDEKTSV4RRFFQ69G5FA0";
    const wrong = await session().query(link, { input: { invoiceId: id, labelIds: [...labels, nobody] } });
    expect(wrong.errors).toMatchObject([
      { errorType: "ReferenceNotFound", errorInfo: { fields: ["labelIds"] } },
    ]);
    expect(await session().data(labelsOf, { id })).toMatchObject({ getInvoice: { labels: { items: [] } } });

    const input = { invoiceId: id, labelIds: [...labels, labels[0]] };
    api.log.reset();
    expect(await session().data(link, { input })).toEqual({ linkInvoiceLabels: true });
    expect(api.log.counts()).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
    await session().data(link, { input });
    api.log.reset();
    expect(await session().data(labelsOf, { id })).toMatchObject({
      getInvoice: { labels: { items: [{ name: "red" }, { name: "green" }, { name: "blue" }] } },
    });
    expect(api.log.counts()).toEqual({ GetItem: 1, Query: 1, BatchGetItem: 1 });
    expect(
      await session().data(
        "query ($id: ID) { getLabel(id: $id) { invoices { items { id customer { name } } } } }",
        {
          id: labels[1],
        },
      ),
    ).toEqual({ getLabel: { invoices: { items: [{ id, customer: { name: "Linked" } }] } } });

    const filter = {
      or: [{ name: { beginsWith: "r" } }, { color: { contains: "ue" } }],
      not: { name: { in: ["x"] } },
    };
    expect(await session().data(labelsOf, { id, filter, sort: "DESC" })).toMatchObject({
      getInvoice: { labels: { items: [{ name: "blue" }, { name: "red" }] } },
    });
    const first = await session().data(labelsOf, { id, limit: 2 });
    const { nextToken } = (first["getInvoice"] as { labels: { nextToken: string } }).labels;
    expect(await session().data(labelsOf, { id, limit: 2, nextToken })).toMatchObject({
      getInvoice: { labels: { items: [{ name: "blue" }] } },
    });

    await session().data(unlink, { input: { invoiceId: id, labelIds: [labels[0], nobody] } });
    expect(await session().data(labelsOf, { id })).toMatchObject({
      getInvoice: { labels: { items: [{ name: "green" }, { name: "blue" }] } },
    });
  });

  it("leaves out what was deleted on the other side", async () => {
    const id = await invoiceOf(await make("Customer", { name: "Left" }));
    const labelId = await make("Label", { name: "gone", color: "none" });
    await session().data(link, { input: { invoiceId: id, labelIds: [labelId] } });
    await session().data("mutation ($id: ID!) { deleteLabel(input: { id: $id }) { id } }", { id: labelId });
    expect(await session().data(labelsOf, { id })).toMatchObject({ getInvoice: { labels: { items: [] } } });
  });

  it("refuses too many at once, ids that are none, and records that are none", async () => {
    const id = await invoiceOf(await make("Customer", { name: "Few" }));
    const many = Array.from(
      { length: 100 },
      (_, n) => `01ARZ3NDEKTSV4RRFFQ69G5${String(n).padStart(3, "0")}`,
    );
    for (const labelIds of [many, [], ["x"]]) {
      const { errors } = await session().query(link, { input: { invoiceId: id, labelIds } });
      expect(errors).toMatchObject([{ errorType: "Invalid" }]);
    }
    for (const invoiceId of ["x", "01ARZ3NDEKTSV4RRFFQ69G5FA0"]) {
      const { errors } = await session().query(link, { input: { invoiceId, labelIds: [id] } });
      expect(errors).toMatchObject([{ errorType: "NotFound" }]);
    }
  });

  it("links ninety-nine at once", async () => {
    const id = await invoiceOf(await make("Customer", { name: "Ninety-nine" }));
    const ids: string[] = [];
    for (let n = 0; n < 99; n++) ids.push(await make("Label", { name: `label ${n}`, color: "x" }));
    expect(await session().data(link, { input: { invoiceId: id, labelIds: ids } })).toEqual({
      linkInvoiceLabels: true,
    });
    const filter = { or: Array.from({ length: 50 }, (_, n) => ({ name: { eq: `label ${n}` } })) };
    const { getInvoice } = await session().data(labelsOf, { id, limit: 100, filter });
    expect((getInvoice as { labels: { items: unknown[] } }).labels.items).toHaveLength(50);
  });

  it("links a model to itself, and a record to itself", async () => {
    const person = model("Person", {
      fields: [field("name", "text")],
      relations: [
        manyToMany("follows", "Person", { link: "Follows", side: "left", inverse: "followers" }),
        manyToMany("followers", "Person", { link: "Follows", side: "right", inverse: "follows" }),
      ],
      access: {
        read: [[role("member")]],
        create: [[role("member")]],
        update: [[creator]],
        delete: [],
      },
    });
    const backend = { ...everything, models: [person], functions: [] };
    const social = await startApi(engine.client, backend, lockFor(backend));
    const ann = social.as({ sub: "ann", tenantId: "acme" });
    const bob = social.as({ sub: "bob", tenantId: "acme" });
    const [a, b] = [
      await create(ann, "Person", { name: "Ann" }),
      await create(bob, "Person", { name: "Bob" }),
    ];
    const follow = "mutation ($input: PersonFollowsLink!) { linkPersonFollows(input: $input) }";
    await ann.data(follow, { input: { personId: a, personIds: [a, b] } });
    const refused = await bob.query(follow, { input: { personId: a, personIds: [b] } });
    expect(refused.errors).toMatchObject([{ errorType: "Unauthorized" }]);
    const text =
      "query ($id: ID!) { getPerson(id: $id) { follows { items { name } } followers { items { name } } } }";
    expect(await ann.data(text, { id: a })).toEqual({
      getPerson: {
        follows: { items: [{ name: "Ann" }, { name: "Bob" }] },
        followers: { items: [{ name: "Ann" }] },
      },
    });
    expect(await ann.data(text, { id: b })).toMatchObject({
      getPerson: { followers: { items: [{ name: "Ann" }] } },
    });
  });
});

describe("deleting what others refer to", () => {
  it("is refused by restrict, and only by it", async () => {
    const folder = model("Folder", {
      fields: [field("name", "text")],
      relations: [belongsTo("inside", "Folder", { required: false, onDelete: "restrict" })],
      indexes: [{ name: "byInside", hash: ["insideId"], sort: [], origin: "relation", description: null }],
    });
    const paper = model("Paper", {
      fields: [field("goneAt", "dateTime", { required: false })],
      relations: [belongsTo("folder", "Folder"), belongsTo("copyOf", "Paper", { required: false })],
      indexes: [
        { name: "byCopyOf", hash: ["copyOfId"], sort: [], origin: "relation", description: null },
        { name: "byFolder", hash: ["folderId"], sort: [], origin: "relation", description: null },
      ],
      ttlField: "goneAt",
      shards: 4,
    });
    const backend = { ...everything, models: [folder, paper], functions: [] };
    const files = await startApi(engine.client, backend, lockFor(backend));
    const here = files.as({ sub: "ada", tenantId: "acme" });
    const remove = "mutation ($id: ID!) { deleteFolder(input: { id: $id }) { id } }";
    const id = await create(here, "Folder", { name: "top" });
    files.log.reset();
    const inside = await create(here, "Folder", { name: "inside", insideId: id });
    expect((await here.query(remove, { id })).errors).toMatchObject([
      { errorType: "InUse", errorInfo: { model: "Folder", id, by: "Folder", relation: "inside" } },
    ]);
    files.log.reset();
    await here.data(remove, { id: inside });
    // One query for the folders, one for each shard of the papers.
    expect(files.log.counts()).toEqual({ Query: 5, DeleteItem: 1 });

    await here.data("mutation ($id: ID!) { updateFolder(input: { id: $id, insideId: $id }) { id } }", { id });
    const paperId = await create(here, "Paper", { folderId: id });
    expect((await here.query(remove, { id })).errors).toMatchObject([
      { errorType: "InUse", errorInfo: { by: "Paper" } },
    ]);
    await here.data("mutation ($input: PaperUpdate!) { updatePaper(input: $input) { id } }", {
      input: { id: paperId, goneAt: new Date(Date.now() + 60_000).toISOString() },
    });
    files.advance(61_000);
    expect(await here.data(remove, { id })).toEqual({ deleteFolder: { id } });
  });
});

import { describe, expect, test } from "vitest";
import type { Backend, Model } from "../../../src/definition/ir.ts";
import { loadDefinition } from "../../../src/definition/load-definition.ts";
import { imports } from "./bad/case.ts";

const config =
  'import { defineConfig } from "plinth";\nexport default defineConfig({ name: "acme", region: "eu-west-1" });\n';

/** The IR of one file of models. */
async function backendOf(models: string, files: Readonly<Record<string, string>> = {}): Promise<Backend> {
  const overlay = Object.entries({ "plinth.config.ts": config, "models/a.ts": imports + models, ...files });
  return loadDefinition(import.meta.dirname, { overlay: overlay.map(([path, after]) => ({ path, after })) });
}

async function modelsOf(models: string): Promise<Readonly<Record<string, Model>>> {
  return Object.fromEntries((await backendOf(models)).models.map((model) => [model.name, model]));
}

describe("relations", () => {
  test("a hasMany and its belongsTo find each other", async () => {
    const { Customer, Invoice } = await modelsOf(`
      export const Customer = model({ invoices: hasMany("Invoice") });
      export const Invoice = model({ customer: belongsTo("Customer") });`);
    expect(Customer?.relations).toEqual([
      {
        kind: "hasMany",
        name: "invoices",
        target: "Invoice",
        via: "customer",
        foreignKey: "customerId",
        index: "byCustomer",
        description: null,
      },
    ]);
    expect(Invoice?.relations).toEqual([
      {
        kind: "belongsTo",
        name: "customer",
        target: "Customer",
        required: true,
        foreignKey: "customerId",
        index: "byCustomer",
        inverse: "invoices",
        unique: false,
        onDelete: "restrict",
        description: null,
      },
    ]);
    expect(Invoice?.indexes).toEqual([
      { name: "byCustomer", hash: ["customerId"], sort: [], origin: "relation", description: null },
    ]);
  });

  test("of several belongsTo, the one no .via() names is left for the one that has none", async () => {
    const { User } = await modelsOf(`
      export const User = model({ written: hasMany("Post").via("author"), reviewed: hasMany("Post") });
      export const Post = model({ author: belongsTo("User"), reviewer: belongsTo("User").optional() });`);
    expect(User?.relations).toMatchObject([{ via: "author" }, { via: "reviewer" }]);
  });

  test("a hasOne makes the foreign key unique, and keeps its index", async () => {
    const { Contract } = await modelsOf(`
      export const Customer = model({ contract: hasOne("Contract") });
      export const Contract = model({ customer: belongsTo("Customer") });`);
    expect(Contract?.relations).toMatchObject([{ unique: true, inverse: "contract", index: "byCustomer" }]);
    expect(Contract?.uniques).toEqual([{ name: "byCustomerId", fields: ["customerId"] }]);
  });

  test("deleting restricts, sets null or keeps by default, as the relation allows", async () => {
    const { Invoice } = await modelsOf(`
      export const Country = model({ name: text() }).scope("global");
      export const Customer = model({ name: text() });
      export const Invoice = model({
        customer: belongsTo("Customer"), payer: belongsTo("Customer").optional(),
        country: belongsTo("Country"), referrer: belongsTo("Customer").unindexed(),
      });`);
    expect(
      Invoice?.relations.map((each) => each.kind === "belongsTo" && [each.name, each.onDelete, each.index]),
    ).toEqual([
      ["customer", "restrict", "byCustomer"],
      ["payer", "setNull", "byPayer"],
      ["country", "keep", "byCountry"],
      ["referrer", "keep", null],
    ]);
  });

  test("a declared index of the relation's name is the relation's", async () => {
    const { Line } = await modelsOf(`
      export const Invoice = model({ lines: hasMany("Line") });
      export const Line = model({ position: integer(), invoice: belongsTo("Invoice") })
        .index("byInvoice", ["invoice"], { sort: "position" });`);
    expect(Line?.indexes).toEqual([
      { name: "byInvoice", hash: ["invoiceId"], sort: ["position"], origin: "relation", description: null },
    ]);
  });

  test("left is the model first in the alphabet, whether or not the other side is declared", async () => {
    const both = await modelsOf(`
      export const Label = model({ invoices: manyToMany("Invoice") });
      export const Invoice = model({ labels: manyToMany("Label") });`);
    expect(both.Invoice?.relations).toMatchObject([
      { link: "InvoiceLabels", side: "left", inverse: "invoices" },
    ]);
    expect(both.Label?.relations).toMatchObject([
      { link: "InvoiceLabels", side: "right", inverse: "labels" },
    ]);
    const one = await modelsOf(`
      export const Label = model({ name: text() });
      export const Invoice = model({ labels: manyToMany("Label") });`);
    expect(one.Invoice?.relations).toMatchObject([{ link: "InvoiceLabels", side: "left", inverse: null }]);
  });

  test("a model may be linked with itself, in both directions", async () => {
    const { Person } = await modelsOf(`
      export const Person = model({
        follows: manyToMany("Person").through("Followings"), followers: manyToMany("Person").through("Followings"),
      });`);
    expect(Person?.relations).toMatchObject([
      { name: "follows", side: "left", inverse: "followers", link: "Followings" },
      { name: "followers", side: "right", inverse: "follows", link: "Followings" },
    ]);
  });

  test("a tree may cascade", async () => {
    const { Comment } = await modelsOf(`
      export const Comment = model({ parent: belongsTo("Comment").optional().onDelete("cascade"), replies: hasMany("Comment") });`);
    expect(Comment?.relations).toMatchObject([
      { onDelete: "cascade", inverse: "replies" },
      { via: "parent" },
    ]);
  });
});

describe("models", () => {
  test("defaults are written out", async () => {
    const { Draft, Country, Invoice } = await modelsOf(`
      export const Invoice = model({ number: text() });
      export const Draft = model({ number: text() }).scope("user");
      export const Country = model({ name: text() }).scope("global");`);
    const member = [[{ kind: "role", role: "member" }]];
    const creator = [[{ kind: "creator" }]];
    expect(Invoice).toMatchObject({
      plural: "Invoices",
      scope: "tenant",
      shards: 1,
      dedicated: false,
      ttlField: null,
      softDelete: null,
    });
    expect(Invoice?.access).toEqual({ read: member, create: member, update: member, delete: member });
    expect(Draft?.access).toEqual({ read: creator, create: creator, update: creator, delete: creator });
    expect(Country?.access).toEqual({ read: [[{ kind: "signedIn" }]], create: [], update: [], delete: [] });
  });

  test("texts in keys have a greatest length, others have not", async () => {
    const { Invoice } = await modelsOf(`
      export const Invoice = model({
        a: text(), b: text().unique(), c: text(), d: text().max(9), e: id(), f: date(),
      }).index("byC", ["c", "d", "e"], { sort: "f" });`);
    expect(Invoice?.fields.map(({ name, rules }) => [name, rules.maxLength])).toEqual([
      ["a", null],
      ["b", 256],
      ["c", 256],
      ["d", 9],
      ["e", 64],
      ["f", null],
    ]);
  });

  test("constraints are named after their fields, and relations stand for their foreign keys", async () => {
    const { Invoice } = await modelsOf(`
      export const Customer = model({ name: text() });
      export const Invoice = model({ number: text(), token: id().unique(), customer: belongsTo("Customer") })
        .unique(["customer", "number"]).unique(["customer"]);`);
    expect(Invoice?.uniques).toEqual([
      { name: "byCustomerAndNumber", fields: ["customerId", "number"] },
      { name: "byCustomerId", fields: ["customerId"] },
      { name: "byToken", fields: ["token"] },
    ]);
  });

  test("the later of two rules holds, and a length bounds both ends", async () => {
    const { Invoice } = await modelsOf(
      `export const Invoice = model({ a: text().max(5).max(9), b: text().length(3) });`,
    );
    expect(Invoice?.fields.map(({ rules }) => [rules.minLength, rules.maxLength])).toEqual([
      [null, 9],
      [3, 3],
    ]);
  });
});

describe("types", () => {
  test("inline ones are named after where they stand, shared ones after their export", async () => {
    const { enums, objects } = await backendOf(`
      export const Priority = oneOf("low", "high").describe("How soon.");
      export const Task = model({
        priority: Priority.optional(), status: oneOf("open"),
        place: object({ kind: oneOf("home"), priority: Priority.default("low") }),
      });`);
    expect(enums.map(({ name, description }) => [name, description])).toEqual([
      ["Priority", "How soon."],
      ["TaskPlaceKind", null],
      ["TaskStatus", null],
    ]);
    expect(objects.map(({ name }) => name)).toEqual(["TaskPlace"]);
  });

  test("a type that another file passes on is one type", async () => {
    const { enums } = await backendOf("export const Task = model({ name: text() });", {
      "models/kinds.ts": 'import { oneOf } from "plinth";\nexport const Kind = oneOf("a");\n',
      "models/z.ts": 'export { Kind } from "./kinds.ts";\n',
    });
    expect(enums.map(({ name }) => name)).toEqual(["Kind"]);
  });
});

test("functions, one of every trigger", async () => {
  const sources: Readonly<Record<string, string>> = {
    "quote-price":
      'query({ input: { amount: money().default(5) }, returns: { total: money(), kind: oneOf("a") }, access: "admin" })',
    "send-invoice":
      'mutation({ returns: ["Invoice"], secrets: ["B", "A"], environment: { Z: "1", LEVEL: "info" }, timeoutSeconds: 20 })',
    hook: 'http({ method: "POST", path: "/hooks/{id}", access: "anyone", memoryMb: 1024 })',
    nightly: 'schedule({ cron: "0 6 * * ? *", timezone: "Europe/Zurich" })',
    hourly: 'schedule({ every: "1 hour" })',
    changed: 'modelChange({ model: Invoice, on: ["deleted", "created"] })',
    uploaded: "fileUpload({})",
    joined: 'signIn({ event: "postConfirmation", description: "Greets." })',
  };
  const { enums, functions } = await backendOf("export const Invoice = model({ number: text() });", {
    ...Object.fromEntries(
      Object.entries(sources).flatMap(([name, source]) => [
        [
          `functions/${name}/function.ts`,
          `${imports}import { Invoice } from "../../models/a.ts";\nexport const unused = Invoice;\nexport default ${source};\n`,
        ],
        [`functions/${name}/handler.ts`, "export {};\n"],
      ]),
    ),
  });
  expect(enums.map(({ name }) => name)).toEqual(["QuotePriceResultKind"]);
  expect(functions.map(({ name, trigger }) => [name, trigger])).toMatchObject([
    ["changed", { kind: "modelChange", model: "Invoice", on: ["created", "deleted"] }],
    ["hook", { kind: "http", method: "POST", path: "/hooks/{id}" }],
    ["hourly", { kind: "schedule", expression: "rate(1 hour)", timezone: "UTC" }],
    ["joined", { kind: "signIn", event: "postConfirmation" }],
    ["nightly", { kind: "schedule", expression: "cron(0 6 * * ? *)", timezone: "Europe/Zurich" }],
    ["quote-price", { kind: "query", field: "quotePrice", output: { kind: "fields" } }],
    [
      "send-invoice",
      {
        kind: "mutation",
        field: "sendInvoice",
        input: [],
        output: { kind: "model", model: "Invoice", list: true },
      },
    ],
    ["uploaded", { kind: "fileUpload", prefix: "" }],
  ]);
  expect(functions.find(({ name }) => name === "send-invoice")).toMatchObject({
    access: [[{ kind: "role", role: "member" }]],
    secrets: ["A", "B"],
    environment: { LEVEL: "info", Z: "1" },
    timeoutSeconds: 20,
    memoryMb: 512,
  });
  expect(functions.find(({ name }) => name === "hook")?.access).toEqual([[{ kind: "anyone" }]]);
  expect(functions.find(({ name }) => name === "nightly")).toMatchObject({ access: [], timeoutSeconds: 60 });
});

test("the configuration's defaults", async () => {
  const { app } = await backendOf("export const Invoice = model({ number: text() });");
  expect(app).toEqual({
    name: "acme",
    region: "eu-west-1",
    stages: [
      { name: "dev", protected: false, account: null, logRetentionDays: 30 },
      { name: "prod", protected: true, account: null, logRetentionDays: 365 },
      { name: "local", protected: false, account: null, logRetentionDays: 30 },
    ],
    roles: ["admin", "member"],
    signIn: { selfSignUp: true, mfa: "optional", passwordLength: 12, plan: "essentials" },
    budget: { monthlyUsd: 500, email: null },
  });
});

import fc from "fast-check";
import { type DocumentNode, Kind, parse, print, visit } from "graphql";
import { describe, expect, test } from "vitest";
import type { Backend, Field } from "../../../../src/definition/ir.ts";
import { graphql } from "../../../../src/generators/graphql/index.ts";
import { schemaDocument } from "../../../../src/generators/graphql/schema-document.ts";
import { appsyncSchema } from "../../../../src/local/services/appsync/graphql/appsync-schema.ts";
import { everything, everythingLock } from "../../../support/backends/everything.ts";
import { belongsTo, enumOf, field, model } from "../../../support/backends/parts.ts";
import { syntheticBackend } from "../../../support/backends/synthetic.ts";

const textOf = (backend: Backend): string => print(schemaDocument(backend));
const backendOf = (...models: Backend["models"]): Backend => ({ ...everything, models, functions: [] });

/** The printed definition of one type, without descriptions. */
function typeText(backend: Backend, name: string): string | null {
  const found = bare(schemaDocument(backend)).definitions.find(
    (each) => "name" in each && each.name?.value === name,
  );
  return found === undefined ? null : print(found);
}

const bare = (document: DocumentNode): DocumentNode =>
  visit(document, { StringValue: { enter: (node) => (node.block === true ? null : undefined) } });

describe("the schema", () => {
  test("of a backend that uses everything is as in the golden file", async () => {
    const [file] = graphql(everything, everythingLock);
    expect(file?.path).toBe("infra/schema.gen.graphql");
    const text = file?.content.kind === "text" ? file.content.text : "";
    await expect(text).toMatchFileSnapshot("../../../golden/everything/schema.gen.graphql");
  });

  test.each([
    ["everything", everything],
    ["nothing", backendOf()],
    ["one model", syntheticBackend(1)],
    ["ten models", syntheticBackend(10)],
  ])("of %s is valid for AppSync, and declares nothing AppSync brings along", (_name, backend) => {
    expect(() => appsyncSchema(textOf(backend))).not.toThrow();
    for (const definition of schemaDocument(backend).definitions) {
      expect(definition.kind).not.toBe(Kind.SCALAR_TYPE_DEFINITION);
      expect("name" in definition && definition.name?.value).not.toMatch(/^AWS/i);
    }
  });

  test("of 200 models stays within AppSync's megabyte", () => {
    const size = Buffer.byteLength(textOf(syntheticBackend(200)));
    expect(size).toBeLessThan(900_000);
  });

  test("is the same bytes each time", () => {
    expect(textOf(structuredClone(everything))).toBe(textOf(everything));
  });

  test("lets users and the system at every type and root field, and only the system at disconnect", () => {
    for (const definition of schemaDocument(everything).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const root = /^(Query|Mutation|Subscription)$/.test(definition.name.value);
      for (const node of root ? (definition.fields ?? []) : [definition]) {
        const directives = (node.directives ?? [])
          .map((each) => each.name.value)
          .filter((name) => name !== "aws_subscribe");
        const expected =
          node.name.value === "disconnect" ? ["aws_iam"] : ["aws_cognito_user_pools", "aws_iam"];
        expect([node.name.value, directives]).toEqual([node.name.value, expected]);
      }
    }
  });
});

describe("a model", () => {
  test("has its fields, foreign keys, relations and what every record has", () => {
    expect(typeText(everything, "Invoice")?.split("\n")).toEqual(
      expect.arrayContaining([
        "  id: ID!",
        "  tenantId: ID!",
        "  total: Float!",
        "  tags: [String!]",
        "  attachments: [File!]",
        "  customerId: ID!",
        "  customer: Customer",
        "  categoryId: ID",
        "  version: Int!",
        "  deletedAt: AWSDateTime",
        "  lastChange: ChangeKind",
      ]),
    );
    expect(typeText(everything, "Currency")).not.toContain("tenantId");
    expect(typeText(everything, "Draft")).not.toMatch(/tenantId|deletedAt/);
  });

  test("is created with defaults left out, updated in part, deleted and restored by id", () => {
    expect(typeText(everything, "InvoiceLineCreate")).toBe(
      [
        "input InvoiceLineCreate {",
        "  id: ID",
        "  position: Int!",
        "  text: String!",
        "  quantity: Float",
        "  price: Float!",
        "  invoiceId: ID!",
        "}",
      ].join("\n"),
    );
    expect(typeText(everything, "InvoiceLineUpdate")).toBe(
      [
        "input InvoiceLineUpdate {",
        "  id: ID!",
        "  expectedVersion: Int",
        "  position: Int",
        "  text: String",
        "  quantity: Float",
        "  price: Float",
        "  invoiceId: ID",
        "}",
      ].join("\n"),
    );
    expect(typeText(everything, "InvoiceRestore")).toContain("expectedVersion: Int");
    expect(typeText(everything, "CustomerRestore")).toBeNull();
  });

  test("is got by id or by one unique constraint, and listed by one index", () => {
    const queries = typeText(everything, "Query");
    expect(queries).toContain(
      "getInvoice(id: ID, byCustomerAndNumber: InvoiceByCustomerAndNumber, byToken: ID): Invoice ",
    );
    expect(queries).toContain("getCategory(id: ID!): Category ");
    expect(queries).toContain("getCustomer(id: ID, byEmail: AWSEmail): Customer ");
    expect(typeText(everything, "InvoiceByStatusAndTotal")).toBe(
      "input InvoiceByStatusAndTotal {\n  status: InvoiceStatus!\n  priority: Priority!\n  total: FloatRange\n}",
    );
    expect(typeText(everything, "InvoiceByToken")).toBeNull();
  });

  test("is linked from the left side of a manyToMany alone", () => {
    const mutations = typeText(everything, "Mutation");
    expect(mutations).toContain("linkInvoiceLabels(input: InvoiceLabelsLink!): Boolean");
    expect(mutations).toContain("unlinkInvoiceLabels(input: InvoiceLabelsLink!): Boolean");
    expect(mutations).not.toContain("linkLabel");
    expect(typeText(everything, "InvoiceLabelsLink")).toBe(
      "input InvoiceLabelsLink {\n  invoiceId: ID!\n  labelIds: [ID!]!\n}",
    );
  });

  test("is filtered by what can be compared, and only kinds in use have conditions and ranges", () => {
    expect(typeText(everything, "ContractFilter")).not.toMatch(/document|terms/);
    expect(typeText(everything, "InvoiceFilter")).toMatch(/tags: StringListCondition/);
    const names = schemaDocument(backendOf(model("Plain"))).definitions.map(
      (each) => "name" in each && each.name?.value,
    );
    expect(names.filter((name) => /(Condition|Range)$/.test(String(name)))).toEqual([
      "IDCondition",
      "DateTimeCondition",
    ]);
    expect(names).not.toContain("File");
    expect(names).not.toContain("Priority");
  });

  test.each([
    ["text", "StringRange"],
    ["email", "StringRange"],
    ["integer", "IntRange"],
    ["money", "FloatRange"],
    ["boolean", "BooleanRange"],
    ["time", "TimeRange"],
    ["id", "IDRange"],
    ["enum", "StringRange"],
  ])("is read in the order of a %s through a %s", (kind, range) => {
    const type = kind === "enum" ? enumOf("Priority") : (kind as "text");
    const sorted = model("Plain", {
      fields: [field("at", type)],
      indexes: [
        { name: "byMaker", hash: ["createdBy"], sort: ["at"], origin: "declared", description: null },
      ],
    });
    expect(typeText(backendOf(sorted), "PlainByMaker")).toBe(
      `input PlainByMaker {\n  createdBy: ID!\n  at: ${range}\n}`,
    );
    expect(() => appsyncSchema(textOf(backendOf(sorted)))).not.toThrow();
  });

  test("hears of restores only where there are any", () => {
    const subscriptions = typeText(everything, "Subscription");
    expect(subscriptions).toContain('["createInvoice", "updateInvoice", "deleteInvoice", "restoreInvoice"]');
    expect(subscriptions).toContain('["createLabel", "updateLabel", "deleteLabel"]');
  });
});

describe("a function", () => {
  test("is a field with flat arguments, and gives a result type, a model, a list or nothing", () => {
    const queries = typeText(everything, "Query");
    expect(queries).toContain("quoteShipping(to: AddressInput!, weights: [Float!]!): QuoteShippingResult ");
    expect(queries).toContain("overdueInvoices(on: AWSDate, priority: Priority): [Invoice!] ");
    const mutations = typeText(everything, "Mutation");
    expect(mutations).toContain("forgetCustomer(customerId: ID!): Boolean ");
    expect(mutations).toContain("sendInvoice(invoiceId: ID!, message: String): Invoice ");
    expect(typeText(everything, "QuoteShippingResult")).toContain("from: Address!");
  });
});

describe("files", () => {
  test("bring createUpload, and only they do", () => {
    expect(typeText(everything, "Mutation")).toContain("createUpload(input: UploadCreate!): Upload!");
    expect(typeText({ ...backendOf(model("Plain")), objects: [] }, "Mutation")).not.toContain("createUpload");
    const onUpload = everything.functions.filter(({ trigger }) => trigger.kind === "fileUpload");
    const backend = { ...backendOf(model("Plain")), objects: [], functions: onUpload };
    expect(typeText(backend, "Mutation")).toContain("createUpload");
  });
});

describe("whatever users write", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom('"""', '\\"""', "\\", '"', "a\n  b\r\n c", " \t x", "#", "\u2028", "\0"),
  );
  const texts = fc.array(anything, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));

  test("a description never gets out of its place", () => {
    const plain = bare(schemaDocument(described("x"))).definitions.map(print);
    fc.assert(
      fc.property(texts, (text) => {
        const document = parse(textOf(described(text)));
        expect(bare(document).definitions.map(print)).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  function described(text: string): Backend {
    const fields: Field[] = [
      field("name", "text", {
        description: text,
        default: { kind: "value", value: text },
        rules: { pattern: text },
      }),
      field("priority", enumOf("Priority")),
    ];
    const named = model("Plain", {
      description: text,
      fields,
      relations: [{ ...belongsTo("boss", "Plain", { required: false }), description: text }],
      indexes: [{ name: "byBoss", hash: ["bossId"], sort: ["name"], origin: "relation", description: text }],
    });
    return { ...backendOf(named), enums: everything.enums.map((each) => ({ ...each, description: text })) };
  }
});

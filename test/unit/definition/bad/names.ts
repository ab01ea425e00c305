import { type Case, imports } from "./case.ts";

/** Names that GraphQL, DynamoDB, AppSync, TypeScript or Plinth itself cannot take. */
export const names: readonly Case[] = [
  {
    what: "a model in lower case",
    files: "export const invoice = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "invoice" is not PascalCase made of A-Z, a-z and 0-9. | Write "Invoice".',
    ],
  },
  {
    what: "a model with an underscore",
    files: "export const Invoice_Line = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Invoice_Line" is not PascalCase made of A-Z, a-z and 0-9. | Write "InvoiceLine".',
    ],
  },
  {
    what: "a model that starts with an underscore",
    files: "export const _Invoice = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "_Invoice" starts with an underscore, which GraphQL and Plinth keep to themselves. | Write "Invoice".',
    ],
  },
  {
    what: "a model with two underscores",
    files: "export const __Type = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "__Type" starts with an underscore, which GraphQL and Plinth keep to themselves. | Write "Type".',
    ],
  },
  {
    what: "a model with a Cyrillic letter that looks Latin",
    files: "export const Сustomer = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Сustomer" has the character U+0421, which is not one of A-Z, a-z and 0-9. | Write "Customer".',
    ],
  },
  {
    what: "a model with an accent",
    files: "export const Café = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Café" has the character U+00E9, which is not one of A-Z, a-z and 0-9. | Write "Cafe".',
    ],
  },
  {
    what: "a model called Query",
    files: "export const Query = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Query" is a type that every generated schema has. | Say what kind it is, for instance "CustomerQuery".',
    ],
  },
  {
    what: "a model called Subscription",
    files: "export const Subscription = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Subscription" is a type that every generated schema has. | Say what kind it is, for instance "CustomerSubscription".',
    ],
  },
  {
    what: "a model called like a scalar",
    files: "export const Float = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Float" is a type that every generated schema has. | Say what kind it is, for instance "CustomerFloat".',
    ],
  },
  {
    what: "a model called like a scalar of AppSync",
    files: "export const AWSDate = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "AWSDate" starts with AWS, which AppSync keeps to itself. | Write "Date".',
    ],
  },
  {
    what: "a model called like a type of every schema",
    files: "export const SortDirection = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "SortDirection" is a type that every generated schema has. | Say what kind it is, for instance "CustomerSortDirection".',
    ],
  },
  {
    what: "a model called like a type of TypeScript",
    files: "export const Promise = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Promise" is a word of TypeScript: code generated for it could not be compiled. | Say what kind it is, for instance "CustomerPromise".',
    ],
  },
  {
    what: "a model called like the list of all models",
    files: 'export const Models = model({ a: text() }).plural("ModelsList");',
    problems: [
      'models/invoice.ts:2 | The model name "Models" is a word of TypeScript: code generated for it could not be compiled. | Say what kind it is, for instance "CustomerModels".',
    ],
  },
  {
    what: "a model with a name of 51 characters",
    files: "export const Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is 51 characters long; at most 50 are allowed. | Choose a shorter name.',
    ],
  },
  {
    what: "a model called like a device of Windows",
    files: "export const Aux = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | The model name "Aux" is a device of Windows: no file can be called so there. | Say what kind it is, for instance "CustomerAux".',
    ],
  },
  {
    what: "a model exported by default",
    files: "export default model({ a: text() });",
    problems: [
      "models/invoice.ts:2 | The default export has no name. | Write export const Invoice = model(...): the name of the export is the name of the model.",
    ],
  },
  {
    what: "a shared enum exported by default",
    files: 'export const A = model({ a: text() });\nexport default oneOf("a");',
    problems: [
      "models/invoice.ts:3 | The default export has no name. | Write export const Priority = oneOf(...): the name of the export is the name of the type.",
    ],
  },
  {
    what: "one model under two names",
    files: "export const Invoice = model({ a: text() });\nexport const Bill = Invoice;",
    problems: [
      'models/invoice.ts:2 | "Invoice" and "Bill" are the same thing under two names. | Remove one of them, or write it out again.',
    ],
  },
  {
    what: "one model name in two files",
    files: {
      "models/a.ts": `${imports}export const Invoice = model({ a: text() });\n`,
      "models/b.ts": `${imports}export const Invoice = model({ b: text() });\n`,
    },
    problems: [
      'models/b.ts:2 | "Invoice" is exported by models/a.ts already. | Rename or remove one of them.',
    ],
  },
  {
    what: "models that differ by case only",
    files: "export const APIKey = model({ a: text() });\nexport const ApiKey = model({ a: text() });",
    problems: [
      'models/invoice.ts:3 | The model names "APIKey" and "ApiKey" differ by case only. | Rename one of them.',
    ],
  },
  {
    what: "a model called like another one's page type",
    files: "export const Invoice = model({ a: text() });\nexport const InvoicePage = model({ a: text() });",
    problems: [
      'models/invoice.ts:3 | The model "InvoicePage" and the page type of "Invoice" would both be the type "InvoicePage". | Rename one of them.',
    ],
  },
  {
    what: "an enum called like a model's input",
    files: 'export const Invoice = model({ a: text() });\nexport const InvoiceCreate = oneOf("a");',
    problems: [
      'models/invoice.ts:3 | The enum "InvoiceCreate" and the create input of "Invoice" would both be the type "InvoiceCreate". | Rename it. Where it is written inside a model, export it under a name of its own: export const InvoiceCreateKind = oneOf(...).',
    ],
  },
  {
    what: "an inline enum called like a model",
    files:
      'export const Invoice = model({ status: oneOf("a") });\nexport const InvoiceStatus = model({ a: text() });',
    problems: [
      'models/invoice.ts:2 | The enum "InvoiceStatus" and the model "InvoiceStatus" would both be the type "InvoiceStatus". | Rename it. Where it is written inside a model, export it under a name of its own: export const InvoiceStatusKind = oneOf(...).',
    ],
  },
  {
    what: "an index called like another model's filter",
    files:
      'export const Invoice = model({ a: text() })\n  .index("byFilter", ["a"]);\nexport const InvoiceBy = model({ a: text() });',
    problems: [
      'models/invoice.ts:4 | The filter type of "InvoiceBy" and the input of the index "byFilter" of "Invoice" would both be the type "InvoiceByFilter". | Rename one of them.',
    ],
  },
  {
    what: "a plural that is another model",
    files:
      'export const Invoice = model({ a: text() });\nexport const Invoices = model({ a: text() }).plural("InvoicesAll");',
    problems: [
      'models/invoice.ts:3 | The model "Invoices" and the plural of "Invoice" would both be the type "Invoices". | Rename one of them.',
    ],
  },
  {
    what: "a model without a plural",
    files: "export const Equipment = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | "Equipment" has no plural of its own, and lists need one. | Add .plural("EquipmentItems") to the model, or another plural.',
    ],
  },
  {
    what: "a model in the plural",
    files: "export const Settings = model({ a: text() });",
    problems: [
      'models/invoice.ts:2 | "Settings" has no plural of its own, and lists need one. | Add .plural("SettingsItems") to the model, or another plural.',
    ],
  },
  {
    what: "a plural equal to the singular",
    files: 'export const Sheep = model({ a: text() })\n  .plural("Sheep");',
    problems: [
      'models/invoice.ts:3 | The plural of "Sheep" is the same word. | Write .plural("SheepItems"), for instance.',
    ],
  },
  {
    what: "a plural in lower case",
    files: 'export const Ox = model({ a: text() })\n  .plural("oxen");',
    problems: [
      'models/invoice.ts:3 | The plural name "oxen" is not PascalCase made of A-Z, a-z and 0-9. | Write "Oxen".',
    ],
  },
  {
    what: "a plural that is a number",
    files: "export const Ox = model({ a: text() }).plural(2);",
    problems: ['models/invoice.ts:2 | .plural() takes a name, not 2. | Write .plural("Oxen").'],
  },
  {
    what: "a field in PascalCase",
    files: "export const Invoice = model({\n  Number: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "Number" is not camelCase made of A-Z, a-z and 0-9. | Write "number".',
    ],
  },
  {
    what: "a field with a dash",
    files: 'export const Invoice = model({\n  "due-on": date(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "due-on" is not camelCase made of A-Z, a-z and 0-9. | Write "dueOn".',
    ],
  },
  {
    what: "a field with a space",
    files: 'export const Invoice = model({\n  "due on": date(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "due on" is not camelCase made of A-Z, a-z and 0-9. | Write "dueOn".',
    ],
  },
  {
    what: "a field with quotes and code in it",
    files: 'export const Invoice = model({\n  "a\\"; process.exit(); \\"`\u0024{1}`": text(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "a\\"; process.exit(); \\"`\u0024{1}`" is not camelCase made of A-Z, a-z and 0-9. | Write "aProcessExit1".',
    ],
  },
  {
    what: "a field that is a path",
    files: 'export const Invoice = model({\n  "../../etc/passwd": text(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "../../etc/passwd" is not camelCase made of A-Z, a-z and 0-9. | Write "etcPasswd".',
    ],
  },
  {
    what: "a field with a line end",
    files: 'export const Invoice = model({\n  "a\\nb": text(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "a\\nb" has the character U+000A, which is not one of A-Z, a-z and 0-9. | Write "ab".',
    ],
  },
  {
    what: "a field that starts with an underscore",
    files: "export const Invoice = model({\n  _ttl: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "_ttl" starts with an underscore, which GraphQL and Plinth keep to themselves. | Write "ttl".',
    ],
  },
  {
    what: "a field with two underscores",
    files: "export const Invoice = model({\n  __typename: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "__typename" starts with an underscore, which GraphQL and Plinth keep to themselves. | Write "typename".',
    ],
  },
  {
    what: "a field with a full-width letter",
    files: 'export const Invoice = model({\n  "ａmount": money(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "ａmount" has the character U+FF41, which is not one of A-Z, a-z and 0-9. | Write "amount".',
    ],
  },
  {
    what: "a field with an invisible character",
    files: 'export const Invoice = model({\n  "amount\\u200b": money(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "amount\\u200b" has the character U+200B, which is not one of A-Z, a-z and 0-9. | Write "amount".',
    ],
  },
  {
    what: "a field name of 65 characters",
    files:
      "export const Invoice = model({\n  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..." is 65 characters long; at most 64 are allowed. | Choose a shorter name.',
    ],
  },
  {
    what: "a field name of 10,000 characters",
    files: 'const name = "a".repeat(10_000);\nexport const Invoice = model({ a: text(), [name]: text() });',
    problems: [
      'models/invoice.ts:3 | The field name "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..." is 10000 characters long; at most 64 are allowed. | Choose a shorter name.',
    ],
  },
  {
    what: "a field every record has",
    files: "export const Invoice = model({\n  id: id(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "id" is taken: every record has it already. | Leave it out, or choose another name.',
    ],
  },
  {
    what: "more fields every record has",
    files:
      "export const Invoice = model({\n  createdAt: dateTime(),\n  version: integer(),\n  tenantId: id(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "createdAt" is taken: every record has it already. | Leave it out, or choose another name.',
      'models/invoice.ts:4 | The field name "version" is taken: every record has it already. | Leave it out, or choose another name.',
      'models/invoice.ts:5 | The field name "tenantId" is taken: every record has it already. | Leave it out, or choose another name.',
    ],
  },
  {
    what: "a key attribute",
    files: "export const Invoice = model({\n  pk: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "pk" is an attribute of the table\'s keys. | Choose another name.',
    ],
  },
  {
    what: "an index attribute",
    files: "export const Invoice = model({\n  gsi1_pk: text(),\n  gsi3: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "gsi1_pk" is not camelCase made of A-Z, a-z and 0-9. | Write "gsi1Pk".',
      'models/invoice.ts:4 | The field name "gsi3" is an attribute of the table\'s keys. | Choose another name.',
    ],
  },
  {
    what: "a word of filters",
    files: "export const Invoice = model({\n  and: boolean(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "and" is how filters combine conditions. | Choose another name.',
    ],
  },
  {
    what: "constructor",
    files: "export const Invoice = model({\n  constructor: text(),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "constructor" is part of every JavaScript object. | Choose another name.',
    ],
  },
  {
    what: "__proto__ as a literal",
    files: "export const Invoice = model({\n  a: text(),\n  __proto__: text(),\n});",
    problems: [
      'models/invoice.ts:2 | The field name "__proto__" is part of every JavaScript object. | Choose another name.',
    ],
  },
  {
    what: "__proto__ as a key of its own",
    files: 'export const Invoice = model({\n  ["__proto__"]: text(),\n});',
    problems: [
      'models/invoice.ts:3 | The field name "__proto__" is part of every JavaScript object. | Choose another name.',
    ],
  },
  {
    what: "prototype in a nested object",
    files: "export const Invoice = model({\n  a: object({ prototype: text() }),\n});",
    problems: [
      'models/invoice.ts:3 | The field name "prototype" is part of every JavaScript object. | Choose another name.',
    ],
  },
  {
    what: "a relation stored under a taken name",
    files:
      'export const A = model({\n  name: text(),\n  customerId: id(), customer: belongsTo("B"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | "customer" is stored as "customerId", which "A" has already. | Remove "customerId", or rename one of them.',
    ],
  },
  {
    what: "a relation stored under a name of every record",
    files:
      'export const A = model({\n  name: text(),\n  tenant: belongsTo("B"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | "tenant" is stored as "tenantId", which every record has already. | Rename the relation, for instance to "tenantRecord".',
    ],
  },
  {
    what: "an index that does not say by what",
    files: 'export const Invoice = model({\n  status: text(),\n})\n  .index("status", ["status"]);',
    problems: [
      'models/invoice.ts:5 | The index name "status" does not say what it looks up by. | Write "byStatus".',
    ],
  },
  {
    what: "an index in snake_case",
    files: 'export const Invoice = model({\n  status: text(),\n})\n  .index("by_status", ["status"]);',
    problems: [
      'models/invoice.ts:5 | The index name "by_status" does not say what it looks up by. | Write "byStatus".',
    ],
  },
];

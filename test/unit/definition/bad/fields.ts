import type { Case } from "./case.ts";

/** Things that are no fields. */
export const fields: readonly Case[] = [
  {
    what: "a field without parentheses",
    files: "export const Invoice = model({\n  number: text,\n});",
    problems: [
      'models/invoice.ts:3 | "number" is a function, not what it gives. | Write it with parentheses: text().',
    ],
  },
  {
    what: "a field that is the name of a type",
    files: 'export const Invoice = model({\n  number: "text",\n});',
    problems: [
      'models/invoice.ts:3 | "number" is "text", which is no field. | Write one of text(), integer(), decimal(), money(), boolean(), date(), time(), dateTime(), email(), url(), phone(), json(), id(), file(), oneOf(), object().',
    ],
  },
  {
    what: "a field that is undefined",
    files: "export const Invoice = model({\n  number: undefined,\n});",
    problems: [
      'models/invoice.ts:3 | "number" is undefined. | It is used before it is defined, or two files import each other: move shared types to a file of their own.',
    ],
  },
  {
    what: "a field that is a model",
    files:
      "const Customer = model({ a: text() });\nexport const Invoice = model({\n  customer: Customer,\n});\nexport { Customer };",
    problems: [
      'models/invoice.ts:4 | "customer" is a whole model. | Write belongsTo("TheModel"), hasMany("TheModel") or object({ ... }).',
    ],
  },
  {
    what: "a field that is a function definition",
    files: 'export const Invoice = model({\n  number: schedule({ every: "1 hour" }),\n});',
    problems: [
      'models/invoice.ts:3 | "number" is schedule(), which is no field. | Write one of text(), integer(), decimal(), money(), boolean(), date(), time(), dateTime(), email(), url(), phone(), json(), id(), file(), oneOf(), object().',
    ],
  },
  {
    what: "a relation in a nested object",
    files: 'export const Invoice = model({\n  a: object({ customer: belongsTo("Customer") }),\n});',
    problems: [
      'models/invoice.ts:3 | The relation "customer" cannot stand in a nested object or in arguments. | Move it directly into a model, or use id().',
    ],
  },
  {
    what: "a file in a nested object",
    files: "export const Invoice = model({\n  a: object({ scan: file() }),\n});",
    problems: [
      "models/invoice.ts:3 | file() cannot stand in a nested object or in arguments. | Move it directly into a model.",
    ],
  },
  {
    what: "a method that does not exist",
    files: "export const Invoice = model({\n  number: text().optinal(),\n});",
    problems: ["models/invoice.ts:3 | optinal() does not exist here. | Did you mean optional()?"],
  },
  {
    what: "a method of another kind of field",
    files: "export const Invoice = model({\n  paid: boolean().unique(),\n});",
    problems: ["models/invoice.ts:3 | What stands before .unique() has no unique(). | Remove .unique()."],
  },
  {
    what: "an unknown builder",
    files: "export const Invoice = model({\n  number: txt(),\n});",
    problems: ['models/invoice.ts:3 | "txt" is not defined. | Did you mean "text"?'],
  },
  {
    what: "a builder that is not imported",
    files: {
      "models/a.ts": 'import { model } from "plinth";\nexport const A = model({\n  a: text(),\n});\n',
    },
    problems: ['models/a.ts:3 | "text" is not imported. | Add text to import { ... } from "plinth".'],
  },
  {
    what: "a model without fields",
    files: "export const Invoice = model({});",
    problems: [
      'models/invoice.ts:2 | The model "Invoice" has no fields. | Write at least one: model({ name: text() }).',
    ],
  },
  {
    what: "a model of nothing",
    files: "export const Invoice = model();",
    problems: [
      "models/invoice.ts:2 | model() takes the fields, not undefined. | Write model({ name: text() }).",
    ],
  },
  {
    what: "a model of a list",
    files: "export const Invoice = model([text()]);",
    problems: ["models/invoice.ts:2 | model() takes the fields, not [{}]. | Write model({ name: text() })."],
  },
  {
    what: "201 fields",
    files:
      "export const Invoice = model(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`f\u0024{i}`, text()])));",
    problems: [
      'models/invoice.ts:2 | The model "Invoice" has 201 fields; at most 200 are allowed. | Group some with object(), or split the model.',
    ],
  },
];

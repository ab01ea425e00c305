import type { Case } from "./case.ts";

/** Descriptions, enums and nested objects. */
export const types: readonly Case[] = [
  {
    what: "an empty description",
    files: 'export const Invoice = model({\n  a: text().describe(""),\n});',
    problems: [
      'models/invoice.ts:3 | A description is a text, not "". | Write it in quotes: "What it is for."',
    ],
  },
  {
    what: "a description that is no text",
    files: "export const Invoice = model({\n  a: text().describe(1),\n});",
    problems: [
      'models/invoice.ts:3 | A description is a text, not 1. | Write it in quotes: "What it is for."',
    ],
  },
  {
    what: "a description of 10,000 characters",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .describe("a".repeat(10_000));',
    problems: [
      "models/invoice.ts:5 | The description is 10000 characters long; at most 1000 are allowed. | Keep it to a few plain sentences.",
    ],
  },
  {
    what: "a description with a control character",
    files: 'export const Invoice = model({\n  a: text().describe("a\\u001b[31mb"),\n});',
    problems: [
      "models/invoice.ts:3 | The description has the invisible character U+001B. | Keep it to a few plain sentences.",
    ],
  },
  {
    what: "an enum without values",
    files: "export const Invoice = model({\n  a: oneOf(),\n});",
    problems: ['models/invoice.ts:3 | oneOf() has no values. | List them: oneOf("draft", "sent").'],
  },
  {
    what: "an enum of a list",
    files: 'export const Invoice = model({\n  a: oneOf(["a", "b"]),\n});',
    problems: [
      "models/invoice.ts:3 | oneOf() got one list instead of values. | Remove the brackets, or write ... before the list.",
    ],
  },
  {
    what: "an enum with a value twice",
    files: 'export const Invoice = model({\n  a: oneOf("a", "b", "a"),\n});',
    problems: ['models/invoice.ts:3 | The value "a" of oneOf() stands there twice. | Remove one of them.'],
  },
  {
    what: "enum values that are words of GraphQL",
    files: 'export const Invoice = model({\n  a: oneOf("true", "null"),\n});',
    problems: [
      'models/invoice.ts:3 | The value "null" of oneOf() is a word of GraphQL. | Choose another, for instance "yes", or use boolean().',
      'models/invoice.ts:3 | The value "true" of oneOf() is a word of GraphQL. | Choose another, for instance "yes", or use boolean().',
    ],
  },
  {
    what: "an enum value with a space",
    files: 'export const Invoice = model({\n  a: oneOf("in progress"),\n});',
    problems: [
      'models/invoice.ts:3 | The value "in progress" of oneOf() is no name that GraphQL allows. | Use letters, digits and underscores, starting with a letter.',
    ],
  },
  {
    what: "an enum value that starts with a digit",
    files: 'export const Invoice = model({\n  a: oneOf("1st"),\n});',
    problems: [
      'models/invoice.ts:3 | The value "1st" of oneOf() is no name that GraphQL allows. | Use letters, digits and underscores, starting with a letter.',
    ],
  },
  {
    what: "an enum value with two underscores",
    files: 'export const Invoice = model({\n  a: oneOf("__a"),\n});',
    problems: [
      'models/invoice.ts:3 | The value "__a" of oneOf() starts with two underscores, which GraphQL keeps to itself. | Use letters, digits and underscores, starting with a letter.',
    ],
  },
  {
    what: "an enum value that is a number",
    files: "export const Invoice = model({\n  a: oneOf(1, 2),\n});",
    problems: [
      'models/invoice.ts:3 | The value 1 of oneOf() is no text. | Write it in quotes: oneOf("draft").',
      'models/invoice.ts:3 | The value 2 of oneOf() is no text. | Write it in quotes: oneOf("draft").',
    ],
  },
  {
    what: "an enum with 201 values",
    files:
      "export const Invoice = model({\n  a: oneOf(...Array.from({ length: 201 }, (_, i) => `v\u0024{i}`)),\n});",
    problems: [
      "models/invoice.ts:3 | oneOf() has 201 values; at most 200 are allowed. | Make a model of them.",
    ],
  },
  {
    what: "an object without fields",
    files: "export const Invoice = model({\n  a: object({}),\n});",
    problems: [
      "models/invoice.ts:3 | object() takes the fields of the nested object, not {}. | Write object({ street: text() }).",
    ],
  },
  {
    what: "an object of nothing",
    files: "export const Invoice = model({\n  a: object(),\n});",
    problems: [
      "models/invoice.ts:3 | object() takes the fields of the nested object, not undefined. | Write object({ street: text() }).",
    ],
  },
  {
    what: "objects six deep",
    files:
      "export const Invoice = model({\n  a: object({ b: object({ c: object({ d: object({ e: object({ f: object({ g: text() }) }) }) }) }) }),\n});",
    problems: [
      "models/invoice.ts:3 | Objects are nested more than 5 deep. | Make a model of the inner ones, or use json().",
    ],
  },
];

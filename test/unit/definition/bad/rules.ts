import type { Case } from "./case.ts";

/** Rules of fields, and defaults that do not fit them. */
export const rules: readonly Case[] = [
  {
    what: "a least length over the greatest",
    files: "export const Invoice = model({\n  a: text().min(5).max(3),\n});",
    problems: [
      "models/invoice.ts:3 | The least length, 5, is more than the greatest, 3: nothing could ever be stored. | Swap them, or remove one.",
    ],
  },
  {
    what: "a length of nothing",
    files: "export const Invoice = model({\n  a: text().max(0),\n});",
    problems: [
      "models/invoice.ts:3 | .max() takes a number of characters from 1 to 100000, not 0. | Write .max(80), for instance.",
    ],
  },
  {
    what: "a negative length",
    files: "export const Invoice = model({\n  a: text().min(-1),\n});",
    problems: [
      "models/invoice.ts:3 | .min() takes a number of characters from 0 to 100000, not -1. | Write .min(80), for instance.",
    ],
  },
  {
    what: "a length in quotes",
    files: 'export const Invoice = model({\n  a: text().max("20"),\n});',
    problems: [
      'models/invoice.ts:3 | .max() takes a number of characters from 1 to 100000, not "20". | Write .max(80), for instance.',
    ],
  },
  {
    what: "a length that is a fraction",
    files: "export const Invoice = model({\n  a: text().length(1.5),\n});",
    problems: [
      "models/invoice.ts:3 | .length() takes a number of characters from 1 to 100000, not 1.5. | Write .length(80), for instance.",
    ],
  },
  {
    what: "a text too long for a record",
    files: "export const Invoice = model({\n  a: text().max(1_000_000),\n});",
    problems: [
      "models/invoice.ts:3 | .max() takes a number of characters from 1 to 100000, not 1000000. | Store longer texts as a file().",
    ],
  },
  {
    what: "a least number over the greatest",
    files: "export const Invoice = model({\n  a: integer().min(10).max(1),\n});",
    problems: [
      "models/invoice.ts:3 | The least value, 10, is more than the greatest, 1: nothing could ever be stored. | Swap them, or remove one.",
    ],
  },
  {
    what: "an integer bound beyond 32 bits",
    files: "export const Invoice = model({\n  a: integer().max(3_000_000_000),\n});",
    problems: [
      "models/invoice.ts:3 | .max() of integer() takes a whole number from -2147483648 to 2147483647, not 3000000000. | Write .max(1), for instance.",
    ],
  },
  {
    what: "a fraction of a cent",
    files: "export const Invoice = model({\n  a: money().min(0.5),\n});",
    problems: [
      "models/invoice.ts:3 | .min() of money() takes a whole number from -9007199254740991 to 9007199254740991, not 0.5. | Write .min(1), for instance.",
    ],
  },
  {
    what: "a bound that is not a number",
    files: "export const Invoice = model({\n  a: decimal().min(NaN),\n});",
    problems: [
      "models/invoice.ts:3 | .min() of decimal() takes a number, not NaN. | Write .min(1), for instance.",
    ],
  },
  {
    what: "an infinite bound",
    files: "export const Invoice = model({\n  a: decimal().max(Infinity),\n});",
    problems: [
      "models/invoice.ts:3 | .max() of decimal() takes a number, not Infinity. | Write .max(1), for instance.",
    ],
  },
  {
    what: "list bounds that contradict",
    files: "export const Invoice = model({\n  a: text().list({ min: 3, max: 2 }),\n});",
    problems: [
      "models/invoice.ts:3 | The least number of elements, 3, is more than the greatest, 2: nothing could ever be stored. | Swap them, or remove one.",
    ],
  },
  {
    what: "an unknown list setting",
    files: "export const Invoice = model({\n  a: text().list({ maximum: 2 }),\n});",
    problems: ['models/invoice.ts:3 | .list() has no setting "maximum". | There is: min, max.'],
  },
  {
    what: "a list bound in quotes",
    files: 'export const Invoice = model({\n  a: text().list({ max: "2" }),\n});',
    problems: [
      'models/invoice.ts:3 | max of .list() is a number of elements up to 1000, not "2". | Write .list({ max: 10 }), for instance.',
    ],
  },
  {
    what: "an empty pattern",
    files: 'export const Invoice = model({\n  a: text().pattern(""),\n});',
    problems: [
      'models/invoice.ts:3 | The pattern "" is empty. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern that is no pattern",
    files: 'export const Invoice = model({\n  a: text().pattern("[a-z"),\n});',
    problems: [
      'models/invoice.ts:3 | The pattern "[a-z" is not a regular expression (unterminated character class). | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with look-behind",
    files: "export const Invoice = model({\n  a: text().pattern(/(?<=a)b/),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "/(?<=a)b/" has the group "(?<", which is not in both languages; only ( ) and (?: ) are allowed. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with look-ahead",
    files: "export const Invoice = model({\n  a: text().pattern(/^(?!x)/),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "/^(?!x)/" has the group "(?!", which is not in both languages; only ( ) and (?: ) are allowed. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with a named group",
    files: "export const Invoice = model({\n  a: text().pattern(/(?<year>[0-9]+)/),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "/(?<year>[0-9]+)/" has the group "(?<", which is not in both languages; only ( ) and (?: ) are allowed. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with a back-reference",
    files: "export const Invoice = model({\n  a: text().pattern(/(a)\\1/),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "/(a)\\\\1/" has the back-reference "\\1", which is not allowed. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with a flag",
    files: "export const Invoice = model({\n  a: text().pattern(/abc/i),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "/abc/i" has the flags "i", which are not carried over. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a possessive pattern",
    files: 'export const Invoice = model({\n  a: text().pattern("a*+"),\n});',
    problems: [
      'models/invoice.ts:3 | The pattern "a*+" has "*+", which only Java knows. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with a property class",
    files: "export const Invoice = model({\n  a: text().pattern(/\\p{L}+/u),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "/\\\\p{L}+/u" has "\\p", which is not the same in JavaScript and Java. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with a class in a class",
    files: 'export const Invoice = model({\n  a: text().pattern("[a-z&&[^b]]"),\n});',
    problems: [
      'models/invoice.ts:3 | The pattern "[a-z&&[^b]]" has "&&" inside a class, which Java reads as an intersection. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern with letters outside ASCII",
    files: 'export const Invoice = model({\n  a: text().pattern("[à-ü]+"),\n});',
    problems: [
      'models/invoice.ts:3 | The pattern "[à-ü]+" has characters outside printable ASCII; write them as \\uXXXX. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern of 501 characters",
    files: 'export const Invoice = model({\n  a: text().pattern("a".repeat(501)),\n});',
    problems: [
      'models/invoice.ts:3 | The pattern "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..." is 501 characters long; at most 500 are allowed. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a pattern that is a number",
    files: "export const Invoice = model({\n  a: text().pattern(5),\n});",
    problems: [
      'models/invoice.ts:3 | The pattern "5" is neither a text nor a regular expression. | Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.',
    ],
  },
  {
    what: "a default of another type",
    files: 'export const Invoice = model({\n  a: integer().default("1"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "1" is no number. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default beyond 32 bits",
    files: "export const Invoice = model({\n  a: integer().default(3_000_000_000),\n});",
    problems: [
      "models/invoice.ts:3 | The default 3000000000 is no whole number of 32 bits. | Write a default that the field itself would accept.",
    ],
  },
  {
    what: "a default with a fraction of a cent",
    files: "export const Invoice = model({\n  a: money().default(9.99),\n});",
    problems: [
      "models/invoice.ts:3 | The default 9.99 is no whole number of minor units (cents). | Write a default that the field itself would accept.",
    ],
  },
  {
    what: "a default outside the bounds",
    files: "export const Invoice = model({\n  a: integer().min(1).default(0),\n});",
    problems: [
      "models/invoice.ts:3 | The default 0 is less than the least, 1. | Write a default that the field itself would accept.",
    ],
  },
  {
    what: "a default that is too long",
    files: 'export const Invoice = model({\n  a: text().max(3).default("long"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "long" is longer than 3 characters. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default that does not match",
    files: 'export const Invoice = model({\n  a: text().pattern("[0-9]+").default("x"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "x" does not match the field\'s pattern. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default that is none of the values",
    files: 'export const Invoice = model({\n  a: oneOf("draft", "sent").default("drafft"),\n});',
    problems: ['models/invoice.ts:3 | The default "drafft" is none of draft, sent. | Did you mean "draft"?'],
  },
  {
    what: "a default of a shared enum that is none of the values",
    files:
      'export const Priority = oneOf("low", "high");\nexport const Invoice = model({\n  a: Priority.default("urgent"),\n});',
    problems: [
      'models/invoice.ts:4 | The default "urgent" is none of low, high. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default day that does not exist",
    files: 'export const Invoice = model({\n  a: date().default("2027-02-30"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "2027-02-30" is not a day of the calendar. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default date in another format",
    files: 'export const Invoice = model({\n  a: date().default("31.12.2027"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "31.12.2027" is not written like 2027-03-31. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default time in another format",
    files: 'export const Invoice = model({\n  a: time().default("9:30"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "9:30" is not written like 09:30:00. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default moment without a zone",
    files: 'export const Invoice = model({\n  a: dateTime().default("2027-01-01T00:00:00"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "2027-01-01T00:00:00" is not written like 2027-03-31T09:30:00.000Z. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default e-mail address that is none",
    files: 'export const Invoice = model({\n  a: email().default("jane"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "jane" is not written like jane@acme.example. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default address that is none",
    files: 'export const Invoice = model({\n  a: url().default("acme"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "acme" is no absolute address, like https://acme.example/. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default phone number without its country",
    files: 'export const Invoice = model({\n  a: phone().default("044 668 18 00"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "044 668 18 00" is not written like +41446681800. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default that is not JSON",
    files: "export const Invoice = model({\n  a: json().default({ when: new Date(0) }),\n});",
    problems: [
      'models/invoice.ts:3 | The default {"when":"1970-01-01T00:00:00.000Z"} cannot be carried as JSON. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default that is null",
    files: "export const Invoice = model({\n  a: text().default(null),\n});",
    problems: [
      "models/invoice.ts:3 | The default null is no text. | Write a default that the field itself would accept.",
    ],
  },
  {
    what: "a default list that is no list",
    files: 'export const Invoice = model({\n  a: text().list().default("a"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "a" is no list. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default list with a wrong element",
    files: 'export const Invoice = model({\n  a: integer().list().default([1, "2"]),\n});',
    problems: [
      'models/invoice.ts:3 | The default [1,"2"] has "2", which is no number. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default list that is too long",
    files: "export const Invoice = model({\n  a: integer().list({ max: 1 }).default([1, 2]),\n});",
    problems: [
      "models/invoice.ts:3 | The default [1,2] has more than 1 elements. | Write a default that the field itself would accept.",
    ],
  },
  {
    what: "a default of 10,000 characters",
    files: 'export const Invoice = model({\n  a: text().default("a".repeat(10_000)),\n});',
    problems: [
      'models/invoice.ts:3 | The default "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..." is 10000 characters long; at most 1000 are allowed. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default with a control character",
    files: 'export const Invoice = model({\n  a: text().default("a\\u0000b"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "a\\u0000b" has the invisible character U+0000. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default with half a character",
    files: 'export const Invoice = model({\n  a: text().default("\\ud800"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "\\ud800" has half of a character (a lone surrogate). | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a default that turns the reading direction",
    files: 'export const Invoice = model({\n  a: text().default("a\\u202eb"),\n});',
    problems: [
      'models/invoice.ts:3 | The default "a\\u202eb" has the invisible character U+202E. | Write a default that the field itself would accept.',
    ],
  },
  {
    what: "a unique field with a fixed default",
    files: 'export const Invoice = model({\n  a: text().unique().default("x"),\n});',
    problems: [
      'models/invoice.ts:3 | "a" is unique and has the default "x": only one record could ever have it. | Remove .default() or .unique().',
    ],
  },
  {
    what: "a unique list",
    files: "export const Invoice = model({\n  a: text().list().unique(),\n});",
    problems: [
      'models/invoice.ts:3 | "a" is a list and cannot be unique. | Remove .unique(), or make a model of the elements.',
    ],
  },
  {
    what: "unique in a nested object",
    files: "export const Invoice = model({\n  a: object({ b: text().unique() }),\n});",
    problems: [
      "models/invoice.ts:3 | .unique() cannot stand in a nested object or in arguments. | Only fields directly in a model can be unique.",
    ],
  },
  {
    what: "now in a nested object",
    files: 'export const Invoice = model({\n  a: object({ b: date().default("now") }),\n});',
    problems: [
      'models/invoice.ts:3 | The default "now" is made when a record is written, and this is no record. | Write a default that the field itself would accept.',
    ],
  },
];

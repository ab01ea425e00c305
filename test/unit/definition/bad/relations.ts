import type { Case } from "./case.ts";

/** Relations between models. */
export const relations: readonly Case[] = [
  {
    what: "a target that does not exist",
    files:
      'export const Invoice = model({\n  customer: belongsTo("Custmer"),\n});\nexport const Customer = model({ name: text() });',
    problems: [
      'models/invoice.ts:3 | "customer" of "Invoice" points to the model "Custmer", which does not exist. | Did you mean "Customer"? A new model goes into models/.',
    ],
  },
  {
    what: "a target that is the model itself",
    files:
      "export const Customer = model({ name: text() });\nexport const Invoice = model({\n  customer: belongsTo(Customer),\n});",
    problems: [
      'models/invoice.ts:4 | belongsTo() takes the name of a model, not the model itself. | Write belongsTo("Customer").',
    ],
  },
  {
    what: "a target that is nothing",
    files: "export const Invoice = model({\n  customer: belongsTo(),\n});",
    problems: [
      'models/invoice.ts:3 | belongsTo() takes the name of a model, not undefined. | Write belongsTo("Customer").',
    ],
  },
  {
    what: "a hasMany without its other side",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | "items" of "A" has no other side: "B" does not belong to "A". | Add a: belongsTo("A") to "B" in models/invoice.ts.',
    ],
  },
  {
    what: "a hasMany whose other side is something else",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B"),\n});\nexport const B = model({\n  name: text(),\n  a: text(),\n});',
    problems: [
      'models/invoice.ts:4 | "items" of "A" has no other side: "a" of "B" does not belong to "A". | Write a: belongsTo("A") in models/invoice.ts.',
    ],
  },
  {
    what: "a hasMany with two possible other sides",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B"),\n});\nexport const B = model({\n  name: text(),\n  first: belongsTo("A"), second: belongsTo("A"),\n});',
    problems: [
      'models/invoice.ts:4 | "B" belongs to "A" in more than one way: first, second. | Say which one "items" mirrors: .via("first").',
    ],
  },
  {
    what: "a via that does not exist",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B").via("frist"),\n});\nexport const B = model({\n  name: text(),\n  first: belongsTo("A"), second: belongsTo("A"),\n});',
    problems: ['models/invoice.ts:4 | "B" has no belongsTo named "frist". | Did you mean "first"?'],
  },
  {
    what: "a via that is a hasMany",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B").via("others"),\n  b: belongsTo("B").optional(),\n});\nexport const B = model({\n  name: text(),\n  others: hasMany("A"),\n});',
    problems: [
      'models/invoice.ts:4 | "others" of "B" is hasMany("A"), not belongsTo("A"). | Add others: belongsTo("A") to "B" in models/invoice.ts.',
    ],
  },
  {
    what: "a via that is no name",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B").via(1),\n});\nexport const B = model({\n  name: text(),\n  a: belongsTo("A"),\n});',
    problems: [
      'models/invoice.ts:4 | .via() takes the name of a belongsTo of the other model, not 1. | Write .via("...").',
    ],
  },
  {
    what: "two relations that mirror the same one",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B"),\n  item: hasOne("B"),\n});\nexport const B = model({\n  name: text(),\n  a: belongsTo("A"),\n});',
    problems: [
      'models/invoice.ts:5 | "item" and "items" of "A" both mirror "a" of "B". | Remove one of them.',
    ],
  },
  {
    what: "an unknown delete action",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B").onDelete("casacde"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: ['models/invoice.ts:4 | .onDelete() does not know "casacde". | Did you mean "cascade"?'],
  },
  {
    what: "setNull on a required relation",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B").onDelete("setNull"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | "b" is required and cannot be set to null. | Add .optional(), or write restrict, cascade or keep.',
    ],
  },
  {
    what: "an unindexed relation with a cascade",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B").unindexed().onDelete("cascade"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | "b" is unindexed: nothing finds the records to cascade. | Write .onDelete("keep"), or remove .unindexed().',
    ],
  },
  {
    what: "an unindexed relation that the other side lists by",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B").unindexed(),\n});\nexport const B = model({\n  name: text(),\n  items: hasMany("A"),\n});',
    problems: [
      'models/invoice.ts:4 | "b" is unindexed, but "B" lists by it as "items". | Remove .unindexed(), or "items".',
    ],
  },
  {
    what: "a required relation to itself",
    files: 'export const Category = model({\n  parent: belongsTo("Category"),\n});',
    problems: [
      'models/invoice.ts:3 | "parent" of "Category" is required and points to "Category" itself: the first record could never be created. | Add .optional() to it.',
    ],
  },
  {
    what: "two models that require each other",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B"),\n});\nexport const B = model({\n  name: text(),\n  a: belongsTo("A"),\n});',
    problems: [
      "models/invoice.ts:4 | A.b -> B.a -> A each require the next: none could ever be created. | Add .optional() to one of these relations.",
    ],
  },
  {
    what: "three models that require each other",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B"),\n});\nexport const B = model({\n  name: text(),\n  c: belongsTo("C"),\n});\nexport const C = model({ a: belongsTo("A") });',
    problems: [
      "models/invoice.ts:4 | A.b -> B.c -> C.a -> A each require the next: none could ever be created. | Add .optional() to one of these relations.",
    ],
  },
  {
    what: "cascades in a circle",
    files:
      'export const A = model({\n  name: text(),\n  b: belongsTo("B").optional().onDelete("cascade"),\n});\nexport const B = model({\n  name: text(),\n  a: belongsTo("A").optional().onDelete("cascade"),\n});',
    problems: [
      'models/invoice.ts:4 | A.b -> B.a -> A each delete the one before by cascade, in a circle. | Write .onDelete("restrict") or another action for one of these relations.',
    ],
  },
  {
    what: "more relations that restrict a deletion than it can look at",
    files: `export const A = model({ name: text() });
export const B = model({
  name: text(),
  one: belongsTo("A"),
  two: belongsTo("A"),
}).shards(5);`,
    problems: [
      'models/invoice.ts:6 | Deleting a "A" would take a look at 10 places that may forbid it: B.one, B.two; at most 8 are possible (a model with shards counts once for each). | Write .onDelete("cascade") or .onDelete("keep") for some of these relations.',
    ],
  },
  {
    what: "a tenant's model that belongs to a user's",
    files:
      'export const Invoice = model({\n  draft: belongsTo("Draft"),\n});\nexport const Draft = model({ a: text() }).scope("user");',
    problems: [
      'models/invoice.ts:3 | "Invoice" has the scope tenant and cannot belong to "Draft", which has the scope user. | It may belong to: tenant, global. Change one of the scopes, or store the id in an id() field.',
    ],
  },
  {
    what: "a global model that belongs to a tenant's",
    files:
      'export const Country = model({\n  owner: belongsTo("Customer"),\n}).scope("global");\nexport const Customer = model({ a: text() });',
    problems: [
      'models/invoice.ts:3 | "Country" has the scope global and cannot belong to "Customer", which has the scope tenant. | It may belong to: global. Change one of the scopes, or store the id in an id() field.',
    ],
  },
  {
    what: "a cascade from a global model",
    files:
      'export const Invoice = model({\n  country: belongsTo("Country").onDelete("cascade"),\n});\nexport const Country = model({ a: text() }).scope("global");',
    problems: [
      'models/invoice.ts:3 | "Country" is global: deleting it cannot reach every tenant\'s records. | Write .onDelete("keep"), or leave it out.',
    ],
  },
  {
    what: "a link between scopes",
    files:
      'export const Invoice = model({\n  tags: manyToMany("Tag"),\n});\nexport const Tag = model({ a: text() }).scope("global");',
    problems: [
      'models/invoice.ts:3 | "tags" links "Invoice" (scope tenant) with "Tag" (scope global). | Give both the same scope, or make a model of the link with two belongsTo.',
    ],
  },
  {
    what: "a link with itself without a name",
    files: 'export const Person = model({\n  friends: manyToMany("Person"),\n});',
    problems: [
      'models/invoice.ts:3 | "friends" links "Person" with itself, and the link has no name. | Name it: .through("PersonLinks").',
    ],
  },
  {
    what: "a link from the second side only",
    files:
      'export const A = model({\n  name: text(),\n  \n});\nexport const B = model({\n  name: text(),\n  as: manyToMany("A"),\n});',
    problems: [
      'models/invoice.ts:8 | "as" of "B" has no other side: links are made from "A", which comes first in the alphabet. | Add bs: manyToMany("B") to "A" in models/invoice.ts.',
    ],
  },
  {
    what: "two links between two models",
    files:
      'export const A = model({\n  name: text(),\n  items: manyToMany("B"), others: manyToMany("B"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | The link "ABs" joins two models in more than one way: "items" of "A", "others" of "A". | Give each pair a name of its own: .through("InvoiceReviewers").',
    ],
  },
  {
    what: "a link that three models use",
    files:
      'export const A = model({\n  name: text(),\n  bs: manyToMany("B").through("Links"),\n});\nexport const B = model({\n  name: text(),\n  cs: manyToMany("C").through("Links"),\n});\nexport const C = model({ a: text() });',
    problems: [
      'models/invoice.ts:8 | The link "Links" joins different models: "bs" of "A", "cs" of "B". | Give each pair a name of its own: .through("InvoiceReviewers").',
    ],
  },
  {
    what: "a link called like a model",
    files:
      'export const A = model({\n  name: text(),\n  bs: manyToMany("B").through("B"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | The link "B" and the model "B" would both be the type "B". | Give the link another name: .through("...").',
    ],
  },
  {
    what: "a link with a wrong name",
    files:
      'export const A = model({\n  name: text(),\n  bs: manyToMany("B").through("a-b"),\n});\nexport const B = model({\n  name: text(),\n  \n});',
    problems: [
      'models/invoice.ts:4 | The link name "a-b" is not PascalCase made of A-Z, a-z and 0-9. | Write "AB".',
    ],
  },
];

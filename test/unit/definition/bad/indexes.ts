import type { Case } from "./case.ts";

/** Indexes, unique constraints, access rules and the other options of models. */
export const indexes: readonly Case[] = [
  {
    what: "an index on a field that does not exist",
    files: 'export const Invoice = model({\n  status: text(),\n})\n  .index("byState", ["staus"]);',
    problems: [
      'models/invoice.ts:5 | The index "byState" names "staus", which "Invoice" does not have. | Did you mean "status"?',
    ],
  },
  {
    what: "an index on a list",
    files: 'export const Invoice = model({\n  tags: text().list(),\n})\n  .index("byTags", ["tags"]);',
    problems: [
      'models/invoice.ts:5 | The index "byTags" names "tags", which is a list. | Make a model of the elements, with a belongsTo here, and index that.',
    ],
  },
  {
    what: "an index on an object",
    files: 'export const Invoice = model({\n  a: object({ b: text() }),\n})\n  .index("byA", ["a"]);',
    problems: [
      'models/invoice.ts:5 | The index "byA" names "a", which is a nested object. | Move the field in question directly into the model.',
    ],
  },
  {
    what: "an index on JSON",
    files: 'export const Invoice = model({\n  a: json(),\n})\n  .index("byA", ["a"]);',
    problems: [
      'models/invoice.ts:5 | The index "byA" names "a", which is JSON. | Move what you look up by into a field of its own.',
    ],
  },
  {
    what: "an index on a file",
    files: 'export const Invoice = model({\n  a: file(),\n})\n  .index("byA", ["a"]);',
    problems: ['models/invoice.ts:5 | The index "byA" names "a", which is a file. | Name another field.'],
  },
  {
    what: "an index on a hasMany",
    files:
      'export const A = model({\n  name: text(),\n  items: hasMany("B"),\n}).index("byItems", ["items"]);\nexport const B = model({\n  name: text(),\n  a: belongsTo("A"),\n});',
    problems: [
      'models/invoice.ts:5 | The index "byItems" names "items", a hasMany, which stores nothing here. | Put the index on "B".',
    ],
  },
  {
    what: "an index on a foreign key by its stored name",
    files:
      'export const Invoice = model({\n  customer: belongsTo("Customer"), on: date(),\n})\n  .index("byCustomerAndDate", ["customerId"], { sort: "on" });\nexport const Customer = model({ a: text() });',
    problems: [
      'models/invoice.ts:5 | The index "byCustomerAndDate" names "customerId". | Write the relation: "customer".',
    ],
  },
  {
    what: "an index on time of creation",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .index("byA", ["a"], { sort: "createdAt" });',
    problems: [
      'models/invoice.ts:5 | The index "byA" names "createdAt". | Leave it out: records come in the order they were created, unless sort says otherwise.',
    ],
  },
  {
    what: "an index sorted by a boolean",
    files:
      'export const Invoice = model({\n  a: text(), b: boolean(),\n})\n  .index("byA", ["a"], { sort: "b" });',
    problems: [
      'models/invoice.ts:5 | The index "byA" names "b", which has only two values. | Look up by it instead: put "b" into the list of fields.',
    ],
  },
  {
    what: "an index sorted by an enum",
    files:
      'export const Invoice = model({\n  a: text(), b: oneOf("x"),\n})\n  .index("byA", ["a"], { sort: "b" });',
    problems: [
      'models/invoice.ts:5 | The index "byA" names "b", which has no order. | Look up by it instead: put "b" into the list of fields.',
    ],
  },
  {
    what: "an index sorted by what it looks up by",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .index("byA", ["a"], { sort: "a" });',
    problems: [
      'models/invoice.ts:5 | The index "byA" looks up by "a" and sorts by it too. | Remove it from sort: it is the same in every record found.',
    ],
  },
  {
    what: "an index of nothing",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .index("byA", []);',
    problems: [
      'models/invoice.ts:5 | .index() names no field. | Name at least one: ["status"], or what all records are sorted by: { sort: "dueOn" }.',
    ],
  },
  {
    what: "an index without its fields",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .index("byA");',
    problems: [
      'models/invoice.ts:5 | .index() takes a list of field names, not undefined. | Write ["status"], for instance.',
    ],
  },
  {
    what: "an index without a name",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .index(["a"]);',
    problems: [
      'models/invoice.ts:5 | .index() takes a name first, not ["a"]. | Write .index("byStatus", ["status"]).',
    ],
  },
  {
    what: "an index with a field twice",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .index("byA", ["a", "a"]);',
    problems: ['models/invoice.ts:5 | .index() names "a" twice. | Remove one of them.'],
  },
  {
    what: "an index with five fields",
    files:
      'export const Invoice = model({\n  a: text(), b: text(), c: text(), d: text(), e: text(),\n})\n  .index("byAll", ["a", "b", "c", "d", "e"]);',
    problems: [
      "models/invoice.ts:5 | .index() names 5 fields; at most 4 are allowed. | Keep those that narrow most.",
    ],
  },
  {
    what: "an index with an unknown setting",
    files:
      'export const Invoice = model({\n  a: text(), b: date(),\n})\n  .index("byA", ["a"], { srot: "b" });',
    problems: ['models/invoice.ts:5 | .index() has no setting "srot". | Did you mean "sort"?'],
  },
  {
    what: "two indexes of one name",
    files:
      'export const Invoice = model({\n  a: text(), b: text(),\n})\n  .index("byA", ["a"])\n  .index("byA", ["b"]);',
    problems: ['models/invoice.ts:6 | There are two indexes named "byA". | Rename or remove one of them.'],
  },
  {
    what: "two indexes of the same fields",
    files:
      'export const Invoice = model({\n  a: text(),\n})\n  .index("byA", ["a"])\n  .index("byAlso", ["a"]);',
    problems: [
      'models/invoice.ts:6 | The index "byAlso" has the same fields as "byA". | Remove one of them.',
    ],
  },
  {
    what: "an index with the name of a relation's",
    files:
      'export const Invoice = model({\n  customer: belongsTo("Customer"), on: date(),\n})\n  .index("byCustomer", ["on"]);\nexport const Customer = model({ a: text() });',
    problems: [
      'models/invoice.ts:5 | The index name "byCustomer" belongs to the relation "customer", which lists by it. | Give it another name, or write .index("byCustomer", ["customer"], { sort: ... }).',
    ],
  },
  {
    what: "an index with the name of a unique field",
    files:
      'export const Invoice = model({\n  number: text().unique(),\n})\n  .index("byNumber", ["number"]);',
    problems: [
      'models/invoice.ts:3 | The unique constraint "byNumber" has the name of an index. | Rename the index; one that only finds the unique field again is not needed.',
    ],
  },
  {
    what: "thirteen indexes",
    files:
      'export const Customer = model({ a: text() });\nexport const Invoice = model({\n  c0: belongsTo("Customer").onDelete("cascade"), c1: belongsTo("Customer").onDelete("cascade"), c2: belongsTo("Customer").onDelete("cascade"), c3: belongsTo("Customer").onDelete("cascade"), c4: belongsTo("Customer").onDelete("cascade"), c5: belongsTo("Customer").onDelete("cascade"), c6: belongsTo("Customer").onDelete("cascade"), c7: belongsTo("Customer").onDelete("cascade"), c8: belongsTo("Customer").onDelete("cascade"), c9: belongsTo("Customer").onDelete("cascade"), c10: belongsTo("Customer").onDelete("cascade"), c11: belongsTo("Customer").onDelete("cascade"), c12: belongsTo("Customer").onDelete("cascade"),\n});',
    problems: [
      'models/invoice.ts:3 | "Invoice" has 13 indexes (13 of them for relations); at most 12 are allowed. | Remove some, or add .unindexed() to relations that nothing lists by.',
    ],
  },
  {
    what: "keys that could be too long",
    files: 'export const Invoice = model({\n  a: text().max(700),\n})\n  .index("byA", ["a"]);',
    problems: [
      'models/invoice.ts:5 | The index "byA" could need 2191 bytes in a key; DynamoDB takes 2048. | Give the texts in it a smaller .max(): a.',
    ],
  },
  {
    what: "sort keys that could be too long",
    files:
      'export const Invoice = model({\n  a: text(), b: text(), c: text(),\n})\n  .index("byA", ["a"], { sort: ["b", "c"] });',
    problems: [
      'models/invoice.ts:5 | The order of the index "byA" could need 1565 bytes in a key; DynamoDB takes 1024. | Give the texts in it a smaller .max(): b, c.',
    ],
  },
  {
    what: "a unique constraint that could be too long",
    files: "export const Invoice = model({\n  a: text().max(5000).unique(),\n});",
    problems: [
      'models/invoice.ts:3 | The unique constraint "byA" could need 15091 bytes in a key; DynamoDB takes 2048. | Give the texts in it a smaller .max(): a.',
    ],
  },
  {
    what: "a unique constraint on nothing",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .unique([]);",
    problems: ['models/invoice.ts:5 | .unique() names no field. | Name at least one: ["number"].'],
  },
  {
    what: "a unique constraint on a field that does not exist",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .unique(["a", "bb"]);',
    problems: ['models/invoice.ts:5 | .unique() names "bb", which "Invoice" does not have. | There is: a.'],
  },
  {
    what: "a unique constraint on a boolean alone",
    files: 'export const Invoice = model({\n  a: boolean(),\n})\n  .unique(["a"]);',
    problems: [
      'models/invoice.ts:5 | "a" alone can be unique for two records only. | Name another field as well: .unique(["customer", "a"]).',
    ],
  },
  {
    what: "a unique constraint twice",
    files:
      'export const Invoice = model({\n  a: text(), b: text(),\n})\n  .unique(["a", "b"])\n  .unique(["b", "a"]);',
    problems: ['models/invoice.ts:6 | "b", "a" are unique already. | Remove one of the two.'],
  },
  {
    what: "a unique constraint on a unique field",
    files: 'export const Invoice = model({\n  a: text().unique(),\n})\n  .unique(["a"]);',
    problems: ['models/invoice.ts:5 | "a" is unique already. | Remove one of the two.'],
  },
  {
    what: "a ttl that does not exist",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .ttl("expiresAt");',
    problems: [
      'models/invoice.ts:5 | .ttl() names "expiresAt", which "Invoice" does not have. | Add expiresAt: dateTime().optional() to the model.',
    ],
  },
  {
    what: "a ttl on a date",
    files: 'export const Invoice = model({\n  a: date(), b: dateTime(),\n})\n  .ttl("a");',
    problems: ['models/invoice.ts:5 | .ttl() names "a", which is not one moment. | Write .ttl("b").'],
  },
  {
    what: "a ttl that is no name",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .ttl(30);",
    problems: [
      'models/invoice.ts:5 | .ttl() takes the name of a dateTime field, not 30. | Write .ttl("expiresAt").',
    ],
  },
  {
    what: "a role that does not exist",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .access({ read: "admn" });',
    problems: [
      'models/invoice.ts:5 | The access rule names "admn", which is no role of plinth.config.ts. | Did you mean "admin"?',
    ],
  },
  {
    what: "a role in a nested rule",
    files:
      'export const Invoice = model({\n  a: text(),\n})\n  .access({\n    update: ["admin", all("member", any("creator", "bos"))],\n  });',
    problems: [
      'models/invoice.ts:6 | The access rule names "bos", which is no role of plinth.config.ts. | There is: admin, member, creator, signedIn.',
    ],
  },
  {
    what: "an operation that does not exist",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .access({ raed: "admin" });',
    problems: ['models/invoice.ts:5 | .access() has no setting "raed". | Did you mean "read"?'],
  },
  {
    what: "anyone",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .access({ read: "anyone" });',
    problems: [
      'models/invoice.ts:5 | "anyone" may call HTTP functions only: records always need a signed-in user. | Write "signedIn" or "member".',
    ],
  },
  {
    what: "an empty all()",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .access({ read: all() });",
    problems: [
      'models/invoice.ts:5 | all() is empty, and would let everybody in. | Name what must hold: all("admin", "creator").',
    ],
  },
  {
    what: "a rule that is no rule",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .access({ read: true });",
    problems: [
      'models/invoice.ts:5 | The access rule has true. | Write a role ("admin"), a list of them, or all("admin", "creator").',
    ],
  },
  {
    what: "access that is no object",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .access("admin");',
    problems: [
      'models/invoice.ts:5 | .access() takes an object, not "admin". | Write { ... } with any of: read, create, update, delete.',
    ],
  },
  {
    what: "a rule with too many alternatives",
    files:
      'export const Invoice = model({\n  a: text(),\n})\n  .access({ read: all(any("admin", "member"), any("creator", "signedIn"), ...Array(8).fill(any("admin", "member", "creator", "signedIn"))) });',
    problems: [
      "models/invoice.ts:5 | The access rule comes to 262144 alternatives. | Say it with fewer roles, or add a role for it.",
    ],
  },
  {
    what: "tenant roles that write global data",
    files:
      'export const Invoice = model({\n  a: text(),\n})\n  .scope("global")\n  .access({ update: "admin" });',
    problems: [
      'models/invoice.ts:6 | The model is global and "admin" of any tenant could update its records. | Write [] (only the system writes), or make the model .scope("tenant").',
    ],
  },
  {
    what: "an unknown scope",
    files: 'export const Invoice = model({\n  a: text(),\n})\n  .scope("tennant");',
    problems: ['models/invoice.ts:5 | .scope() does not know "tennant". | Did you mean "tenant"?'],
  },
  {
    what: "a soft delete without days",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .softDelete();",
    problems: [
      "models/invoice.ts:5 | .softDelete() takes an object, not undefined. | Write { ... } with any of: keepDays.",
    ],
  },
  {
    what: "a soft delete of no days",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .softDelete({ keepDays: 0 });",
    problems: [
      "models/invoice.ts:5 | keepDays is a number of days from 1 to 3650, not 0. | Write .softDelete({ keepDays: 30 }).",
    ],
  },
  {
    what: "nine shards",
    files: "export const Invoice = model({\n  a: text(),\n})\n  .shards(9);",
    problems: [
      "models/invoice.ts:5 | .shards() takes a whole number from 1 to 8, not 9. | Write .shards(4), or leave it out.",
    ],
  },
];

import { describe, expectTypeOf, test } from "vitest";
import {
  all,
  any,
  belongsTo,
  boolean,
  date,
  dateTime,
  file,
  hasMany,
  type Infer,
  type InferCreate,
  type InferUpdate,
  id,
  integer,
  json,
  manyToMany,
  model,
  money,
  object,
  oneOf,
  type StoredFile,
  text,
} from "../../../../src/index.ts";

const Priority = oneOf("low", "high");
const Address = object({ street: text(), zip: text().max(12).optional() });

const Invoice = model({
  number: text().max(20).unique(),
  status: oneOf("draft", "sent").default("draft"),
  priority: Priority.optional(),
  address: Address.optional(),
  tags: text().list({ max: 10 }),
  total: money(),
  dueOn: date().optional(),
  scan: file().optional(),
  openedAt: dateTime().default("now"),
  token: id().default("generated"),
  paid: boolean().default(false),
  raw: json().optional(),
  customer: belongsTo("Customer").onDelete("cascade"),
  project: belongsTo("Project").optional(),
  lines: hasMany("InvoiceLine"),
  labels: manyToMany("Label"),
})
  .index("byStatus", ["status", "customer"], { sort: ["dueOn", "total"] })
  .unique(["customer", "number"])
  .ttl("openedAt")
  .access({ read: "member", update: ["admin", all("member", any("creator", "admin"))] })
  .softDelete({ keepDays: 30 });

describe("what the compiler infers without any generated code", () => {
  test("a record", () => {
    expectTypeOf<Infer<typeof Invoice>>().toEqualTypeOf<{
      readonly id: string;
      readonly tenantId: string;
      readonly createdAt: string;
      readonly updatedAt: string;
      readonly createdBy: string | null;
      readonly version: number;
      readonly deletedAt: string | null;
      readonly number: string;
      readonly status: "draft" | "sent";
      readonly priority: "low" | "high" | null;
      readonly address: { readonly street: string; readonly zip: string | null } | null;
      readonly tags: readonly string[];
      readonly total: number;
      readonly dueOn: string | null;
      readonly scan: StoredFile | null;
      readonly openedAt: string;
      readonly token: string;
      readonly paid: boolean;
      readonly raw: Infer<ReturnType<typeof json>> | null;
      readonly customerId: string;
      readonly projectId: string | null;
    }>();
  });

  test("what creating takes", () => {
    type Create = InferCreate<typeof Invoice>;
    expectTypeOf<Create>().toExtend<{ readonly number: string; readonly customerId: string }>();
    const least: Create = { number: "1", tags: [], total: 1, customerId: "c" };
    expectTypeOf(least.status).toEqualTypeOf<"draft" | "sent" | undefined>();
    expectTypeOf<Create["projectId"]>().toEqualTypeOf<string | null | undefined>();
  });

  test("what updating takes", () => {
    expectTypeOf<{ id: string; dueOn: null }>().toExtend<InferUpdate<typeof Invoice>>();
    expectTypeOf<{ dueOn: null }>().not.toExtend<InferUpdate<typeof Invoice>>();
  });

  test("scopes without a tenant have no tenantId", () => {
    const Preference = model({ theme: text() }).scope("user");
    expectTypeOf<Infer<typeof Preference>>().not.toHaveProperty("tenantId");
    expectTypeOf<Infer<typeof Preference>>().not.toHaveProperty("deletedAt");
  });

  test("a shared type by itself", () => {
    expectTypeOf<Infer<typeof Priority>>().toEqualTypeOf<"low" | "high">();
  });
});

describe("what the compiler refuses", () => {
  const fields = model({
    name: text(),
    tags: text().list(),
    on: boolean(),
    kind: oneOf("a", "b"),
    at: dateTime().optional(),
    data: json(),
    owner: belongsTo("Person"),
    parts: hasMany("Part"),
  });

  test("indexes and constraints on names that cannot carry one", () => {
    const refused = () => {
      fields.index("byOwner", ["owner"], { sort: "at" });
      // @ts-expect-error no such field
      fields.index("byNmae", ["nmae"]);
      // @ts-expect-error a list cannot be looked up
      fields.index("byTags", ["tags"]);
      // @ts-expect-error json cannot be looked up
      fields.unique(["data"]);
      // @ts-expect-error a hasMany stores nothing here
      fields.index("byParts", ["parts"]);
      // @ts-expect-error neither a field nor an order
      fields.index("byNothing", []);
      // @ts-expect-error nothing to sort by in a boolean
      fields.index("byOwner", ["owner"], { sort: "on" });
      // @ts-expect-error an enum has no order
      fields.index("byOwner", ["owner"], { sort: "kind" });
      // @ts-expect-error index names say what they look up by
      fields.index("owner", ["owner"]);
      // @ts-expect-error not a moment
      fields.ttl("name");
      // @ts-expect-error not a moment
      fields.ttl("owner");
    };
    expectTypeOf(refused).toBeFunction();
  });

  test("defaults that do not fit", () => {
    const refused = () => {
      text().list().default(["a"]);
      // @ts-expect-error a text
      text().default(1);
      // @ts-expect-error not one of the values
      oneOf("a", "b").default("c");
      // @ts-expect-error a list is wanted
      text().list().default("a");
      // @ts-expect-error objects have no default
      object({ a: text() }).default({ a: "" });
    };
    expectTypeOf(refused).toBeFunction();
  });

  test("rules that a kind of field does not have", () => {
    const refused = () => {
      // @ts-expect-error numbers have no pattern
      integer().pattern("a");
      // @ts-expect-error only two values
      boolean().unique();
      // @ts-expect-error a list cannot be unique
      text().list().unique();
      // @ts-expect-error at least one value
      oneOf();
      // @ts-expect-error not an action
      belongsTo("A").onDelete("explode");
      // @ts-expect-error not a scope
      model({}).scope("world");
    };
    expectTypeOf(refused).toBeFunction();
  });
});

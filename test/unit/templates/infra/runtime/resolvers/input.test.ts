import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Field, FieldType, ObjectType } from "../../../../../../src/definition/ir.ts";
import { everything } from "../../../../../support/backends/everything.ts";
import { lockFor } from "../../../../../support/backends/lock-for.ts";
import { field, file, model, objectOf } from "../../../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { type ResolverApi, startApi } from "./resolver-api.ts";

const source = { file: "models/all.ts" };
/** Level1 holds Level2, and so on to Level5, the deepest that the model language allows. */
const levels: ObjectType[] = [1, 2, 3, 4, 5].map((level) => ({
  name: `Level${level}`,
  description: null,
  source,
  fields: [
    field("size", "integer", { default: { kind: "value", value: level }, rules: { max: 10 } }),
    ...(level < 5
      ? [field("next", objectOf(`Level${level + 1}`), { required: false, list: level === 2 })]
      : []),
  ],
}));
const optional = (
  name: string,
  type: FieldType | Parameters<typeof field>[1],
  rules: Partial<Field["rules"]> = {},
): Field => field(name, type, { required: false, rules });

const fields: Field[] = [
  optional("small", "integer", { min: -5, max: 5 }),
  optional("cents", "money"),
  optional("ratio", "decimal"),
  optional("on", "date"),
  optional("at", "time"),
  optional("moment", "dateTime"),
  optional("code", "text", { pattern: "[a-z]+\\d|x$", minLength: 2, maxLength: 4 }),
  optional("data", "json"),
  optional("deep", objectOf("Level1")),
  optional("attachment", file),
  field("flags", "boolean", { list: true, required: false, rules: { minItems: 1, maxItems: 3 } }),
  field("many", "integer", { list: true, required: false, rules: {} }),
  field("today", "date", { default: { kind: "now" } }),
  field("clock", "time", { default: { kind: "now" } }),
  field("nothing", "json", { default: { kind: "value", value: { a: [1, null] } } }),
];
const all = model("All", { plural: "AllOfThem", fields });
const backend = { ...everything, objects: levels, enums: [], models: [all], functions: [] };

let engine: LocalDynamoDB;
let api: ResolverApi;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, backend, lockFor(backend));
});
afterAll(() => engine.stop());

const selection = `small cents ratio on at moment code data flags many today clock nothing attachment { key }
  deep { size next { size next { size next { size next { size } } } } }`;
const make = async (input: Record<string, unknown>) => {
  const session = api.as({ sub: "jane", tenantId: "acme" });
  const { data, errors } = await session.query(
    `mutation ($input: AllCreate!) { createAll(input: $input) { ${selection} } }`,
    { input },
  );
  return errors[0] === undefined ? (data?.["createAll"] as Record<string, unknown>) : errors[0];
};
const message = async (input: Record<string, unknown>) =>
  ((await make(input)) as { message: string }).message;

describe("values", () => {
  it.each([
    [{ small: 6 }, "small: must be at most 5"],
    [{ small: -6 }, "small: must be at least -5"],
    [{ cents: 0.5 }, "cents: must be a whole number"],
    [{ cents: 9007199254740992 }, "cents: is too large to be exact"],
    [{ cents: -9007199254740992 }, "cents: is too large to be exact"],
    [{ ratio: 1e126 }, "ratio: is out of range"],
    [{ ratio: -1e-131 }, "ratio: is out of range"],
    [{ on: "2026-01-01Z" }, "on: must have no offset"],
    [{ at: "10:00:00.000+02:00" }, "at: must have no offset"],
    [{ code: "a" }, "code: must have at least 2 characters"],
    [{ code: "abcd1" }, "code: must have at most 4 characters"],
    [{ code: "1a2" }, "code: must match [a-z]+\\d|x$"],
    [{ code: "ab1\n" }, "code: must match [a-z]+\\d|x$"],
    [{ flags: [] }, "flags: must have at least 1 element"],
    [{ flags: [true, true, true, true] }, "flags: must have at most 3 elements"],
    [{ many: Array(1001).fill(1) }, "input: may have at most 1000 values"],
    [
      { deep: { next: { next: [{ next: { next: { size: 11 } } }] } } },
      "deep.next.next[0].next.next.size: must be at most 10",
    ],
    [
      { attachment: { key: "tenants/acme/x", name: "", size: 1, contentType: "a" } },
      "attachment: must have a name of 1 to 255 characters",
    ],
    [
      { attachment: { key: "tenants/acme/x", name: "x", size: 1.5, contentType: "a" } },
      "attachment: has an impossible size",
    ],
  ])("%j is refused: %s", async (input, expected) => {
    expect(await message(input)).toBe(expected);
  });

  it.each([
    [{ cents: 9007199254740991 }, {}],
    [{ cents: -5 }, {}],
    [{ ratio: 9.9e125 }, {}],
    [{ ratio: 0 }, {}],
    [{ at: "10:15:00.000" }, {}],
    [{ at: "10:15" }, { at: "10:15:00.000" }],
    [{ at: "10:15:30.5" }, { at: "10:15:30.500" }],
    [{ moment: "2026-11-22T10:00:00.123456Z" }, { moment: "2026-11-22T10:00:00.123Z" }],
    [{ moment: "2026-01-01T00:30:00+01:00" }, { moment: "2025-12-31T23:30:00.000Z" }],
    [{ code: "ab1" }, {}],
    [{ many: Array(900).fill(1) }, {}],
    [
      { deep: { next: { next: [{ next: { next: {} } }, {}] } } },
      {
        deep: {
          size: 1,
          next: {
            size: 2,
            next: [
              { size: 3, next: { size: 4, next: { size: 5 } } },
              { size: 3, next: null },
            ],
          },
        },
      },
    ],
    [
      { attachment: { key: "tenants/acme/x", name: "x", size: 0, contentType: "a" } },
      { attachment: { key: "tenants/acme/x" } },
    ],
  ])("%j is stored", async (input, stored) => {
    expect(await make(input)).toMatchObject({ ...input, ...stored });
  });

  it("default to the moment, and to what the model says", async () => {
    expect(await make({})).toMatchObject({
      today: new Date().toISOString().slice(0, 10),
      clock: expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3}$/),
      small: null,
      deep: null,
    });
  });
});

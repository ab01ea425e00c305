import { describe, expect, test } from "vitest";
import { noRules } from "../../../../src/authoring/arguments/field-spec.ts";
import { parseFieldArgument } from "../../../../src/authoring/arguments/parse-field-argument.ts";

const plain = {
  kind: "value",
  optional: false,
  list: false,
  unique: false,
  rules: noRules,
  default: null,
  description: null,
};
const text = { kind: "scalar", scalar: "text" };

const rows: readonly (readonly [string, object])[] = [
  ["number:text", { ...plain, name: "number", type: text }],
  [
    "number:text:max=20:unique",
    { ...plain, name: "number", type: text, unique: true, rules: { ...noRules, maxLength: 20 } },
  ],
  [
    "code:text:length=8",
    { ...plain, name: "code", type: text, rules: { ...noRules, minLength: 8, maxLength: 8 } },
  ],
  [
    "code:text:pattern=%5BA-Z%5D+",
    { ...plain, name: "code", type: text, rules: { ...noRules, pattern: "[A-Z]+" } },
  ],
  ["note:text:default=", { ...plain, name: "note", type: text, default: "" }],
  ["note:text:default=a%3Ab%2Cc%25", { ...plain, name: "note", type: text, default: "a:b,c%" }],
  ["note:text:default=a=b", { ...plain, name: "note", type: text, default: "a=b" }],
  ["note:text:describe=Who pays", { ...plain, name: "note", type: text, description: "Who pays" }],
  ["tags:text:list:default=a,b", { ...plain, name: "tags", type: text, list: true, default: ["a", "b"] }],
  ["tags:text:list:default=", { ...plain, name: "tags", type: text, list: true, default: [] }],
  [
    "count:integer:min=-5:default=-1",
    {
      ...plain,
      name: "count",
      type: { kind: "scalar", scalar: "integer" },
      rules: { ...noRules, min: -5 },
      default: -1,
    },
  ],
  [
    "rate:decimal:default=-0.25",
    { ...plain, name: "rate", type: { kind: "scalar", scalar: "decimal" }, default: -0.25 },
  ],
  [
    "ok:boolean:default=false",
    { ...plain, name: "ok", type: { kind: "scalar", scalar: "boolean" }, default: false },
  ],
  [
    "at:dateTime:default=now",
    { ...plain, name: "at", type: { kind: "scalar", scalar: "dateTime" }, default: "now" },
  ],
  [
    "key:id:default=generated",
    { ...plain, name: "key", type: { kind: "scalar", scalar: "id" }, default: "generated" },
  ],
  ["scan:file:optional", { ...plain, name: "scan", type: { kind: "file" }, optional: true }],
  [
    "priority:Priority:default=low",
    { ...plain, name: "priority", type: { kind: "named", name: "Priority" }, default: "low" },
  ],
  [
    "status:oneOf:draft,sent:default=draft",
    { ...plain, name: "status", type: { kind: "oneOf", values: ["draft", "sent"] }, default: "draft" },
  ],
  [
    "status:oneOf:draft/sent",
    { ...plain, name: "status", type: { kind: "oneOf", values: ["draft", "sent"] } },
  ],
];

describe("fields", () => {
  test.each(rows)("%s", (argument, value) => {
    expect(parseFieldArgument(argument)).toEqual({ ok: true, value });
  });

  test.each([
    [
      "customer:belongsTo:Customer:optional:onDelete=setNull:inverse=bills",
      {
        kind: "belongsTo",
        name: "customer",
        target: "Customer",
        optional: true,
        unique: false,
        onDelete: "setNull",
        unindexed: false,
        inverse: "bills",
        description: null,
      },
    ],
    [
      "user:belongsTo:User:unique",
      {
        kind: "belongsTo",
        name: "user",
        target: "User",
        optional: false,
        unique: true,
        onDelete: null,
        unindexed: false,
        inverse: null,
        description: null,
      },
    ],
    [
      "lines:hasMany:InvoiceLine:via=bill",
      { kind: "hasMany", name: "lines", target: "InvoiceLine", via: "bill", description: null },
    ],
    [
      "profile:hasOne:Profile",
      { kind: "hasOne", name: "profile", target: "Profile", via: null, description: null },
    ],
    [
      "labels:manyToMany:Label:through=Tagging",
      {
        kind: "manyToMany",
        name: "labels",
        target: "Label",
        through: "Tagging",
        inverse: null,
        description: null,
      },
    ],
  ])("%s", (argument, value) => {
    expect(parseFieldArgument(argument)).toEqual({ ok: true, value });
  });
});

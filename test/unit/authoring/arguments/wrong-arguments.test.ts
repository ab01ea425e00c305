import { describe, expect, test } from "vitest";
import type { ArgumentProblem } from "../../../../src/authoring/arguments/argument-problem.ts";
import { parseFunctionArguments } from "../../../../src/authoring/arguments/parse-function-arguments.ts";
import { parseModelArguments } from "../../../../src/authoring/arguments/parse-model-arguments.ts";

/** A wrong argument, what it is called, the 1-based place in it, and a piece of what to write instead. */
type Row = readonly [argument: string, code: string, column: number, remedy: string];

const long = "a".repeat(10_000);

const fields: readonly Row[] = [
  ["", "ARGUMENT_EMPTY", 1, "name:type"],
  ["   ", "ARGUMENT_EMPTY", 1, "name:type"],
  [":text", "NAME_MISSING", 1, "dueOn"],
  ["number", "TYPE_MISSING", 7, "`number:text`"],
  ["number:", "TYPE_MISSING", 8, "`number:text`"],
  ["sent", "TYPE_MISSING", 5, "PowerShell"],
  ["Number:text", "NAME_NOT_ALLOWED", 1, "Write number."],
  ["due_on:date", "NAME_NOT_ALLOWED", 4, "Write dueOn."],
  ["due-on:date", "NAME_NOT_ALLOWED", 4, "Write dueOn."],
  ["1st:text", "NAME_NOT_ALLOWED", 1, "Write st."],
  ["größe:text", "NAME_NOT_ALLOWED", 3, "without accents"],
  ["nаme:text", "NAME_NOT_ALLOWED", 2, "without accents"],
  ["naïve:text", "NAME_NOT_ALLOWED", 3, "Write naive."],
  ["../evil:text", "NAME_NOT_ALLOWED", 1, "Write evil."],
  ["due on:text", "NAME_NOT_ALLOWED", 4, "Write dueOn."],
  ["due\non:text", "NAME_NOT_ALLOWED", 4, "Write dueOn."],
  ["a\u202eb:text", "NAME_NOT_ALLOWED", 2, "camelCase"],
  ['na"me:text', "NAME_NOT_ALLOWED", 3, "Write naMe."],
  ["na`me:text", "NAME_NOT_ALLOWED", 3, "Write naMe."],
  ["$" + "{x}:text", "NAME_NOT_ALLOWED", 1, "Write x."],
  ["__proto__:text", "NAME_NOT_ALLOWED", 1, "Write proto."],
  [`${long}:text`, "NAME_TOO_LONG", 65, "at most 64"],
  ["number:txt", "TYPE_UNKNOWN", 8, "`text`"],
  ["number:string", "TYPE_UNKNOWN", 8, "`text`"],
  ["number:Text", "TYPE_UNKNOWN", 8, "`text`"],
  ["number:int", "TYPE_UNKNOWN", 8, "`integer`"],
  ["price:float", "TYPE_UNKNOWN", 7, "`decimal`"],
  ["ok:bool", "TYPE_UNKNOWN", 4, "`boolean`"],
  ["at:datetime", "TYPE_UNKNOWN", 4, "`dateTime`"],
  ["key:uuid", "TYPE_UNKNOWN", 5, "`id`"],
  ["status:enum:a,b", "TYPE_UNKNOWN", 8, "`oneOf:first,second`"],
  ["customer:references:Customer", "TYPE_UNKNOWN", 10, "`belongsTo:Model`"],
  ["customer:belongs_to:Customer", "TYPE_UNKNOWN", 10, "`belongsTo:Model`"],
  ["where:object", "TYPE_UNKNOWN", 7, "exported object"],
  ["x:constructor", "TYPE_UNKNOWN", 3, "Write one of"],
  ["x:__proto__", "TYPE_UNKNOWN", 3, "Write one of"],
  ["status:oneOf", "ENUM_VALUES_MISSING", 13, "oneOf:draft,sent,paid"],
  ["status:oneOf:", "ENUM_VALUES_MISSING", 14, "oneOf:draft,sent,paid"],
  ["status:oneOf:draft,,sent", "ENUM_VALUE_NOT_ALLOWED", 20, "GraphQL allows"],
  ["status:oneOf:in-progress", "ENUM_VALUE_NOT_ALLOWED", 14, "`in_progress`"],
  ["status:oneOf:1st,second", "ENUM_VALUE_NOT_ALLOWED", 14, "`_1st`"],
  ["status:oneOf:a,b,a", "ENUM_VALUE_TWICE", 18, "Keep one"],
  ["status:oneOf:draft:default=draf", "DEFAULT_WRONG", 28, "`default=draft`"],
  ["status:oneOf:a,b:default=zzz", "DEFAULT_WRONG", 26, "Write one of a, b"],
  ["customer:belongsTo", "TARGET_MISSING", 19, "belongsTo:Customer"],
  ["customer:belongsTo:customer", "NAME_NOT_ALLOWED", 20, "Write Customer."],
  ["lines:hasMany:../Line", "NAME_NOT_ALLOWED", 15, "Write Line."],
  ["number:text:uniqe", "MODIFIER_UNKNOWN", 13, "`unique`"],
  ["number:text:required", "MODIFIER_UNKNOWN", 13, "Leave it out"],
  ["number:text:nullable", "MODIFIER_UNKNOWN", 13, "`optional`"],
  ["number:text:index", "MODIFIER_UNKNOWN", 13, "--index byStatus"],
  ["number:text::unique", "MODIFIER_EMPTY", 13, "Remove one of the colons"],
  ["number:text:", "MODIFIER_EMPTY", 13, "Remove one of the colons"],
  ["opens:time:default=09:30", "MODIFIER_UNKNOWN", 23, "`default=09%3A30`"],
  ["number:text:constructor", "MODIFIER_UNKNOWN", 13, "You can say"],
  ["number:text:unique:unique", "MODIFIER_TWICE", 20, "Keep one"],
  ["number:text:optional=yes", "MODIFIER_TAKES_NO_VALUE", 21, "`optional` alone"],
  ["number:text:max", "MODIFIER_VALUE_MISSING", 16, "`max=200`"],
  ["number:text:max=", "MODIFIER_VALUE_MISSING", 17, "`max=200`"],
  ["number:text:default", "MODIFIER_VALUE_MISSING", 20, "`default=draft`"],
  ["number:text:default=5%", "ESCAPE_BROKEN", 22, "`%25`"],
  ["number:text:default=%FF", "ESCAPE_BROKEN", 21, "`%25`"],
  ["ok:boolean:unique", "MODIFIER_NOT_FOR_TYPE", 12, "`optional`"],
  ["ok:boolean:max=3", "MODIFIER_NOT_FOR_TYPE", 12, "`default=…`"],
  ["scan:file:default=x", "MODIFIER_NOT_FOR_TYPE", 11, "`optional`"],
  ["data:json:pattern=x", "MODIFIER_NOT_FOR_TYPE", 11, "`optional`"],
  ["lines:hasMany:Line:optional", "MODIFIER_NOT_FOR_TYPE", 20, "`via=…`"],
  ["customer:belongsTo:Customer:via=x", "MODIFIER_NOT_FOR_TYPE", 29, "`inverse=…`"],
  ["tags:text:list:unique", "UNIQUE_LIST", 16, "model of their own"],
  ["tags:text:maxItems=3", "ITEMS_NEED_LIST", 11, "Add `list`"],
  ["number:text:max=abc", "NUMBER_WRONG", 17, "`max=200`"],
  ["number:text:max=-1", "NUMBER_WRONG", 17, "Write digits"],
  ["number:text:max=1.5", "NUMBER_WRONG", 17, "Write digits"],
  ["count:integer:max=1e999", "NUMBER_WRONG", 19, "Write digits"],
  ["number:text:max=5:maxLength=6", "RULE_TWICE", 19, "Keep one"],
  ["number:text:length=5:max=6", "RULE_TWICE", 13, "Keep one"],
  ["number:text:min=5:max=2", "BOUNDS_CROSSED", 19, "Swap them"],
  ["count:integer:min=5:max=2", "BOUNDS_CROSSED", 21, "Swap them"],
  ["tags:text:list:minItems=5:maxItems=2", "BOUNDS_CROSSED", 27, "Swap them"],
  ["code:text:pattern=[", "PATTERN_WRONG", 19, "regular expression"],
  ["code:text:pattern=(?=a)", "PATTERN_WRONG", 19, "regular expression"],
  ["total:money:default=19.99", "DEFAULT_WRONG", 21, "1999 for 19.99"],
  ["count:integer:default=ten", "DEFAULT_WRONG", 23, "default=0"],
  ["count:integer:default=0x10", "DEFAULT_WRONG", 23, "default=0"],
  ["rate:decimal:default=1,5", "DEFAULT_WRONG", 22, "point"],
  ["ok:boolean:default=yes", "DEFAULT_WRONG", 20, "default=true"],
  ["data:json:default=null", "DEFAULT_WRONG", 19, "`optional`"],
  ["data:json:default=%7B", "DEFAULT_WRONG", 19, "JSON text"],
  ["customer:belongsTo:Customer:onDelete=casade", "ON_DELETE_UNKNOWN", 38, "`onDelete=cascade`"],
  ["customer:belongsTo:Customer:onDelete=setNull", "ON_DELETE_NEEDS_OPTIONAL", 29, "Add `optional`"],
  ["customer:belongsTo:Customer:inverse=My-Invoices", "NAME_NOT_ALLOWED", 39, "Write myInvoices."],
  ["labels:manyToMany:Label:through=x", "NAME_NOT_ALLOWED", 33, "Write X."],
];

const models: readonly (readonly [name: string, code: string, remedy: string])[] = [
  ["", "NAME_MISSING", "InvoiceLine"],
  ["invoice", "NAME_NOT_ALLOWED", "Write Invoice."],
  ["invoice-line", "NAME_NOT_ALLOWED", "Write InvoiceLine."],
  ["../../etc/passwd", "NAME_NOT_ALLOWED", "Write EtcPasswd."],
  ["..\\Evil", "NAME_NOT_ALLOWED", "Write Evil."],
  [".Hidden", "NAME_NOT_ALLOWED", "Write Hidden."],
  ["Con", "NAME_RESERVED_BY_WINDOWS", "ConRecord"],
  ["Nul", "NAME_RESERVED_BY_WINDOWS", "NulRecord"],
  ["Com1", "NAME_RESERVED_BY_WINDOWS", "Com1Record"],
  ["Іnvoice", "NAME_NOT_ALLOWED", "without accents"],
  ["Invoice\0", "NAME_NOT_ALLOWED", "Write Invoice."],
  ['In"voice', "NAME_NOT_ALLOWED", "Write InVoice."],
  [`A${long}`, "NAME_TOO_LONG", "at most 50"],
];

const options: readonly (readonly [texts: object, code: string, remedy: string])[] = [
  [{ indexes: [""] }, "INDEX_NAME_MISSING", "--index byStatus:status:sort=dueOn"],
  [{ indexes: ["status"] }, "INDEX_FIELDS_MISSING", "byStatus:status"],
  [{ indexes: ["status"] }, "INDEX_NAME_WITHOUT_BY", "--index byStatus:status"],
  [{ indexes: ["ByStatus:status"] }, "INDEX_NAME_NOT_ALLOWED", "camelCase"],
  [{ indexes: ["byStatus:sort=dueOn"] }, "INDEX_FIELDS_MISSING", "at least one"],
  [{ indexes: ["byStatus:status:dueOn"] }, "INDEX_PART_UNKNOWN", "`sort=`"],
  [{ indexes: ["byStatus:status:sort=a:sort=b"] }, "INDEX_SORT_TWICE", "sort=dueOn,number"],
  [{ indexes: ["byStatus:status,status"] }, "FIELD_LISTED_TWICE", "Keep one"],
  [{ indexes: ["byA:a", "byA:b"] }, "INDEX_TWICE", "another name"],
  [{ uniques: ["customer,Number"] }, "NAME_NOT_ALLOWED", "Write number."],
  [{ uniques: ["a,a"] }, "FIELD_LISTED_TWICE", "Keep one"],
  [{ access: { read: "" } }, "ACCESS_EMPTY", "--read admin,member+creator"],
  [{ access: { update: "admin,,creator" } }, "ACCESS_EMPTY", "nobody"],
  [{ access: { update: "admin+admin" } }, "ACCESS_TWICE", "Keep one"],
  [{ access: { delete: "nobody,admin" } }, "ACCESS_NOBODY_AND_OTHERS", "alone"],
  [{ access: { delete: "ad min" } }, "ACCESS_WORD_NOT_ALLOWED", "plinth.config.ts"],
  [{ scope: "tennant" }, "SCOPE_UNKNOWN", "--scope tenant"],
  [{ scope: "x" }, "SCOPE_UNKNOWN", "global"],
  [{ softDelete: "soon" }, "OPTION_NUMBER_WRONG", "--soft-delete 30"],
  [{ shards: "1" }, "OPTION_NUMBER_WRONG", "--shards 8"],
  [{ shards: "99" }, "OPTION_NUMBER_WRONG", "--shards 8"],
  [{ ttl: "Expires" }, "NAME_NOT_ALLOWED", "Write expires."],
  [{ plural: "people" }, "NAME_NOT_ALLOWED", "Write People."],
];

const functions: readonly (readonly [name: string, texts: object, code: string, remedy: string])[] = [
  ["sendInvoice", { trigger: "query" }, "NAME_NOT_ALLOWED", "Write send-invoice."],
  ["../send", { trigger: "query" }, "NAME_NOT_ALLOWED", "Write send."],
  ["send--invoice", { trigger: "query" }, "NAME_NOT_ALLOWED", "Write send-invoice."],
  ["con", { trigger: "query" }, "NAME_RESERVED_BY_WINDOWS", "con-task"],
  [long, { trigger: "query" }, "NAME_TOO_LONG", "at most"],
  ["a", { trigger: "" }, "TRIGGER_UNKNOWN", "Write one of query"],
  ["a", { trigger: "signin" }, "TRIGGER_UNKNOWN", "--trigger sign-in"],
  ["a", { trigger: "schedule" }, "OPTION_MISSING", "--every 1-hour"],
  ["a", { trigger: "schedule", every: "1-hour", cron: "* * * * ? *" }, "SCHEDULE_TWICE", "Write one of them"],
  ["a", { trigger: "schedule", every: "often" }, "EVERY_WRONG", "15-minutes"],
  ["a", { trigger: "schedule", every: "0-hours" }, "EVERY_WRONG", "15-minutes"],
  ["a", { trigger: "schedule", cron: "" }, "CRON_WRONG", "six fields"],
  ["a", { trigger: "http" }, "OPTION_MISSING", "--path /webhooks/stripe"],
  ["a", { trigger: "http", path: "/x", method: "FETCH" }, "OPTION_UNKNOWN_VALUE", "GET, POST"],
  ["a", { trigger: "model-change" }, "OPTION_MISSING", "--model Invoice"],
  ["a", { trigger: "model-change", model: "invoice" }, "NAME_NOT_ALLOWED", "Write Invoice."],
  ["a", { trigger: "model-change", model: "Invoice", on: "create" }, "OPTION_UNKNOWN_VALUE", "`created`"],
  ["a", { trigger: "sign-in" }, "OPTION_MISSING", "--event preSignUp"],
  ["a", { trigger: "sign-in", event: "login" }, "OPTION_UNKNOWN_VALUE", "preSignUp"],
  ["a", { trigger: "query", path: "/x" }, "OPTION_NOT_FOR_TRIGGER", "--trigger http"],
  [
    "a",
    { trigger: "schedule", every: "1-day", input: ["a:text"] },
    "OPTION_NOT_FOR_TRIGGER",
    "--trigger query",
  ],
  ["a", { trigger: "query", input: ["c:belongsTo:Customer"] }, "RELATION_IN_FUNCTION", "`cId:id`"],
  ["a", { trigger: "query", input: ["c:text:unique"] }, "UNIQUE_IN_FUNCTION", "Leave out"],
  ["a", { trigger: "query", returns: ["Invoice", "total:money"] }, "RETURNS_MIXED", "--returns Invoice:list"],
  ["a", { trigger: "query", secrets: ["stripe-key"] }, "SECRET_NAME_WRONG", "STRIPE_KEY"],
  ["a", { trigger: "query", environment: ["LOG_LEVEL"] }, "ENVIRONMENT_WRONG", "--env LOG_LEVEL=debug"],
  ["a", { trigger: "query", timeout: "1h" }, "OPTION_NUMBER_WRONG", "--timeout 10"],
  ["a", { trigger: "query", memory: "64" }, "OPTION_NUMBER_WRONG", "--memory 512"],
];

function problemsOf(parsed: {
  ok: boolean;
  problems?: readonly ArgumentProblem[];
}): readonly ArgumentProblem[] {
  return parsed.ok ? [] : (parsed.problems ?? []);
}

function expectProblem(problems: readonly ArgumentProblem[], code: string, remedy: string): ArgumentProblem {
  const found = problems.find((problem) => problem.code === code);
  expect(problems.map((problem) => problem.code)).toContain(code);
  expect(found?.remedy).toContain(remedy);
  expect(found?.message.length).toBeLessThan(300);
  return found as ArgumentProblem;
}

describe("wrong fields", () => {
  test.each(fields)("%j", (argument, code, column, remedy) => {
    const problem = expectProblem(problemsOf(parseModelArguments("Invoice", [argument], {})), code, remedy);
    expect({ argument: problem.argument, column: problem.column }).toEqual({ argument, column });
  });

  test("the same field twice", () => {
    const problems = problemsOf(parseModelArguments("Invoice", ["a:text", "a:date"], {}));
    expectProblem(problems, "FIELD_TWICE", "rename one");
  });
});

describe("wrong names of models", () => {
  test.each(models)("%j", (name, code, remedy) => {
    expectProblem(problemsOf(parseModelArguments(name, [], {})), code, remedy);
  });
});

describe("wrong options of models", () => {
  test.each(options)("%j", (texts, code, remedy) => {
    expectProblem(problemsOf(parseModelArguments("Invoice", [], texts)), code, remedy);
  });
});

describe("wrong functions", () => {
  test.each(functions)("%s %j", (name, texts, code, remedy) => {
    expectProblem(problemsOf(parseFunctionArguments(name, { trigger: "query", ...texts })), code, remedy);
  });
});

test("everything wrong with a command line is reported at once", () => {
  const parsed = parseModelArguments("invoice", ["Number:txt", "total:money:default=1.5:max=x", "ok:text"], {
    scope: "x",
    indexes: ["status"],
  });
  expect(problemsOf(parsed).map(({ code }) => code)).toEqual([
    "NAME_NOT_ALLOWED",
    "NAME_NOT_ALLOWED",
    "TYPE_UNKNOWN",
    "DEFAULT_WRONG",
    "NUMBER_WRONG",
    "INDEX_NAME_WITHOUT_BY",
    "INDEX_FIELDS_MISSING",
    "SCOPE_UNKNOWN",
  ]);
});

import { UpdateGraphqlApiCommand } from "@aws-sdk/client-appsync";
import { beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { createApi, type TestApi } from "./api.ts";

const schema = `
  enum Color { RED GREEN }
  input Part { name: String! size: Int }
  input Whole { id: ID! part: Part color: Color }
  type Thing { id: ID! name: String size: Int color: Color at: AWSDateTime list: [String!] child: Thing }
  type Query {
    thing(whole: Whole, size: Int): Thing  things: [Thing!]  bad: Thing  wrong: Thing  scalar: AWSDate  deep: Thing
    info: Thing  headers: String  blocked: String  big: String  unused: String
  }
  type Mutation { evict: String }
  schema { query: Query mutation: Mutation }
`;
const head = 'import { util, extensions } from "@aws-appsync/utils";';
const unit = (request: string, response = "return ctx.result;") =>
  `${head} export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;
const give = (expression: string) => unit(`return { payload: ${expression} };`);

const { settings } = target();
let api: TestApi;
beforeAll(async () => {
  api = await createApi(settings, schema);
  const field = (name: string, code: string, type = "Query") => api.resolver(type, name, "nothing", code);
  await field("thing", give('{ id: "1", name: "n" }'));
  await field("things", give('"no list"'));
  await field("bad", give('{ name: "without an id" }'));
  await field("wrong", give('{ id: "1", size: "many", color: "BLUE", at: "yesterday", list: 3 }'));
  await field("scalar", give('"2020-13-01"'));
  await field("deep", give('{ id: "1", child: { id: "2" } }'));
  await field(
    "info",
    unit(
      'util.error("no", "Kind", { id: "7", name: "n", secret: "s", child: { id: "8", size: 1 } }, { why: "x" });',
    ),
  );
  await field(
    "headers",
    unit(
      'return { payload: "ok" };',
      'util.http.addResponseHeader("itemsCount", 7); util.http.addResponseHeaders({ headerString: "a", headerObject: { field1: 7 } }); return ctx.result;',
    ),
  );
  await field(
    "blocked",
    unit(
      'return { payload: "ok" };',
      'util.http.addResponseHeader("x-amzn-mine", "1"); util.http.addResponseHeader("Vary", "1"); util.http.addResponseHeader("empty", null); return ctx.result;',
    ),
  );
  await field(
    "big",
    unit("return { payload: null };", "return util.base64Encode(JSON.stringify({ a: 'x' }));"),
  );
  await field(
    "evict",
    unit(
      "return { payload: 'done' };",
      "extensions.evictFromApiCache('Query', 'thing', { 'context.arguments.size': 1 }); return ctx.result;",
    ),
    "Mutation",
  );
});

// graphql-java's sentences, as AppSync's users quote them.
describe("documents that do not fit the schema", () => {
  it.each([
    [
      "{ thing { id nothing } }",
      "FieldUndefined: Field 'nothing' in type 'Thing' is undefined @ 'thing/nothing'",
    ],
    [
      "{ deep { child { nothing } } }",
      "FieldUndefined: Field 'nothing' in type 'Thing' is undefined @ 'deep/child/nothing'",
    ],
    ["{ thing(other: 1) { id } }", "UnknownArgument: Unknown field argument other @ 'thing'"],
    ["{ thing }", "SubSelectionRequired: Sub selection required for type Thing of field thing @ 'thing'"],
    [
      "{ scalar { a } }",
      "SubSelectionNotAllowed: Sub selection not allowed on leaf type AWSDate of field scalar @ 'scalar'",
    ],
    ["{ thing(size: $size) { id } }", "UndefinedVariable: Undefined variable size @ 'thing'"],
    ["query ($a: Int) { thing { id } }", "UnusedVariable: Unused variable a"],
    ["query ($a: Nothing) { thing(size: $a) { id } }", "UnknownType: Unknown type Nothing"],
    [
      "query ($a: String) { thing(size: $a) { id } }",
      "VariableTypeMismatch: Variable type 'String' doesn't match expected type 'Int' @ 'thing'",
    ],
    ["{ thing { ...F } }", "UndefinedFragment: Undefined fragment F @ 'thing'"],
    ["{ thing { id } } fragment F on Thing { id }", "UnusedFragment: Unused fragment F"],
    [
      '{ thing(size: "a") { id } }',
      "WrongType: argument 'size' with value 'StringValue{value='a'}' is not a valid 'Int' @ 'thing'",
    ],
    [
      "{ thing(whole: { id: 1, color: BLUE }) { id } }",
      "WrongType: argument 'whole.color' with value 'EnumValue{value=BLUE}' is not a valid 'Color' @ 'thing'",
    ],
    ["{ thing { id @nothing } }", "UnknownDirective: Unknown directive nothing @ 'thing/id'"],
  ])("%s", async (query, message) => {
    const { status, data, errors } = await api.query(query);
    expect([status, data]).toEqual([200, null]);
    expect(errors.map((each) => each["message"])).toEqual([`Validation error of type ${message}`]);
    expect(errors[0]).toMatchObject({ path: null, locations: [{ sourceName: null }] });
  });
  it.each([
    ["{ thing { id }", "Invalid Syntax : offending token '<EOF>' at line 1 column 15"],
    ["{ thing } }", "Invalid Syntax : offending token '}' at line 1 column 11"],
  ])("%s", async (query, message) => {
    expect((await api.query(query)).errors).toMatchObject([{ message, path: null }]);
  });
  it("has at most 15,000 tokens", async () => {
    const { errors } = await api.query(`{ ${"scalar ".repeat(15_001)} }`);
    expect(errors[0]?.["message"]).toMatch(/15000/);
  });
  it.each([
    [
      "query A { scalar } query B { scalar }",
      undefined,
      "Must provide operation name if query contains multiple operations.",
    ],
    ["query A { scalar }", "C", "Unknown operation named 'C'."],
  ])("%s, operation %s", async (query, operationName, message) => {
    const body = JSON.stringify({ query, operationName });
    const response = await fetch(api.url, { method: "POST", headers: { "x-api-key": api.key }, body });
    expect(await response.json()).toMatchObject({ errors: [{ message }] });
  });
});

describe("variables that do not fit", () => {
  const query = "query ($whole: Whole, $size: Int!) { thing(whole: $whole, size: $size) { id } }";
  it.each([
    [{}, "Variable 'size' has coerced Null value for NonNull type 'Int!'"],
    [{ size: null }, "Variable 'size' has coerced Null value for NonNull type 'Int!'"],
    [{ size: "many" }, "Variable 'size' has an invalid value."],
    [{ size: 1, whole: {} }, "Variable 'id' has coerced Null value for NonNull type 'ID!'"],
    [
      { size: 1, whole: { id: "1", part: { name: null } } },
      "Variable 'name' has coerced Null value for NonNull type 'String!'",
    ],
    [
      { size: 1, whole: { id: "1", more: 1 } },
      "The variables input contains a field name 'more' that is not defined for input object type 'Whole' ",
    ],
    [{ size: 1, whole: { id: "1", color: "BLUE" } }, "Variable 'color' has an invalid value."],
  ])("%j", async (variables, message) => {
    const { data, errors } = await api.query(query, variables);
    expect(data).toBeNull();
    expect(errors).toEqual([
      { path: null, locations: [{ line: 1, column: expect.any(Number), sourceName: null }], message },
    ]);
  });
});

describe("results that the schema cannot show", () => {
  it("name the field that may not be null", async () => {
    const { data, errors } = await api.query("{ bad { id name } }");
    expect(data).toEqual({ bad: null });
    expect(errors).toEqual([
      {
        path: ["bad", "id"],
        locations: null,
        message: "Cannot return null for non-nullable type: 'ID' within parent 'Thing' (/bad/id)",
      },
    ]);
  });
  it("say what cannot be written, and where", async () => {
    const { data, errors } = await api.query("{ wrong { id size color at list } }");
    expect(data).toEqual({ wrong: { id: "1", size: null, color: null, at: null, list: null } });
    expect(errors.map((each) => each["message"])).toEqual([
      "Can't serialize value (/wrong/size) : Expected a value that can be converted to type 'Int'.",
      "Can't serialize value (/wrong/color) : Invalid input for Enum 'Color'. No value found for name 'BLUE'",
      "Can't serialize value (/wrong/at) : Unable to serialize 'yesterday' as a valid DateTime Object.",
      "Can't resolve value (/wrong/list) : type mismatch error, expected type LIST",
    ]);
  });
  it("are null as a whole where a member may not be", async () => {
    expect((await api.query("{ things { id } }")).data).toEqual({ things: null });
  });
});

describe("errors of resolvers", () => {
  // https://docs.aws.amazon.com/appsync/latest/devguide/built-in-util-js.html: data is filtered by the selection
  it("show of their data what was selected", async () => {
    const { errors } = await api.query("{ info { id label: name child { size } } }");
    expect(errors).toMatchObject([
      { errorType: "Kind", errorInfo: { why: "x" }, data: { id: "7", label: "n", child: { size: 1 } } },
    ]);
    expect(errors[0]?.["data"]).toEqual({ id: "7", label: "n", child: { size: 1 } });
  });
});

// https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-http-js.html
describe("headers of responses", () => {
  it("are added", async () => {
    const { headers, errors } = await api.query("{ headers }");
    expect(errors).toEqual([]);
    expect([headers.get("itemscount"), headers.get("headerstring"), headers.get("headerobject")]).toEqual([
      "7",
      "a",
      '{"field1":7}',
    ]);
  });
  it("that are restricted are left out, and said so", async () => {
    const { headers, data, errors } = await api.query("{ blocked }");
    expect([headers.get("x-amzn-mine"), headers.get("vary"), data]).toEqual([null, null, { blocked: "ok" }]);
    expect(errors.map((each) => each["errorType"])).toEqual(Array(3).fill("ResponseHeaderError"));
  });
});

describe("limits", () => {
  it("of a request are a megabyte", async () => {
    const { status, errors } = await api.query(`{ scalar } # ${"x".repeat(1024 * 1024)}`);
    expect([status, errors[0]?.["errorType"]]).toEqual([413, "RequestEntityTooLargeException"]);
  });
  it("are as the API sets them", async () => {
    const name = "limited";
    const common = { apiId: api.apiId, name, authenticationType: "API_KEY" as const };
    await api.client.send(
      new UpdateGraphqlApiCommand({
        ...common,
        queryDepthLimit: 2,
        resolverCountLimit: 2,
        introspectionConfig: "DISABLED",
      }),
    );
    expect((await api.query("{ deep { id } }")).errors).toEqual([]);
    expect((await api.query("{ deep { child { id } } }")).errors).toMatchObject([
      { errorType: "QueryDepthLimitReached" },
    ]);
    const { data, errors } = await api.query("{ a: headers b: headers c: headers }");
    expect(data).toEqual({ a: "ok", b: "ok", c: null });
    expect(errors).toMatchObject([{ path: ["c"], errorType: "ResolverCountLimitReached" }]);
    expect((await api.query("{ __schema { types { name } } }")).data).toBeNull();
    expect((await api.query("{ __typename }")).data).toEqual({ __typename: "Query" });
    await api.client.send(new UpdateGraphqlApiCommand(common));
    expect((await api.query("{ __schema { queryType { name } } }")).errors).toEqual([]);
    expect((await api.query("{ deep { child { id } } }")).errors).toEqual([]);
  });
});

// https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html
it("evictions from a cache that is not there delete nothing", async () => {
  const body = JSON.stringify({ query: "mutation { evict }" });
  const response = await fetch(api.url, { method: "POST", headers: { "x-api-key": api.key }, body });
  expect(await response.json()).toEqual({
    data: { evict: "done" },
    extensions: { apiCacheEntriesDeleted: 0 },
  });
});

import {
  CreateResolverCommand,
  EvaluateCodeCommand,
  GetIntrospectionSchemaCommand,
  ListGraphqlApisCommand,
  ListResolversCommand,
  PutGraphqlApiEnvironmentVariablesCommand,
} from "@aws-sdk/client-appsync";
import { beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { createApi, pipeline, runtime, type TestApi } from "./api.ts";

const schema = `
  type Thing { id: ID! name: String when: AWSDateTime data: AWSJSON secret: String @aws_iam }
  type Query {
    echo(text: String): String  thing(id: ID!): Thing  fails: String  warns: String  env: String  early: String
    mail(mail: AWSEmail): String  json(json: AWSJSON): String  wrong: AWSDate  iam: String @aws_iam
    ip(ip: AWSIPAddress): String  url(url: AWSURL): String  phone(phone: AWSPhone): String
    date(date: AWSDate): String  time(time: AWSTime): String  dateTime(at: AWSDateTime): String  stamp(at: AWSTimestamp): String
    header: String  info: AWSJSON  stash: String  loop: String  unauthorized: String
  }
  type Mutation { save(id: ID!, name: String): Thing }
  schema { query: Query mutation: Mutation }
`;
const give = (expression: string) =>
  `import { util, runtime } from "@aws-appsync/utils"; export function request(ctx) { return { payload: ${expression} }; } export function response(ctx) { return ctx.result; }`;

const { settings } = target();
let api: TestApi;
beforeAll(async () => {
  api = await createApi(settings, schema, {
    additionalAuthenticationProviders: [{ authenticationType: "AWS_IAM" }],
    queryDepthLimit: 3,
  });
  await api.client.send(
    new PutGraphqlApiEnvironmentVariablesCommand({ apiId: api.apiId, environmentVariables: { TABLE: "t1" } }),
  );
  await api.resolver("Query", "echo", "nothing", give("ctx.args.text"));
  const thing =
    '{ id: ctx.args.id, name: "n", when: "2026-01-02T03:04:05.000Z", data: { a: 1 }, secret: "s" }';
  await api.resolver("Query", "thing", "nothing", give(thing));
  await api.resolver("Query", "fails", "nothing", give('util.error("bad", "MyType", { x: 1 }, { y: 2 })'));
  await api.resolver("Query", "unauthorized", "nothing", give("util.unauthorized()"));
  await api.resolver("Query", "header", "nothing", give('ctx.request.headers["x-mine"]'));
  await api.resolver("Query", "info", "nothing", give("ctx.info"));
  await api.resolver("Query", "wrong", "nothing", give('"no date"'));
  await api.resolver("Query", "iam", "nothing", give('"in"'));
  for (const name of ["mail", "json", "ip", "url", "phone", "date", "time", "dateTime", "stamp"])
    await api.resolver("Query", name, "nothing", give("JSON.stringify(ctx.args)"));
  await pipeline(api, "Query", "env", "nothing", give("ctx.env.TABLE"));
  await pipeline(api, "Query", "early", "nothing", give('runtime.earlyReturn("soon")'));
  await pipeline(
    api,
    "Query",
    "stash",
    "nothing",
    give("ctx.stash.said"),
    'export function request(ctx) { ctx.stash.said = "hello"; return {}; } export function response(ctx) { return ctx.prev.result; }',
  );
  await api.resolver(
    "Query",
    "warns",
    "nothing",
    'import { util } from "@aws-appsync/utils"; export function request() { return { payload: "ok" }; } export function response(ctx) { util.appendError("careful", "Warning"); return ctx.result; }',
  );
  await api.resolver(
    "Query",
    "loop",
    "nothing",
    "export function request() { let n = 0; for (const a of [1, 2]) { n += a; } return { payload: JSON.stringify(n) }; } export function response(ctx) { return ctx.result; }",
  );
});

describe("answers", () => {
  it("give data", async () => {
    expect((await api.query('{ echo(text: "hi") }')).data).toEqual({ echo: "hi" });
  });
  it("take variables", async () => {
    expect((await api.query("query ($t: String) { echo(text: $t) }", { t: "v" })).data).toEqual({
      echo: "v",
    });
  });
  it("answer GET", async () => {
    const response = await fetch(`${api.url}?query=${encodeURIComponent('{ echo(text: "g") }')}`, {
      headers: { "x-api-key": api.key },
    });
    expect(await response.json()).toEqual({ data: { echo: "g" } });
  });
  it.each([
    ["env", "t1"],
    ["early", "soon"],
    ["stash", "hello"],
    ["loop", "3"],
  ])("run the pipeline of %s", async (field, value) => {
    expect(await api.query(`{ ${field} }`)).toMatchObject({ data: { [field]: value }, errors: [] });
  });
  it("show headers to resolvers", async () => {
    const { data } = await api.query("{ header }", {}, { "x-api-key": api.key, "X-Mine": "h" });
    expect(data).toEqual({ header: "h" });
  });
  it("show the selection to resolvers", async () => {
    const { data } = await api.query("{ info }");
    expect(JSON.parse(String(data?.["info"]))).toMatchObject({ fieldName: "info", parentTypeName: "Query" });
  });
  it("write AWSJSON as a text", async () => {
    const { data } = await api.query('{ thing(id: "1") { data when } }');
    expect(data).toEqual({ thing: { data: '{"a":1}', when: "2026-01-02T03:04:05.000Z" } });
  });
});

describe("errors", () => {
  it("of util.error have type, data and info", async () => {
    expect((await api.query("{ fails }")).errors).toEqual([
      {
        path: ["fails"],
        data: { x: 1 },
        errorType: "MyType",
        errorInfo: { y: 2 },
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: "bad",
      },
    ]);
  });
  it("of util.appendError come with the data", async () => {
    const { data, errors } = await api.query("{ warns }");
    expect(data).toEqual({ warns: "ok" });
    expect(errors).toMatchObject([{ message: "careful", errorType: "Warning" }]);
  });
  it("of util.unauthorized are Unauthorized", async () => {
    expect((await api.query("{ unauthorized }")).errors).toMatchObject([{ errorType: "Unauthorized" }]);
  });
  it("of unknown fields are answered with 200", async () => {
    const { status, errors } = await api.query("{badfield}");
    expect(status).toBe(200);
    expect(errors[0]).toEqual({
      path: null,
      locations: [{ line: 1, column: 2, sourceName: null }],
      message:
        "Validation error of type FieldUndefined: Field 'badfield' in type 'Query' is undefined @ 'badfield'",
    });
  });
  it.each([
    ["", "Request body is empty."],
    ["{}", "Unable to parse GraphQL query."],
    ["nonsense", "Unable to parse GraphQL query."],
  ])("of the body %j are 400", async (body, message) => {
    const response = await fetch(api.url, { method: "POST", headers: { "x-api-key": api.key }, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [{ errorType: "MalformedHttpRequestException", message }],
    });
  });
  it("of missing authorization are 401", async () => {
    const { status, errors, headers } = await api.query("{ echo }", {}, {});
    expect(status).toBe(401);
    expect(headers.get("x-amzn-errortype")).toBe("UnauthorizedException");
    expect(errors).toEqual([
      { errorType: "UnauthorizedException", message: "Valid authorization header not provided." },
    ]);
  });
  it("of a wrong key are 401", async () => {
    const { status, errors } = await api.query("{ echo }", {}, { "x-api-key": "da2-nothing" });
    expect(status).toBe(401);
    expect(errors).toMatchObject([{ message: "You are not authorized to make this call." }]);
  });
  it("of a token that is none are 401", async () => {
    const { errors } = await api.query("{ echo }", {}, { authorization: "nonsense" });
    expect(errors).toMatchObject([{ message: "Unable to parse JWT token." }]);
  });
  it("of fields of another mode say so", async () => {
    const { data, errors } = await api.query("{ iam }");
    expect(data).toEqual({ iam: null });
    expect(errors).toMatchObject([
      { errorType: "Unauthorized", message: "Not Authorized to access iam on type Query" },
    ]);
  });
  it("of nested fields of another mode say so", async () => {
    const { data, errors } = await api.query('{ thing(id: "1") { name secret } }');
    expect(data).toEqual({ thing: { name: "n", secret: null } });
    expect(errors).toMatchObject([{ message: "Not Authorized to access secret on type Thing" }]);
  });
  it("of results that are no valid scalars", async () => {
    expect((await api.query("{ wrong }")).errors[0]?.["message"]).toMatch(/Can't serialize value/);
  });
});

describe("scalars", () => {
  it.each([
    ["mail(mail:", "a@b.example"],
    ["json(json:", '{"a":1}'],
    ["ip(ip:", "192.0.2.1"],
    ["url(url:", "https://a.example/x"],
    ["phone(phone:", "+441234567890"],
    ["date(date:", "2024-02-29"],
    ["time(time:", "12:30:00.000Z"],
    ["dateTime(at:", "2026-01-01T00:00:00Z"],
  ])("%s accepts %s", async (field, value) => {
    expect((await api.query(`{ ${field} ${JSON.stringify(value)}) }`)).errors).toEqual([]);
  });
  it.each([
    ["mail(mail:", '"nobody"'],
    ["json(json:", '"{"'],
    ["ip(ip:", '"x"'],
    ["url(url:", '"nowhere"'],
    ["phone(phone:", '"x"'],
    ["date(date:", '"2023-02-29"'],
    ["time(time:", '"25:00"'],
    ["dateTime(at:", '"2026-01-01"'],
    ["stamp(at:", '"soon"'],
  ])("%s refuses %s", async (field, value) => {
    expect((await api.query(`{ ${field} ${value}) }`)).errors).not.toEqual([]);
  });
});

describe("the control plane", () => {
  it("lists APIs", async () => {
    const { graphqlApis } = await api.client.send(new ListGraphqlApisCommand({}));
    expect(graphqlApis?.map(({ apiId }) => apiId)).toContain(api.apiId);
  });
  it("lists the resolvers of a type", async () => {
    const { resolvers } = await api.client.send(
      new ListResolversCommand({ apiId: api.apiId, typeName: "Query", maxResults: 100 }),
    );
    expect(resolvers?.length).toBeGreaterThan(10);
  });
  it("gives the schema", async () => {
    const answer = await api.client.send(
      new GetIntrospectionSchemaCommand({ apiId: api.apiId, format: "SDL" }),
    );
    expect(Buffer.from(answer.schema ?? "").toString()).toContain("type Thing");
  });
  const refused = (code: string, fieldName = "save", typeName = "Mutation") =>
    api.client.send(
      new CreateResolverCommand({
        apiId: api.apiId,
        typeName,
        fieldName,
        dataSourceName: "nothing",
        runtime,
        code,
      }),
    );
  it.each([
    [
      "try",
      "export function request() { try { return {}; } catch (e) { return {}; } } export function response() {}",
    ],
    ["async", "export async function request() { return {}; } export function response() {}"],
    ["while", "export function request() { while (true) { } } export function response() {}"],
    ["throw", "export function request() { throw 1; } export function response() {}"],
    ["classes", "class A {} export function request() { return {}; } export function response() {}"],
    ["fetch", "export function request() { return fetch('x'); } export function response() {}"],
    ["regular expressions", "export function request() { return /a/; } export function response() {}"],
    ["++", "export function request() { let a = 1; a++; return {}; } export function response() {}"],
  ])("refuses code with %s", async (_what, code) => {
    await expect(refused(code)).rejects.toMatchObject({ name: "BadRequestException", reason: "CODE_ERROR" });
  });
  it("refuses fields that the schema does not have", async () => {
    await expect(refused(give("1"), "nowhere")).rejects.toMatchObject({ name: "NotFoundException" });
  });
  it("refuses VTL loudly", async () => {
    const sent = api.client.send(
      new CreateResolverCommand({
        apiId: api.apiId,
        typeName: "Mutation",
        fieldName: "save",
        dataSourceName: "nothing",
        requestMappingTemplate: "{}",
      }),
    );
    await expect(sent).rejects.toThrow(/VTL/);
  });
  it("refuses unknown data sources", async () => {
    await expect(api.resolver("Mutation", "save", "unknown", give("1"))).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });
  it("evaluates code", async () => {
    const { evaluationResult } = await api.client.send(
      new EvaluateCodeCommand({
        runtime,
        code: give("ctx.args.a"),
        context: '{"arguments":{"a":1}}',
        function: "request",
      }),
    );
    expect(JSON.parse(evaluationResult ?? "")).toEqual({ payload: 1 });
  });
});

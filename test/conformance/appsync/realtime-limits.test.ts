import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { createApi, type TestApi } from "./api.ts";
import { Listener } from "./listener.ts";

const schema = `
  type Thing @aws_api_key @aws_oidc { id: ID! name: String size: Int tags: [String] part: Part big: String }
  type Part @aws_api_key @aws_oidc { kind: String }
  input PartInput { kind: String }
  type Query { nothing: String }
  type Mutation { save(id: ID!, name: String, size: Int, tags: [String], part: PartInput, big: String): Thing  quit(times: Int): String }
  type Subscription {
    onSaved: Thing @aws_subscribe(mutations: ["save"]) @aws_api_key @aws_oidc
    onFiltered(filter: AWSJSON): Thing @aws_subscribe(mutations: ["save"])
  }
`;
const unit = (request: string, response = "return ctx.result;") =>
  `import { util, extensions } from "@aws-appsync/utils"; export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;

const { settings } = target();
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
let api: TestApi;
let server: Server;
let issuer = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }];
    response.end(JSON.stringify(request.url?.endsWith("jwks") ? { keys } : { jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = await createApi(settings, schema, {
    additionalAuthenticationProviders: [
      { authenticationType: "OPENID_CONNECT", openIDConnectConfig: { issuer } },
    ],
  });
  await api.resolver("Mutation", "save", "nothing", unit("return { payload: ctx.args };"));
  await api.resolver(
    "Subscription",
    "onFiltered",
    "nothing",
    unit("return { payload: null };", "extensions.setSubscriptionFilter(ctx.args.filter); return null;"),
  );
  await api.resolver(
    "Mutation",
    "quit",
    "nothing",
    unit(
      'return { payload: "done" };',
      'for (const each of [1, 2, 3, 4, 5, 6].slice(0, ctx.args.times)) { extensions.invalidateSubscriptions({ subscriptionField: "onSaved", payload: { each } }); } return ctx.result;',
    ),
  );
});
afterAll(() => server.close());

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
function token(exp: number): string {
  const text = `${part({ alg: "RS256", kid: "k1" })}.${part({ iss: issuer, sub: "jane", exp })}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}
const soon = () => Math.floor(Date.now() / 1000) + 60;
const key = () => ({ host: "localhost", "x-api-key": api.key });
const save = (values: string) =>
  api.query(`mutation { save(${values}) { id name size tags part { kind } big } }`);

// https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html, "Argument: filterJsonObject"
describe("enhanced filters", () => {
  const one = (fieldName: string, operator: string, value: unknown) => [
    { filters: [{ fieldName, operator, value }] },
  ];
  const groups: Record<string, object[]> = {
    "eq yes": one("name", "eq", "blue shirt"),
    "eq no": one("name", "eq", "shirt"),
    "ne yes": one("size", "ne", 4),
    "ne no": one("size", "ne", 5),
    "le yes": one("size", "le", 5),
    "le no": one("size", "le", 4),
    "lt yes": one("size", "lt", 6),
    "lt no": one("size", "lt", 5),
    "ge yes": one("size", "ge", 5),
    "ge no": one("size", "ge", 6),
    "gt yes": one("size", "gt", 4),
    "gt no": one("size", "gt", 5),
    "contains yes": one("name", "contains", "shirt"),
    "contains list yes": one("tags", "contains", "new"),
    "contains no": one("name", "contains", "sock"),
    "notContains yes": one("tags", "notContains", "old"),
    "notContains no": one("tags", "notContains", "new"),
    "beginsWith yes": one("name", "beginsWith", "blue"),
    "beginsWith no": one("name", "beginsWith", "shirt"),
    "in yes": one("size", "in", [1, 5]),
    "in no": one("size", "in", [1, 2]),
    "notIn yes": one("size", "notIn", [1, 2]),
    "notIn no": one("size", "notIn", [5]),
    "between yes": one("size", "between", [5, 9]),
    "between no": one("size", "between", [6, 9]),
    "containsAny yes": one("tags", "containsAny", ["old", "new"]),
    "containsAny no": one("tags", "containsAny", ["old"]),
    "nested yes": one("part.kind", "eq", "cotton"),
    "nested no": one("part.kind", "eq", "wool"),
    "absent no": one("big", "ne", "x"),
    "and yes": [
      {
        filters: [...one("size", "eq", 5), ...one("name", "contains", "blue")].flatMap(
          ({ filters }) => filters,
        ),
      },
    ],
    "and no": [
      {
        filters: [...one("size", "eq", 5), ...one("name", "contains", "red")].flatMap(
          ({ filters }) => filters,
        ),
      },
    ],
    "or yes": [...one("size", "eq", 4), ...one("name", "contains", "blue")],
    "or no": [...one("size", "eq", 4), ...one("name", "contains", "red")],
  };
  it("deliver where one of their groups holds whole", async () => {
    const listener = await Listener.open(api.url, key());
    const query = "subscription S($filter: AWSJSON) { onFiltered(filter: $filter) { id } }";
    for (const [id, filterGroup] of Object.entries(groups))
      listener.subscribe(id, query, key(), { filter: JSON.stringify({ filterGroup }) });
    const expected = Object.keys(groups).filter((name) => name.endsWith("yes"));
    await listener.until(
      (frames) => frames.filter(({ type }) => type === "start_ack").length === Object.keys(groups).length,
    );
    await save('id: "1", name: "blue shirt", size: 5, tags: ["new", "sale"], part: { kind: "cotton" }');
    await listener.until((frames) => frames.filter(({ type }) => type === "data").length >= expected.length);
    expect(
      listener
        .of("data")
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(expected.toSorted());
    listener.close();
  });
  it.each([
    [
      "more than 5 values of in",
      { filterGroup: [{ filters: [{ fieldName: "size", operator: "in", value: [1, 2, 3, 4, 5, 6] }] }] },
    ],
    [
      "more than 5 fields in a group",
      {
        filterGroup: [
          {
            filters: ["a", "b", "c", "d", "e", "f"].map((fieldName) => ({
              fieldName,
              operator: "eq",
              value: 1,
            })),
          },
        ],
      },
    ],
  ])("are refused for %s", async (_what, filter) => {
    const listener = await Listener.open(api.url, key());
    listener.subscribe(
      "1",
      "subscription S($filter: AWSJSON) { onFiltered(filter: $filter) { id } }",
      key(),
      { filter: JSON.stringify(filter) },
    );
    await listener.until((frames) => frames.some(({ type }) => type === "error"));
    expect(listener.of("start_ack")).toEqual([]);
    listener.close();
  });
});

describe("one connection", () => {
  const query = "subscription { onSaved { id big } }";
  it("has at most 200 subscriptions", async () => {
    const listener = await Listener.open(api.url, key());
    for (let id = 1; id <= 201; id += 1) listener.subscribe(String(id), query, key());
    await listener.until((frames) => frames.filter(({ type }) => type !== "ka").length >= 201);
    expect(listener.of("start_ack")).toHaveLength(200);
    expect(listener.of("error")).toMatchObject([
      {
        payload: {
          errors: [
            { errorType: "MaxSubscriptionsReachedError", message: "Max number of 200 subscriptions reached" },
          ],
        },
      },
    ]);
    listener.close();
  });
  it("takes no message over 240 KB, and delivers none", async () => {
    const listener = await Listener.open(api.url, key());
    listener.subscribe("1", query, key());
    await listener.until((frames) => frames.some(({ type }) => type === "start_ack"));
    await save(`id: "1", big: "${"x".repeat(240 * 1024)}"`);
    await listener.until((frames) => frames.some(({ type }) => type === "error"));
    listener.subscribe("2", `${query} # ${"x".repeat(240 * 1024)}`, key());
    await listener.until((frames) => frames.filter(({ type }) => type === "error").length === 2);
    expect(listener.of("data")).toEqual([]);
    listener.close();
  });
  it("is told of what it cannot understand", async () => {
    const listener = await Listener.open(api.url, key());
    listener.send({ type: "nonsense", id: "1" });
    listener.send({ type: "stop", id: "unknown" });
    listener.send({ type: "start", payload: {} });
    await listener.until((frames) => frames.length >= 3);
    expect(listener.frames.map(({ payload }) => payload?.errors?.[0]?.errorType)).toEqual([
      "UnsupportedOperation",
      "UnknownOperationError",
      "BadRequestException",
    ]);
    listener.close();
  });
});

describe("tokens", () => {
  const query = "subscription { onSaved { id } }";
  const bearer = (exp: number) => ({ host: "localhost", Authorization: token(exp) });
  it("open connections and subscriptions", async () => {
    const listener = await Listener.open(api.url, bearer(soon()));
    listener.subscribe("1", query, bearer(soon()));
    await listener.until((frames) => frames.some(({ type }) => type === "start_ack"));
    await save('id: "by token"');
    await listener.until((frames) => frames.some(({ type }) => type === "data"));
    listener.close();
  });
  it("that have expired open no connection", async () => {
    const listener = await Listener.open(api.url, bearer(1));
    await listener.until((frames) => frames.length > 0);
    expect(listener.frames).toMatchObject([
      {
        type: "connection_error",
        payload: { errors: [{ errorType: "UnauthorizedException", errorCode: 401 }] },
      },
    ]);
    await expect.poll(() => listener.closed).toBe(true);
  });
  it("that have expired since open no further subscription", async () => {
    const listener = await Listener.open(api.url, bearer(soon()));
    listener.subscribe("1", query, bearer(1));
    await listener.until((frames) => frames.some(({ type }) => type === "error"));
    expect(listener.of("error")).toMatchObject([
      {
        id: "1",
        payload: { errors: [{ errorType: "UnauthorizedException", message: "Token has expired." }] },
      },
    ]);
    expect(listener.closed).toBe(false);
    listener.close();
  });
  it("of another mode than the field's open no subscription", async () => {
    const listener = await Listener.open(api.url, bearer(soon()));
    listener.subscribe("1", "subscription { onFiltered { id } }", bearer(soon()));
    await listener.until((frames) => frames.some(({ type }) => type === "error"));
    expect(listener.of("error")).toMatchObject([{ payload: { errors: [{ errorType: "Unauthorized" }] } }]);
    listener.close();
  });
});

it("a request invalidates at most five times", async () => {
  expect((await api.query("mutation { quit(times: 5) }")).errors).toEqual([]);
  expect((await api.query("mutation { quit(times: 6) }")).errors).toMatchObject([
    { errorType: "BadRequestException" },
  ]);
});

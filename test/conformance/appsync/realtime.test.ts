import { beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { createApi, type TestApi } from "./api.ts";
import { Listener } from "./listener.ts";

const schema = `
  type Thing { id: ID! tenant: String name: String size: Int }
  type Query { nothing: String }
  type Mutation { save(id: ID!, tenant: String, name: String, size: Int): Thing  leave(tenant: String): String }
  type Subscription {
    onSaved(id: ID, tenant: String): Thing @aws_subscribe(mutations: ["save"])
    onFiltered(tenant: String): Thing @aws_subscribe(mutations: ["save"])
    onRefused: Thing @aws_subscribe(mutations: ["save"])
  }
`;
const unit = (request: string, response = "return ctx.result;") =>
  `import { util, extensions } from "@aws-appsync/utils"; export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;

const { settings } = target();
let api: TestApi;
beforeAll(async () => {
  api = await createApi(settings, schema);
  await api.resolver("Mutation", "save", "nothing", unit("return { payload: ctx.args };"));
  const filter =
    '{ filterGroup: [{ filters: [{ fieldName: "tenant", operator: "eq", value: ctx.args.tenant }, { fieldName: "size", operator: "gt", value: 5 }] }, { filters: [{ fieldName: "name", operator: "beginsWith", value: "all-" }] }] }';
  const invalidation =
    '{ filterGroup: [{ filters: [{ fieldName: "tenant", operator: "eq", value: ctx.args.tenant }] }] }';
  await api.resolver(
    "Subscription",
    "onFiltered",
    "nothing",
    unit(
      "return { payload: null };",
      `extensions.setSubscriptionFilter(${filter}); extensions.setSubscriptionInvalidationFilter(${invalidation}); return null;`,
    ),
  );
  await api.resolver("Subscription", "onRefused", "nothing", unit("util.unauthorized();"));
  await api.resolver(
    "Mutation",
    "leave",
    "nothing",
    unit(
      'return { payload: "left" };',
      'extensions.invalidateSubscriptions({ subscriptionField: "onFiltered", payload: { tenant: ctx.args.tenant } }); return ctx.result;',
    ),
  );
});

const authorization = (key = api.key) => ({ host: "localhost", "x-api-key": key });
const connect = (key = api.key, how: "protocol" | "query" = "protocol") =>
  Listener.open(api.url, authorization(key), how);

const save = (values: string, fields = "id tenant name size") =>
  api.query(`mutation { save(${values}) { ${fields} } }`);
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

describe("subscriptions", () => {
  it.each(["protocol", "query"] as const)("are acknowledged, authorised by %s", async (how) => {
    const listener = await connect(api.key, how);
    listener.send({ type: "connection_init" });
    await listener.until((frames) => frames.length >= 2);
    expect(listener.frames).toEqual([
      { type: "connection_ack", payload: { connectionTimeoutMs: 300_000 } },
      { type: "ka" },
    ]);
    listener.close();
  });

  it("are refused without authorisation", async () => {
    const listener = await connect("da2-wrong");
    await listener.until((frames) => frames.length > 0);
    expect(listener.frames[0]).toMatchObject({
      type: "connection_error",
      payload: { errors: [{ errorType: "UnauthorizedException", errorCode: 401 }] },
    });
  });

  it("deliver what the mutation selected", async () => {
    const listener = await connect();
    listener.subscribe("1", "subscription { onSaved { id name size } }", authorization());
    await listener.started("1");
    await save('id: "a", name: "n", size: 3', "id name");
    await listener.until((frames) => frames.some(({ type }) => type === "data"));
    expect(listener.of("data")).toEqual([
      { id: "1", type: "data", payload: { data: { onSaved: { id: "a", name: "n", size: null } } } },
    ]);
    listener.close();
  });

  it("filter by their arguments", async () => {
    const listener = await connect();
    listener.subscribe("1", 'subscription { onSaved(tenant: "t1") { id } }', authorization());
    await listener.started("1");
    await save('id: "other", tenant: "t2"');
    await save('id: "unselected", tenant: "t1"', "id");
    await save('id: "mine", tenant: "t1"');
    await listener.until((frames) => frames.some(({ type }) => type === "data"));
    expect(listener.of("data").map(({ payload }) => payload?.data)).toEqual([{ onSaved: { id: "mine" } }]);
    listener.close();
  });

  it("filter by enhanced filters, any of their groups", async () => {
    const listener = await connect();
    listener.subscribe("1", 'subscription { onFiltered(tenant: "t1") { id } }', authorization());
    await listener.started("1");
    await save('id: "small", tenant: "t1", size: 5, name: "x"');
    await save('id: "foreign", tenant: "t2", size: 9, name: "x"');
    await save('id: "large", tenant: "t1", size: 6, name: "x"');
    await save('id: "common", tenant: "t2", size: 1, name: "all-of-you"');
    await listener.until((frames) => frames.filter(({ type }) => type === "data").length >= 2);
    expect(listener.of("data").map(({ payload }) => payload?.data?.["onFiltered"])).toEqual([
      { id: "large" },
      { id: "common" },
    ]);
    listener.close();
  });

  it("are closed by invalidation", async () => {
    const [gone, stays] = [await connect(), await connect()];
    gone.subscribe("1", 'subscription { onFiltered(tenant: "gone") { id } }', authorization());
    stays.subscribe("1", 'subscription { onFiltered(tenant: "stays") { id } }', authorization());
    await Promise.all([gone.started("1"), stays.started("1")]);
    await api.query('mutation { leave(tenant: "gone") }');
    await expect.poll(() => gone.closed).toBe(true);
    expect(stays.closed).toBe(false);
    stays.close();
  });

  it("end with complete, and then deliver nothing", async () => {
    const listener = await connect();
    listener.subscribe("1", "subscription { onSaved { id } }", authorization());
    await listener.started("1");
    listener.send({ type: "stop", id: "1" });
    await listener.until((frames) => frames.some(({ type }) => type === "complete"));
    await save('id: "late"');
    await settle();
    expect(listener.of("data")).toEqual([]);
    listener.close();
  });

  it.each([
    ["a resolver that refuses", "subscription { onRefused { id } }", "Unauthorized"],
    ["a query", "{ nothing }", "UnsupportedOperation"],
    ["an unreadable document", "", "BadRequestException"],
  ])("are refused for %s", async (_what, query, errorType) => {
    const listener = await connect();
    listener.subscribe("1", query, authorization());
    await listener.until((frames) => frames.some(({ type }) => type === "error"));
    expect(listener.of("error")[0]).toMatchObject({ id: "1", payload: { errors: [{ errorType }] } });
    listener.close();
  });

  it("are refused under an id that is taken", async () => {
    const listener = await connect();
    listener.subscribe("1", "subscription { onSaved { id } }", authorization());
    await listener.started("1");
    listener.subscribe("1", "subscription { onSaved { id } }", authorization());
    await listener.until((frames) => frames.some(({ type }) => type === "error"));
    listener.close();
  });

  it("reach 1,000 subscribers", async () => {
    const listeners = await Promise.all([1, 2, 3, 4, 5].map(() => connect()));
    for (const listener of listeners)
      for (let n = 0; n < 200; n += 1)
        listener.subscribe(String(n), "subscription { onSaved { id } }", authorization());
    for (const listener of listeners)
      await listener.until((frames) => frames.filter(({ type }) => type === "start_ack").length === 200);
    await save('id: "all"');
    for (const listener of listeners)
      await listener.until((frames) => frames.filter(({ type }) => type === "data").length === 200);
    for (const listener of listeners) listener.close();
  });
});

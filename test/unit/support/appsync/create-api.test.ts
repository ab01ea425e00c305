import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { none } from "../../../../src/local/services/appsync/data-sources/none.ts";
import { bundleFunction } from "../../../support/appsync/bundle-function.ts";
import { type Api, createApi, type ResolverSource } from "../../../support/appsync/create-api.ts";
import { CallLog } from "../../../support/appsync/data-sources/call-log.ts";
import { dynamodb } from "../../../support/appsync/data-sources/dynamodb.ts";
import { createTable } from "../../../support/dynamodb/create-table.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../support/dynamodb/start-dynamodb.ts";

const schema = `
  type Note @aws_cognito_user_pools @aws_iam { id: ID! tenantId: ID text: String at: AWSDateTime twin: Note }
  type Page @aws_cognito_user_pools { items: [Note!]! nextToken: String }
  type Query { note(id: ID!): Note notes(limit: Int, nextToken: String): Page! secret: Note @aws_iam }
  type Mutation @aws_cognito_user_pools @aws_iam { create(id: ID!, text: String): Note disconnect: Boolean @aws_iam }
  type Subscription { changed: Note @aws_subscribe(mutations: ["create"]) }
`;

const pass = `
  export function request(ctx) { ctx.stash.tenant = ctx.identity.claims?.tenant_id ?? ctx.request.headers["x-plinth-tenant"]; return null; }
  export function response(ctx) { return ctx.prev.result; }`;

const get = `
  import { util } from "@aws-appsync/utils";
  import * as ddb from "@aws-appsync/utils/dynamodb";
  export function request(ctx) { return ddb.get({ key: { pk: "T#" + ctx.stash.tenant, sk: ctx.args.id ?? ctx.source.id } }); }
  export function response(ctx) { if (ctx.error) util.error(ctx.error.message, ctx.error.type); return ctx.result; }`;

const list = `
  import { query } from "@aws-appsync/utils/dynamodb";
  export function request(ctx) {
    return query({ query: { pk: { eq: "T#" + ctx.stash.tenant } }, limit: ctx.args.limit, nextToken: ctx.args.nextToken });
  }
  export function response(ctx) { return { items: ctx.result.items, nextToken: ctx.result.nextToken }; }`;

const put = `
  import { util } from "@aws-appsync/utils";
  export function request(ctx) {
    const { id, text } = ctx.args;
    return {
      operation: "TransactWriteItems",
      transactItems: [{
        table: ctx.env.TABLE, operation: "PutItem",
        key: util.dynamodb.toMapValues({ pk: "T#" + ctx.stash.tenant, sk: id }),
        attributeValues: util.dynamodb.toMapValues({ id, text: text ?? null, tenantId: ctx.stash.tenant, at: util.time.nowISO8601() }),
        condition: { expression: "attribute_not_exists(pk)", returnValuesOnConditionCheckFailure: true },
      }],
    };
  }
  export function response(ctx) {
    if (ctx.error) util.error("taken", "AlreadyExists", null, ctx.result.cancellationReasons);
    return { id: ctx.args.id, text: ctx.args.text, tenantId: ctx.stash.tenant };
  }`;

const listen = `
  import { extensions, util } from "@aws-appsync/utils";
  export function request(ctx) { return { payload: null }; }
  export function response(ctx) {
    const filter = { filterGroup: [{ filters: [{ fieldName: "tenantId", operator: "eq", value: ctx.stash.tenant }] }] };
    extensions.setSubscriptionFilter(filter);
    extensions.setSubscriptionInvalidationFilter(filter);
    return null;
  }`;

const cut = `
  import { extensions } from "@aws-appsync/utils";
  export function request(ctx) { return { payload: true }; }
  export function response(ctx) {
    extensions.invalidateSubscriptions({ subscriptionField: "changed", payload: { tenantId: "t1" } });
    return ctx.result;
  }`;

let engine: LocalDynamoDB;
let api: Api;
let turn = 0;
const calls = new CallLog();

beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());

beforeEach(async () => {
  const table = `notes${turn++}`;
  await createTable(engine.client, table);
  const source = dynamodb(engine.client, table, calls.record);
  const folder = import.meta.dirname;
  const code = async (text: string) => bundleFunction({ text, folder });
  const resolver = async (text: string, dataSource = source): Promise<ResolverSource> => ({
    code: await code(pass),
    functions: [{ name: "only", code: await code(text), dataSource }],
  });
  api = createApi({
    schema,
    env: { TABLE: table },
    resolvers: {
      "Query.note": await resolver(get),
      "Note.twin": await resolver(get),
      "Query.notes": await resolver(list),
      "Mutation.create": await resolver(put),
      "Mutation.disconnect": await resolver(cut, none),
      "Subscription.changed": await resolver(listen, none),
    },
  });
  calls.reset();
});

const jane = { sub: "jane", tenantId: "t1" };
const mallory = { sub: "mallory", tenantId: "t2" };
const create = 'mutation ($id: ID!) { create(id: $id, text: "hi") { id tenantId } }';

describe("the AppSync test runtime", () => {
  test("writes and reads through pipelines, and counts DynamoDB's work", async () => {
    expect(await api.as(jane).data(create, { id: "1" })).toEqual({ create: { id: "1", tenantId: "t1" } });
    const { note } = await api.as(jane).data('{ note(id: "1") { id text at twin { id } } }');
    expect(note).toMatchObject({ id: "1", text: "hi", twin: { id: "1" } });
    expect(calls.counts()).toEqual({ TransactWriteItems: 1, GetItem: 2 });
    expect(await api.as(mallory).data('{ note(id: "1") { id } }')).toEqual({ note: null });
  });

  test("pages with tokens that only their own query reads", async () => {
    for (const id of ["1", "2", "3"]) await api.as(jane).data(create, { id });
    const first = await api.as(jane).data("{ notes(limit: 2) { items { id } nextToken } }");
    const page = first["notes"] as { items: unknown[]; nextToken: string };
    expect(page.items).toHaveLength(2);
    const rest = await api
      .as(jane)
      .data("query ($t: String) { notes(limit: 2, nextToken: $t) { items { id } nextToken } }", {
        t: page.nextToken,
      });
    expect(rest).toEqual({ notes: { items: [{ id: "3" }], nextToken: null } });
  });

  test("reports a cancelled transaction with its reasons", async () => {
    await api.as(jane).data(create, { id: "1" });
    const { data, errors } = await api.as(jane).query(create, { id: "1" });
    expect(data).toEqual({ create: null });
    expect(errors[0]).toMatchObject({ path: ["create"], message: "taken", errorType: "AlreadyExists" });
    expect(errors[0]?.errorInfo).toMatchObject([
      { type: "ConditionCheckFailed", item: { id: "1", text: "hi" } },
    ]);
  });

  test("keeps IAM fields from users and takes the tenant header from the system", async () => {
    const { errors } = await api.as(jane).query("mutation { disconnect }");
    expect(errors[0]?.errorType).toBe("Unauthorized");
    expect((await api.as(jane).query("{ secret { id } }")).errors[0]?.errorType).toBe("Unauthorized");
    await api.asSystem({ tenantId: "t1" }).query(create, { id: "9" });
    expect(api.runs.at(-1)?.stash).toEqual({ tenant: "t1" });
  });

  test("delivers to subscribers what the filter lets through, until invalidated", async () => {
    const own = await api.as(jane).subscribe("subscription { changed { id text } }");
    const foreign = await api.as(mallory).subscribe("subscription { changed { id } }");
    await api.as(jane).data(create, { id: "1" });
    await api.as(jane).data('mutation { create(id: "2") { id } }'); // the tenant is not selected: nobody hears it
    expect(own.events).toEqual([{ data: { changed: { id: "1", text: null } } }]);
    expect(foreign.events).toEqual([]);
    await api.asSystem().query("mutation { disconnect }");
    expect([own.open, foreign.open]).toEqual([false, true]);
  });
});

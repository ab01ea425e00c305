import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AppSyncEvent } from "../../../../../../src/templates/infra/runtime/lambda/appsync-event.ts";
import type { FunctionContext } from "../../../../../../src/templates/infra/runtime/lambda/context.ts";
import { DbError } from "../../../../../../src/templates/infra/runtime/lambda/db/db-error.ts";
import { FunctionError } from "../../../../../../src/templates/infra/runtime/lambda/function-error.ts";
import type {
  HttpEvent,
  HttpRequest,
} from "../../../../../../src/templates/infra/runtime/lambda/http/http-request.ts";
import type { AnyHandler } from "../../../../../../src/templates/infra/runtime/lambda/run.ts";
import {
  type UploadedFile,
  wrapFileUpload,
} from "../../../../../../src/templates/infra/runtime/lambda/wrap-file-upload.ts";
import { wrapHttp } from "../../../../../../src/templates/infra/runtime/lambda/wrap-http.ts";
import { wrapModelChange } from "../../../../../../src/templates/infra/runtime/lambda/wrap-model-change.ts";
import { wrapMutation } from "../../../../../../src/templates/infra/runtime/lambda/wrap-mutation.ts";
import { wrapQuery } from "../../../../../../src/templates/infra/runtime/lambda/wrap-query.ts";
import { wrapSchedule } from "../../../../../../src/templates/infra/runtime/lambda/wrap-schedule.ts";
import { wrapSignIn } from "../../../../../../src/templates/infra/runtime/lambda/wrap-sign-in.ts";
import { lambdaEnvironment } from "./db/graphql-server.ts";
import { listen } from "./listen.ts";
import { withEnvironment } from "./with-environment.ts";

type Context = FunctionContext<Record<never, never>, string, string>;

const set = withEnvironment();
const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  set({ ...lambdaEnvironment, PLINTH_APP: "acme", PLINTH_STAGE: "dev" });
});
afterEach(() => vi.restoreAllMocks());
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

const invocation = { awsRequestId: "r1", getRemainingTimeInMillis: () => 9000 };
const settings = { name: "do-it", models: {} };
const secrets = { read: async () => ({ KEY: "s3cr3t-value" }), known: () => ["s3cr3t-value"] };

/** A handler that keeps what it got, and gives back what it is told. */
function recorder(answer: (first: never, context: Context) => unknown = () => undefined) {
  const calls: { readonly first: unknown; readonly context: Context }[] = [];
  const handler: AnyHandler = (first: never, context: never) => {
    calls.push({ first, context });
    return answer(first, context);
  };
  return { calls, handler };
}
/** The first argument of one call. */
function firstOf<T>(calls: readonly { readonly first: unknown }[], position = 0): T {
  const call = calls[position];
  if (call === undefined) throw new Error("The handler was not called");
  return call.first as T;
}

const fail = (error: unknown) => recorder(() => Promise.reject(error)).handler;
const inside = new Error("connect ECONNREFUSED 10.0.0.1 with key s3cr3t-value of jane@acme.example");

describe("a query or mutation", () => {
  const event = (part: Partial<AppSyncEvent> = {}): AppSyncEvent => ({
    arguments: { count: 2 },
    identity: {
      claims: { sub: "jane", tenant_id: "acme", roles: ["member", "admin"], email: "j@a.example" },
    },
    source: null,
    request: { headers: { authorization: "token" } },
    info: { parentTypeName: "Mutation", fieldName: "doIt" },
    ...part,
  });
  const field = {
    ...settings,
    access: [["role:admin"]],
    input: [
      { name: "count", type: "integer", max: 5 },
      { name: "note", type: "text", optional: true },
    ],
  } as const;

  test("gives the handler its checked arguments and everything around them", async () => {
    set({ FROM: "a@b.example", OTHER: "x" });
    const { calls, handler } = recorder(() => ({ done: true }));
    const wrapped = wrapMutation({ ...field, secrets, env: ["FROM"] }, handler);
    expect(await wrapped(event(), invocation)).toEqual({ data: { done: true } });
    expect(calls[0]?.first).toEqual({ count: 2, note: null });
    expect(calls[0]?.context).toMatchObject({
      tenant: { id: "acme" },
      user: { id: "jane", username: "jane", email: "j@a.example" },
      roles: ["member", "admin"],
      caller: "user",
      secrets: { KEY: "s3cr3t-value" },
      env: { FROM: "a@b.example" },
      event: event(),
      requestId: "r1",
    });
    expect(calls[0]?.context.env).not.toHaveProperty("OTHER");
    expect(calls[0]?.context.remainingTime()).toBe(9000);
  });

  test.each([
    ["another role", { claims: { sub: "joe", tenant_id: "acme", roles: ["member"] } }],
    ["the role in no tenant", { claims: { sub: "joe", roles: ["admin"] } }],
    ["nobody", null],
    ["a guest of an identity pool", { userArn: "arn:aws:sts::1:assumed-role/x/y", cognitoIdentityId: "1" }],
  ])("refuses %s before the handler and the secrets are touched", async (_, identity) => {
    const { calls, handler } = recorder();
    const read = vi.fn(secrets.read);
    const wrapped = wrapQuery({ ...field, secrets: { ...secrets, read } }, handler);
    expect(await wrapped(event({ identity }), invocation)).toMatchObject({ error: { type: "Unauthorized" } });
    expect(calls).toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });

  test("lets the system in, for the tenant it names", async () => {
    const { calls, handler } = recorder();
    const identity = { userArn: "arn:aws:sts::1:assumed-role/x/y" };
    const headers = { "x-plinth-tenant": "acme", authorization: "AWS4-HMAC-SHA256 x" };
    const answer = await wrapQuery(field, handler)(event({ identity, request: { headers } }), invocation);
    expect(answer).toEqual({ data: null });
    expect(calls[0]?.context).toMatchObject({
      caller: "system",
      user: null,
      tenant: { id: "acme" },
      roles: [],
    });
  });

  test("refuses arguments that break the rules", async () => {
    const { calls, handler } = recorder();
    expect(await wrapQuery(field, handler)(event({ arguments: { count: 6 } }), invocation)).toEqual({
      error: {
        type: "Invalid",
        message: "count: must be at most 5",
        info: { problems: [{ field: "count", message: "must be at most 5" }] },
      },
    });
    expect(calls).toEqual([]);
  });

  test("answers true where it returns nothing", async () => {
    const wrapped = wrapMutation({ ...field, returnsNothing: true }, recorder().handler);
    expect(await wrapped(event(), invocation)).toEqual({ data: true });
  });

  test("passes on errors that are meant for the caller, the API's included", async () => {
    const own = new FunctionError("TooLate", "It is too late.", { info: { by: 5 } });
    expect(await wrapMutation(field, fail(own))(event(), invocation)).toEqual({
      error: { type: "TooLate", message: "It is too late.", info: { by: 5 } },
    });
    const db = new DbError("Conflict", "Changed meanwhile.", "updateX", null);
    expect(await wrapMutation(field, fail(db))(event(), invocation)).toEqual({
      error: { type: "Conflict", message: "Changed meanwhile.", info: null },
    });
    expect(logged().map(({ level }) => level)).toEqual(["info", "info"]);
  });

  test("says nothing of other errors, and logs them without secrets and people", async () => {
    const wrapped = wrapMutation({ ...field, secrets }, fail(inside));
    await expect(wrapped(event(), invocation)).rejects.toThrow(/^Something went wrong. Request r1.$/);
    expect(logged()).toMatchObject([
      {
        level: "error",
        function: "do-it",
        requestId: "r1",
        tenant: "acme",
        error: { message: "connect ECONNREFUSED 10.0.0.1 with key [secret] of [email]" },
      },
    ]);
    expect(lines.join()).not.toContain("s3cr3t");
  });

  test("fails where a variable of its definition is not set", async () => {
    const wrapped = wrapMutation({ ...field, env: ["NOT_SET"] }, recorder().handler);
    await expect(wrapped(event(), invocation)).rejects.toThrow("Something went wrong");
    expect(lines.join()).toContain("NOT_SET");
  });
});

describe("an http function", () => {
  const event = (part: Partial<HttpEvent> = {}, claims?: Record<string, unknown>): HttpEvent => ({
    rawPath: "/invoices/1/pdf",
    rawQueryString: "a=1&a=2&b=%20x",
    headers: { "content-type": "application/json", authorization: "Bearer abc", "x-none": undefined },
    cookies: ["session=a=b", "x=1"],
    pathParameters: { invoiceId: "1" },
    body: '{"ä":1}',
    isBase64Encoded: false,
    requestContext: {
      http: { method: "POST", sourceIp: "192.0.2.1" },
      ...(claims !== undefined && { authorizer: { jwt: { claims } } }),
    },
    ...part,
  });
  const open = { ...settings, access: [["anyone"]] } as const;
  const closed = { ...settings, access: [["role:admin"]] } as const;
  const bodyOf = ({ body }: { readonly body: string }) => JSON.parse(body);

  test("gets the request in a handy form, byte for byte", async () => {
    const { calls, handler } = recorder();
    await wrapHttp(open, handler)(event(), invocation);
    const request = firstOf<HttpRequest>(calls);
    expect(request).toMatchObject({
      method: "POST",
      path: "/invoices/1/pdf",
      parameters: { invoiceId: "1" },
      cookies: { session: "a=b", x: "1" },
      sourceIp: "192.0.2.1",
    });
    expect(request.query.getAll("a")).toEqual(["1", "2"]);
    expect(request.query.get("b")).toBe(" x");
    expect(request.headers.get("Content-Type")).toBe("application/json");
    expect(request.text()).toBe('{"ä":1}');
    expect(request.json()).toEqual({ ä: 1 });
    await wrapHttp(open, handler)(event({ body: "/wAB", isBase64Encoded: true }), invocation);
    expect([...firstOf<HttpRequest>(calls, 1).bytes]).toEqual([255, 0, 1]);
    const { body: _, cookies: __, pathParameters: ___, ...bare } = event();
    await wrapHttp(open, handler)(bare, invocation);
    expect(calls[2]?.first).toMatchObject({ parameters: {}, cookies: {} });
    expect(firstOf<HttpRequest>(calls, 2).text()).toBe("");
  });

  test.each<[string, unknown, object]>([
    [
      "a value",
      { a: 1 },
      { statusCode: 200, body: '{"a":1}', headers: { "content-type": "application/json" } },
    ],
    ["a list", [1], { statusCode: 200, body: "[1]" }],
    ["nothing", undefined, { statusCode: 204, body: "" }],
    ["null", null, { statusCode: 204, body: "" }],
    ["false", false, { statusCode: 200, body: "false" }],
    [
      "a text",
      "hi",
      { statusCode: 200, body: "hi", headers: { "content-type": "text/plain; charset=utf-8" } },
    ],
    ["bytes", new Uint8Array([255, 0]), { statusCode: 200, body: "/wA=", isBase64Encoded: true }],
    [
      "a whole answer",
      { statusCode: 302, headers: { Location: "/x", "Cache-Control": "max-age=1" }, cookies: ["a=1"] },
      { statusCode: 302, cookies: ["a=1"], headers: { location: "/x", "cache-control": "max-age=1" } },
    ],
    ["what only looks like one", { statusCode: "404" }, { statusCode: 200, body: '{"statusCode":"404"}' }],
  ])("answers with %s", async (_, value, expected) => {
    const result = await wrapHttp(open, recorder(() => value).handler)(event(), invocation);
    expect(result).toMatchObject(expected);
    expect(result.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("on a public route knows nobody, whatever the headers say", async () => {
    const { calls, handler } = recorder();
    const headers = { authorization: "Bearer forged", "x-plinth-tenant": "acme", "x-plinth-user": "jane" };
    await wrapHttp(open, handler)(event({ headers }), invocation);
    expect(calls[0]?.context).toMatchObject({ caller: "anonymous", user: null, tenant: null, roles: [] });
  });

  test("on another route knows what the authorizer verified", async () => {
    const claims = { sub: "jane", username: "jane", tenant_id: "acme", roles: "[member admin]" };
    const { calls, handler } = recorder();
    expect(await wrapHttp(closed, handler)(event({}, claims), invocation)).toMatchObject({ statusCode: 204 });
    expect(calls[0]?.context).toMatchObject({
      caller: "user",
      tenant: { id: "acme" },
      roles: ["member", "admin"],
    });
    const refused = await wrapHttp(closed, handler)(event({}, { ...claims, roles: "[member]" }), invocation);
    expect([refused.statusCode, bodyOf(refused).error.type]).toEqual([403, "Unauthorized"]);
    expect(await wrapHttp(closed, handler)(event(), invocation)).toMatchObject({ statusCode: 401 });
    expect(calls).toHaveLength(1);
  });

  test("answers errors by their type", async () => {
    const at = async (error: unknown) => {
      const result = await wrapHttp({ ...open, secrets }, fail(error))(event(), invocation);
      return [result.statusCode, bodyOf(result).error];
    };
    expect(await at(new FunctionError("NotFound", "No."))).toEqual([
      404,
      { type: "NotFound", message: "No.", info: null },
    ]);
    expect((await at(new FunctionError("Unpaid", "Pay.", { status: 402 })))[0]).toBe(402);
    expect((await at(new FunctionError("Odd", "Odd.")))[0]).toBe(400);
    expect(await at(inside)).toEqual([
      500,
      { type: "InternalError", message: "Something went wrong.", info: { requestId: "r1" } },
    ]);
    expect(logged().at(-1)).toMatchObject({ Failures: 1 });
    const badJson = recorder((request: HttpRequest) => request.json() as never).handler;
    expect((await wrapHttp(open, badJson)(event({ body: "{" }), invocation)).statusCode).toBe(400);
  });
});

describe("functions that nobody calls", () => {
  test("run by the clock as the system, in no tenant", async () => {
    const { calls, handler } = recorder();
    const wrapped = wrapSchedule(settings, handler);
    await wrapped({ scheduledAt: "2026-11-22T12:00:00Z", executionId: "e1" }, invocation);
    expect(calls[0]?.first).toEqual({ scheduledAt: "2026-11-22T12:00:00Z", executionId: "e1" });
    expect(calls[0]?.context).toMatchObject({ caller: "system", tenant: null, user: null });
    await wrapped({}, invocation);
    expect(calls[1]?.first).toMatchObject({ executionId: "r1" });
  });

  test("run after a change as the system, in the record's tenant", async () => {
    const { calls, handler } = recorder();
    const change = {
      id: "1",
      kind: "created",
      model: "Label",
      recordId: "l",
      tenantId: "acme",
      userId: null,
      at: "2026",
      before: null,
      after: { id: "l" },
    } as const;
    await wrapModelChange(settings, handler)(change, invocation);
    expect(calls[0]?.first).toEqual(change);
    expect(calls[0]?.context).toMatchObject({ caller: "system", tenant: { id: "acme" } });
  });

  test.each([
    [
      "by the clock",
      (handler: AnyHandler) => wrapSchedule({ ...settings, secrets }, handler)({}, invocation),
    ],
    [
      "after an upload",
      (handler: AnyHandler) =>
        wrapFileUpload({ ...settings, secrets, prefix: "" }, handler)(
          { detail: { object: { key: "tenants/acme/files/01K/a.pdf", size: 1 } } },
          invocation,
        ),
    ],
  ])("%s fail so that they are tried again, without a word too many", async (_, run) => {
    await expect(run(fail(inside))).rejects.toThrow(/^Something went wrong. Request r1.$/);
    await expect(run(fail(new FunctionError("NotFound", "x")))).rejects.toThrow();
    expect(lines.join()).not.toContain("s3cr3t");
  });
});

describe("a file upload function", () => {
  const event = (key: string) => ({ id: "e1", detail: { object: { key, size: 3 } } });
  const upload = { ...settings, prefix: "invoices/" };

  test("gets the file, and can read it", async () => {
    await using s3 = await listen(() => ({ headers: { "content-type": "text/plain" }, body: "abc" }));
    set({ AWS_ENDPOINT_URL_S3: s3.address, PLINTH_FILES_BUCKET: "bucket" });
    const { calls, handler } = recorder();
    await wrapFileUpload(upload, handler)(event("tenants/acme/invoices/01K/a.pdf"), invocation);
    const file = firstOf<UploadedFile>(calls);
    expect(file).toMatchObject({ id: "e1", tenantId: "acme", name: "a.pdf", size: 3 });
    expect(calls[0]?.context).toMatchObject({ caller: "system", tenant: { id: "acme" } });
    const response = await file.open();
    expect([await response.text(), response.headers.get("content-type")]).toEqual(["abc", "text/plain"]);
    expect(s3.received[0]?.url).toMatch(
      /^\/bucket\/tenants\/acme\/invoices\/01K\/a\.pdf\?.*X-Amz-Expires=300/,
    );
  });

  test("says so where the file is gone", async () => {
    await using s3 = await listen(() => ({ status: 404, body: "<Error/>" }));
    set({ AWS_ENDPOINT_URL_S3: s3.address, PLINTH_FILES_BUCKET: "bucket" });
    const { calls, handler } = recorder();
    await wrapFileUpload(upload, handler)(event("tenants/acme/invoices/01K/a.pdf"), invocation);
    await expect(firstOf<UploadedFile>(calls).open()).rejects.toThrow("S3 answered 404");
  });

  test.each([
    "tenants/acme/other/01K/a.pdf",
    "tenants/acme/x/invoices/a.pdf",
    "tenants/acme/../other/invoices/a.pdf",
    "tenants/invoices/a.pdf",
    "invoices/a.pdf",
    "tenants/acme/invoices/",
  ])("is not called for %s", async (key) => {
    const { calls, handler } = recorder();
    await wrapFileUpload(upload, handler)(event(key), invocation);
    expect(calls).toEqual([]);
  });
});

describe("a sign-in function", () => {
  const event = {
    version: "1",
    triggerSource: "PreSignUp_SignUp",
    userPoolId: "eu-west-1_x",
    userName: "u1",
    callerContext: { clientId: "c1" },
    request: {
      userAttributes: { email: "jane@acme.example", sub: "s1", age: 5 },
      clientMetadata: { plan: "pro" },
      codeParameter: "{####}",
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false },
  };

  test("gets what Cognito knows, and its answer becomes the response", async () => {
    const { calls, handler } = recorder(() => ({ autoConfirmUser: true }));
    const answer = await wrapSignIn(settings, handler)(event, invocation);
    expect(calls[0]?.first).toEqual({
      source: "PreSignUp_SignUp",
      userId: "s1",
      username: "u1",
      attributes: { email: "jane@acme.example", sub: "s1" },
      clientMetadata: { plan: "pro" },
      code: "{####}",
    });
    expect(answer).toEqual({ ...event, response: { autoConfirmUser: true, autoVerifyEmail: false } });
  });

  test("may answer nothing", async () => {
    expect(await wrapSignIn(settings, recorder().handler)(event, invocation)).toEqual(event);
    const bare = { ...event, request: {} };
    expect(await wrapSignIn(settings, recorder().handler)(bare, invocation)).toEqual(bare);
  });

  test("refuses in its own words, and fails in none", async () => {
    const refuse = fail(new FunctionError("Invalid", "Use your company's address."));
    await expect(wrapSignIn(settings, refuse)(event, invocation)).rejects.toThrow(
      /^Use your company's address.$/,
    );
    await expect(wrapSignIn(settings, fail(inside))(event, invocation)).rejects.toThrow(
      /^Something went wrong/,
    );
  });
});

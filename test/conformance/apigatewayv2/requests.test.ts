import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  type CreateStageCommandInput,
  DeleteApiCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { target } from "../../support/cloud/target.ts";

// HTTP APIs with real functions behind them, and real tokens of user pools before.

const { settings } = target();
const unique = `http${Date.now().toString(36)}`;
const Password = "Correct-Horse-7";
let client: ApiGatewayV2Client;
let functions: Functions;
let ApiId = "";
let url = "";
let group = "";
const tokens: Record<string, string> = {};
let pool = "";
let app = "";

async function userPool(name: string): Promise<{ pool: string; app: string; access: string; id: string }> {
  const idp = new CognitoIdentityProviderClient(settings);
  const { UserPool } = await idp.send(new CreateUserPoolCommand({ PoolName: `${unique}-${name}` }));
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  const user = { UserPoolId, Username: "jane" };
  await idp.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
  await idp.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }));
  const ClientId = UserPoolClient?.ClientId ?? "";
  const { AuthenticationResult } = await idp.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "jane", PASSWORD: Password },
    }),
  );
  return {
    pool: UserPoolId,
    app: ClientId,
    access: AuthenticationResult?.AccessToken ?? "",
    id: AuthenticationResult?.IdToken ?? "",
  };
}

beforeAll(async () => {
  client = new ApiGatewayV2Client(settings);
  const own = await userPool("own");
  const other = await userPool("other");
  ({ pool, app } = own);
  Object.assign(tokens, { access: own.access, id: own.id, stranger: other.access });

  functions = await functionsFor(settings, unique, ["logs:*"]);
  const name = await functions.create(
    "echo",
    `export async function handler(event) {
       const path = event.rawPath.split("/").at(-1);
       if (path === "slow") await new Promise((resolve) => setTimeout(resolve, 30_000));
       if (path === "throws") throw new Error("broken");
       if (path === "untrue") return { statusCode: 42, body: "?" };
       if (path === "malformed") return { statusCode: "many" };
       if (path === "plain") return { greeting: "hi" };
       if (path === "cookies") return { statusCode: 201, cookies: ["a=1", "b=2; Secure"], headers: { "X-Mine": "m", "content-type": "text/html" }, body: "<p>" };
       if (path === "binary") return { statusCode: 200, isBase64Encoded: true, headers: { "content-type": "image/png" }, body: Buffer.from([137, 80]).toString("base64") };
       return event;
     }`,
  );
  const account = functions.roleArn.split(":")[4];
  const arn = `arn:aws:lambda:${settings.region}:${account}:function:${name}`;
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: "a",
      Action: "lambda:InvokeFunction",
      Principal: "apigateway.amazonaws.com",
    }),
  );
  const api = await client.send(
    new CreateApiCommand({
      Name: unique,
      ProtocolType: "HTTP",
      CorsConfiguration: {
        AllowOrigins: ["http://localhost:3000"],
        AllowMethods: ["GET", "POST"],
        AllowHeaders: ["authorization"],
        ExposeHeaders: ["x-mine"],
        AllowCredentials: true,
        MaxAge: 300,
      },
    }),
  );
  ApiId = api.ApiId ?? "";
  url = api.ApiEndpoint ?? "";
  group = `/${unique}/access`;
  await new CloudWatchLogsClient(settings).send(new CreateLogGroupCommand({ logGroupName: group }));
  const stage = (StageName: string, more: Partial<CreateStageCommandInput> = {}) =>
    client.send(new CreateStageCommand({ ApiId, StageName, AutoDeploy: true, ...more }));
  await stage("$default", { StageVariables: { table: "t1" } });
  await stage("v1", {
    AccessLogSettings: {
      DestinationArn: `arn:aws:logs:${settings.region}:${account}:log-group:${group}`,
      Format:
        '{"id":"$context.requestId","route":"$context.routeKey","status":"$context.status","method":"$context.httpMethod","sub":"$context.authorizer.claims.username","why":"$context.error.message","nothing":"$context.unknown"}',
    },
  });
  const integration = async (TimeoutInMillis?: number) => {
    const made = await client.send(
      new CreateIntegrationCommand({
        ApiId,
        IntegrationType: "AWS_PROXY",
        IntegrationUri: arn,
        PayloadFormatVersion: "2.0",
        ...(TimeoutInMillis && { TimeoutInMillis }),
      }),
    );
    return `integrations/${made.IntegrationId}`;
  };
  const Target = await integration();
  const slow = await integration(100);
  const { AuthorizerId } = await client.send(
    new CreateAuthorizerCommand({
      ApiId,
      Name: "pool",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: {
        Issuer: `https://cognito-idp.${settings.region}.amazonaws.com/${pool}`,
        Audience: [app],
      },
    }),
  );
  const route = (RouteKey: string, more = {}) =>
    client.send(new CreateRouteCommand({ ApiId, RouteKey, Target, ...more }));
  const jwt = { AuthorizationType: "JWT" as const, AuthorizerId };
  for (const key of [
    "GET /pets",
    "ANY /pets/{id}",
    "GET /pets/dog",
    "GET /pets/{proxy+}",
    "POST /pets/{id}",
    "GET /pets/dog/{proxy+}",
    "ANY /echo/{name}",
    "$default",
  ])
    await route(key);
  await route("GET /echo/slow", { Target: slow });
  await route("GET /closed", jwt);
  await route("GET /scoped", { ...jwt, AuthorizationScopes: ["aws.cognito.signin.user.admin", "other"] });
  await route("GET /forbidden", { ...jwt, AuthorizationScopes: ["shop/write"] });
}, 60_000);
afterAll(async () => {
  await client.send(new DeleteApiCommand({ ApiId }));
  await functions.removeAll();
});

const event = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${url}${path}`, init);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown> & {
    readonly requestContext: Record<string, unknown>;
  };
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
describe("the most specific route", () => {
  it.each([
    ["GET", "/pets", "GET /pets", {}],
    ["GET", "/pets/dog", "GET /pets/dog", {}],
    ["POST", "/pets/dog", "POST /pets/{id}", { id: "dog" }],
    ["PUT", "/pets/cat", "ANY /pets/{id}", { id: "cat" }],
    ["GET", "/pets/dog/1/2", "GET /pets/dog/{proxy+}", { proxy: "1/2" }],
    ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
    ["GET", "/pets/a%20b", "ANY /pets/{id}", { id: "a b" }],
    ["DELETE", "/elsewhere", "$default", undefined],
  ])("of %s %s is %s", async (method, path, routeKey, parameters) => {
    const { routeKey: taken, pathParameters } = await event(path, { method });
    expect(taken).toBe(routeKey);
    if (parameters !== undefined && Object.keys(parameters).length > 0)
      expect(pathParameters).toEqual(parameters);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
describe("a function", () => {
  it("gets the request in payload format 2.0", async () => {
    const given = await event("/echo/it?a=1&a=2&b=%20x", {
      method: "POST",
      headers: { "content-type": "application/json", "X-Mine": "m", cookie: "one=1; two=2" },
      body: '{"a":1}',
    });
    expect(given).toMatchObject({
      version: "2.0",
      routeKey: "ANY /echo/{name}",
      rawPath: "/echo/it",
      rawQueryString: "a=1&a=2&b=%20x",
      cookies: ["one=1", "two=2"],
      headers: { "x-mine": "m", "content-type": "application/json" },
      queryStringParameters: { a: "1,2", b: " x" },
      pathParameters: { name: "it" },
      stageVariables: { table: "t1" },
      body: '{"a":1}',
      isBase64Encoded: false,
      requestContext: {
        apiId: ApiId,
        routeKey: "ANY /echo/{name}",
        stage: "$default",
        http: { method: "POST", path: "/echo/it", protocol: "HTTP/1.1", sourceIp: expect.any(String) },
        requestId: expect.any(String),
        time: expect.stringMatching(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/),
        timeEpoch: expect.any(Number),
      },
    });
    expect(given["headers"]).not.toHaveProperty("cookie");
    expect(given.requestContext).not.toHaveProperty("authorizer");
  });
  it("gets binary bodies in base 64", async () => {
    const given = await event("/echo/it", {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array([255, 0]),
    });
    expect([given["isBase64Encoded"], given["body"]]).toEqual([true, "/wA="]);
  });
  it("is told of the stage in its path", async () => {
    expect(await event("/v1/echo/it")).toMatchObject({
      rawPath: "/v1/echo/it",
      requestContext: { stage: "v1", http: { path: "/v1/echo/it" } },
    });
  });
  it("may answer with a plain value", async () => {
    const response = await fetch(`${url}/echo/plain`);
    expect([response.status, response.headers.get("content-type"), await response.json()]).toEqual([
      200,
      "application/json",
      { greeting: "hi" },
    ]);
  });
  it("may answer with status, headers and cookies", async () => {
    const response = await fetch(`${url}/echo/cookies`);
    expect([
      response.status,
      response.headers.get("content-type"),
      response.headers.get("x-mine"),
      await response.text(),
    ]).toEqual([201, "text/html", "m", "<p>"]);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2; Secure"]);
  });
  it("may answer with bytes", async () => {
    const response = await fetch(`${url}/echo/binary`);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([137, 80]);
  });
  it.each([
    ["throws", 500, "Internal Server Error"],
    ["malformed", 500, "Internal Server Error"],
    ["untrue", 500, "Internal Server Error"],
    ["slow", 503, "Service Unavailable"],
  ])("that is %s is answered with %i", async (path, status, message) => {
    const response = await fetch(`${url}/echo/${path}`);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
    expect(response.headers.get("apigw-requestid")).toBeTruthy();
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
describe("a JWT authorizer", () => {
  const ask = (path: string, token: string) =>
    fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  it.each(["access", "id"])("lets a user's %s token in, with its claims", async (kind) => {
    const { requestContext } = (await (await ask("/closed", tokens[kind] ?? "")).json()) as {
      requestContext: Record<string, unknown>;
    };
    expect(requestContext["authorizer"]).toMatchObject({
      jwt: { claims: { token_use: kind, sub: expect.any(String) }, scopes: null },
    });
  });
  it("wants one of the route's scopes", async () => {
    const response = await ask("/scoped", tokens["access"] ?? "");
    expect(await response.json()).toMatchObject({
      requestContext: { authorizer: { jwt: { scopes: ["aws.cognito.signin.user.admin"] } } },
    });
    const without = await ask("/forbidden", tokens["access"] ?? "");
    expect([without.status, await without.json()]).toEqual([403, { message: "Forbidden" }]);
  });
  it.each([
    ["of another pool", () => tokens["stranger"] ?? "", "invalid issuer"],
    ["that was changed", () => `${(tokens["access"] ?? "").slice(0, -8)}AAAAAAAA`, "signature"],
    ["that is none", () => "nonsense", "malformed"],
  ])("keeps a token out %s", async (_what, make, why) => {
    const response = await ask("/closed", make());
    expect([response.status, await response.json()]).toEqual([401, { message: "Unauthorized" }]);
    expect(response.headers.get("www-authenticate")).toContain(why);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
describe("CORS", () => {
  const from = (origin: string, init: RequestInit = {}) =>
    fetch(`${url}/pets`, {
      ...init,
      headers: { origin, ...(init.method === "OPTIONS" && { "access-control-request-method": "GET" }) },
    });
  it("answers preflights of allowed origins", async () => {
    const { status, headers } = await from("http://localhost:3000", { method: "OPTIONS" });
    expect(status).toBe(204);
    expect([
      headers.get("access-control-allow-origin"),
      headers.get("access-control-allow-methods"),
      headers.get("access-control-allow-headers"),
      headers.get("access-control-max-age"),
      headers.get("access-control-allow-credentials"),
    ]).toEqual(["http://localhost:3000", "GET,POST", "authorization", "300", "true"]);
  });
  it("says nothing to others", async () => {
    const { status, headers } = await from("http://localhost:4000", { method: "OPTIONS" });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, null]);
  });
  it("adds its headers to answers", async () => {
    const { headers } = await from("http://localhost:3000");
    expect([
      headers.get("access-control-allow-origin"),
      headers.get("access-control-expose-headers"),
    ]).toEqual(["http://localhost:3000", "x-mine"]);
  });
});

describe("a stage", () => {
  it("writes its access log in its own format", async () => {
    const good = await fetch(`${url}/v1/closed`, {
      headers: { authorization: `Bearer ${tokens["access"]}` },
    });
    const bad = await fetch(`${url}/v1/closed`);
    const lineOf = (id: string) =>
      eventually(async () => {
        const { events = [] } = await new CloudWatchLogsClient(settings).send(
          new FilterLogEventsCommand({ logGroupName: group }),
        );
        const line = events
          .map(({ message = "{}" }) => JSON.parse(message) as Record<string, string>)
          .find((each) => each["id"] === id);
        if (line === undefined) throw new Error("not yet");
        return line;
      });
    expect(await lineOf(good.headers.get("apigw-requestid") ?? "")).toMatchObject({
      route: "GET /closed",
      status: "200",
      method: "GET",
      sub: "jane",
      why: "-",
      nothing: "-",
    });
    expect(await lineOf(bad.headers.get("apigw-requestid") ?? "")).toMatchObject({
      status: "401",
      sub: "-",
      why: "Unauthorized",
    });
  });
  it("lets no more through than its limits say", async () => {
    await client.send(
      new UpdateStageCommand({
        ApiId,
        StageName: "v1",
        DefaultRouteSettings: { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 },
        RouteSettings: { "GET /pets/dog": { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000 } },
      }),
    );
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await fetch(`${url}/v1/pets`)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(await (await fetch(`${url}/v1/pets`)).json()).toEqual({ message: "Too Many Requests" });
    expect((await fetch(`${url}/v1/pets/dog`)).status).toBe(200);
    expect((await fetch(`${url}/pets`)).status).toBe(200);
  });
});

it("a body has at most 10 MB", async () => {
  const response = await fetch(`${url}/echo/it`, {
    method: "POST",
    body: Buffer.alloc(10 * 1024 * 1024 + 1),
  });
  expect([response.status, await response.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
});

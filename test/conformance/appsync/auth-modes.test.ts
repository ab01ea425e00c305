import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { target } from "../../support/cloud/target.ts";
import { createApi, type TestApi } from "./api.ts";

// Real tokens of real user pools, a real Lambda authorizer, and the directives that say who sees what.

const schema = `
  type Note @aws_cognito_user_pools @aws_lambda { id: ID! text: String  secret: String @aws_cognito_user_pools(cognito_groups: ["Chiefs"]) }
  type Query {
    default: String
    note: Note @aws_cognito_user_pools @aws_lambda
    chiefs: String @aws_cognito_user_pools(cognito_groups: ["Chiefs", "Owners"])
    lambda: AWSJSON @aws_lambda
    both: String @aws_api_key @aws_lambda
    identity: AWSJSON @aws_cognito_user_pools
    keyed: String @aws_api_key
    denied: String @aws_lambda
  }
`;
const { settings } = target();
const unique = `auth${Date.now().toString(36)}`;
const Password = "Correct-Horse-7";
let api: TestApi;
let strict: TestApi;
let functions: Functions;
let idp: CognitoIdentityProviderClient;
const tokens: Record<string, string> = {};
let pool = "";
let client = "";

const give = (expression: string) =>
  `import { util } from "@aws-appsync/utils"; export function request(ctx) { return { payload: ${expression} }; } export function response(ctx) { return ctx.result; }`;

async function userPool(): Promise<{ pool: string; client: string }> {
  const { UserPool } = await idp.send(new CreateUserPoolCommand({ PoolName: unique }));
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "c",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  return { pool: UserPoolId, client: UserPoolClient?.ClientId ?? "" };
}

async function signedIn(UserPoolId: string, ClientId: string, Username: string, ...groups: string[]) {
  await idp.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
  await idp.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  for (const GroupName of groups)
    await idp.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
  const { AuthenticationResult } = await idp.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  );
  return { access: AuthenticationResult?.AccessToken ?? "", id: AuthenticationResult?.IdToken ?? "" };
}

beforeAll(async () => {
  idp = new CognitoIdentityProviderClient(settings);
  ({ pool, client } = await userPool());
  const elsewhere = await userPool();
  for (const GroupName of ["Chiefs", "Others"])
    await idp.send(new CreateGroupCommand({ UserPoolId: pool, GroupName }));
  const jane = await signedIn(pool, client, "jane", "Chiefs");
  const bob = await signedIn(pool, client, "bob", "Others");
  Object.assign(tokens, { jane: jane.access, janeId: jane.id, bob: bob.access });
  tokens["stranger"] = (await signedIn(elsewhere.pool, elsewhere.client, "eve")).access;

  functions = await functionsFor(settings, unique, ["logs:*"]);
  const name = await functions.create(
    "authorizer",
    `let count = 0;
     export async function handler(event) {
       count += 1;
       const token = event.authorizationToken;
       if (token === "broken") throw new Error("no");
       return {
         isAuthorized: token.startsWith("let-in"),
         resolverContext: { who: token, count, operation: event.requestContext.queryString, apiId: event.requestContext.apiId },
         deniedFields: ["Query.denied"],
         ...(token.endsWith("fresh") && { ttlOverride: 0 }),
       };
     }`,
  );
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: "a",
      Action: "lambda:InvokeFunction",
      Principal: "appsync.amazonaws.com",
    }),
  );
  const authorizerUri = `arn:aws:lambda:${settings.region}:${functions.roleArn.split(":")[4]}:function:${name}`;
  const userPoolConfig = { userPoolId: pool, awsRegion: settings.region };
  api = await createApi(settings, schema, {
    additionalAuthenticationProviders: [
      { authenticationType: "AMAZON_COGNITO_USER_POOLS", userPoolConfig },
      {
        authenticationType: "AWS_LAMBDA",
        lambdaAuthorizerConfig: { authorizerUri, identityValidationExpression: "^(let|keep|broken)" },
      },
    ],
  });
  for (const field of ["default", "chiefs", "both", "keyed", "denied"])
    await api.resolver("Query", field, "nothing", give('"seen"'));
  await api.resolver("Query", "note", "nothing", give('{ id: "1", text: "t", secret: "s" }'));
  await api.resolver("Query", "lambda", "nothing", give("{ identity: ctx.identity, type: util.authType() }"));
  await api.resolver(
    "Query",
    "identity",
    "nothing",
    give("{ identity: ctx.identity, type: util.authType() }"),
  );

  strict = await createApi(
    settings,
    'type Query { open: String  chiefs: String @aws_auth(cognito_groups: ["Chiefs"]) }',
    {
      authenticationType: "AMAZON_COGNITO_USER_POOLS",
      userPoolConfig: { ...userPoolConfig, defaultAction: "DENY", appIdClientRegex: client },
    },
  );
  for (const field of ["open", "chiefs"]) await strict.resolver("Query", field, "nothing", give('"seen"'));
}, 60_000);
afterAll(() => functions.removeAll());

const as = (who: string, query: string, on = api) =>
  on.query(query, {}, { authorization: tokens[who] ?? who });
const denied = (field: string, type = "Query") => [
  {
    path: expect.any(Array),
    data: null,
    errorType: "Unauthorized",
    errorInfo: null,
    locations: expect.any(Array),
    message: `Not Authorized to access ${field} on type ${type}`,
  },
];

describe("users of a pool", () => {
  it("are known with groups and claims", async () => {
    const { data } = await as("jane", "{ identity }");
    expect(JSON.parse(String(data?.["identity"]))).toMatchObject({
      type: "User Pool Authorization",
      identity: {
        username: "jane",
        groups: ["Chiefs"],
        issuer: expect.stringContaining(pool),
        claims: { token_use: "access", client_id: client },
        sourceIp: [expect.any(String)],
        defaultAuthStrategy: "ALLOW",
      },
    });
  });
  it("may show their ID token as well", async () => {
    const { data } = await as("janeId", "{ identity }");
    expect(JSON.parse(String(data?.["identity"]))).toMatchObject({
      identity: { username: "jane", claims: { token_use: "id" } },
    });
  });
  it("see what their groups see", async () => {
    expect((await as("jane", "{ chiefs note { secret } }")).data).toEqual({
      chiefs: "seen",
      note: { secret: "s" },
    });
  });
  it("do not see what is others'", async () => {
    const { data, errors } = await as("bob", "{ chiefs note { text secret } }");
    expect(data).toEqual({ chiefs: null, note: { text: "t", secret: null } });
    expect(errors).toEqual([...denied("chiefs"), ...denied("secret", "Note")]);
  });
  it("do not see what only the default mode sees", async () => {
    const { data, errors } = await as("jane", "{ default keyed lambda }");
    expect(data).toEqual({ default: null, keyed: null, lambda: null });
    expect(errors).toHaveLength(3);
  });
  it("of another pool are nobody", async () => {
    expect(await as("stranger", "{ chiefs }")).toMatchObject({
      status: 401,
      errors: [{ errorType: "UnauthorizedException" }],
    });
  });
  it("with a token that was changed are nobody", async () => {
    const [header = "", payload = "", signature = ""] = (tokens["bob"] ?? "").split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, "cognito:groups": ["Chiefs"] })).toString(
      "base64url",
    );
    expect((await as(`${header}.${forged}.${signature}`, "{ chiefs }")).status).toBe(401);
  });
});

describe("a pool whose default action is to deny", () => {
  it("shows only what directives allow", async () => {
    const { data, errors } = await as("jane", "{ open chiefs }", strict);
    expect(data).toEqual({ open: null, chiefs: "seen" });
    expect(errors).toEqual(denied("open"));
    expect((await as("bob", "{ chiefs }", strict)).data).toEqual({ chiefs: null });
  });
});

// https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization
describe("a Lambda authorizer", () => {
  it("lets in, with a context for resolvers", async () => {
    const { data } = await as("let-in-1", "query Mine { lambda both note { text } }");
    expect(data).toMatchObject({ both: "seen", note: { text: "t" } });
    expect(JSON.parse(String(data?.["lambda"]))).toEqual({
      type: "Lambda Authorization",
      identity: {
        resolverContext: {
          who: "let-in-1",
          count: expect.any(Number),
          operation: "query Mine { lambda both note { text } }",
          apiId: api.apiId,
        },
      },
    });
  });
  it("takes fields away", async () => {
    const { data, errors } = await as("let-in-1", "{ denied both }");
    expect([data, errors]).toEqual([{ denied: null, both: "seen" }, denied("denied")]);
  });
  it("is asked once while its answer lives", async () => {
    const count = async (token: string) => {
      const { data } = await as(token, "{ lambda }");
      return (JSON.parse(String(data?.["lambda"])) as { identity: { resolverContext: { count: number } } })
        .identity.resolverContext.count;
    };
    expect(await count("let-in-kept")).toBe(await count("let-in-kept"));
    expect(await count("let-in-fresh")).not.toBe(await count("let-in-fresh"));
  });
  it.each([
    ["refuses", "keep-out"],
    ["fails", "broken"],
    ["is not asked: the token has another shape", "unknown"],
  ])("that %s keeps out", async (_what, token) => {
    expect(await as(token, "{ lambda }")).toMatchObject({
      status: 401,
      errors: [{ errorType: "UnauthorizedException", message: "You are not authorized to make this call." }],
    });
  });
});

describe("an API key", () => {
  it("sees what is the default mode's, and what names it", async () => {
    const { data, errors } = await api.query("{ default keyed both note { text } }");
    expect(data).toEqual({ default: "seen", keyed: "seen", both: "seen", note: null });
    expect(errors).toEqual(denied("note"));
  });
});

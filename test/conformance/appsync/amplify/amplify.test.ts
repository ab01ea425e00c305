import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Functions, functionsFor } from "../../../support/cloud/functions.ts";
import { target } from "../../../support/cloud/target.ts";
import { createApi } from "../api.ts";

const { settings, local } = target();
const unique = `amplify${Date.now().toString(36)}`;
const folder = mkdtempSync(join(tmpdir(), "plinth-amplify-api-"));
const password = "Correct-Horse-7";
const steps = new Map<string, unknown>();
let functions: Functions;

const everyMode = "@aws_api_key @aws_iam @aws_lambda @aws_cognito_user_pools";
const schema = `
  type Note ${everyMode} { id: ID! tenant: String! text: String }
  type Query { who: String ${everyMode} }
  type Mutation { save(tenant: String!, text: String): Note  expel(tenant: String!): String }
  type Subscription {
    onSaved(tenant: String): Note @aws_subscribe(mutations: ["save"]) ${everyMode}
    onRefused: Note @aws_subscribe(mutations: ["save"])
  }
`;
const head = 'import { util, extensions } from "@aws-appsync/utils";';
const unit = (request: string, response = "return ctx.result;") =>
  `${head} export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;
const filter = '{ filterGroup: [{ filters: [{ fieldName: "tenant", operator: "eq", value: tenant }] }] }';

beforeAll(async () => {
  const cloud = local();
  if (cloud === null) throw new Error("The application trusts the local cloud's own certificate.");
  const idp = new CognitoIdentityProviderClient(settings);
  const { UserPool } = await idp.send(new CreateUserPoolCommand({ PoolName: unique }));
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  for (const [Username, GroupName] of [
    ["jane", "acme"],
    ["bob", "globex"],
  ] as const) {
    await idp.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    await idp.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
    const user = { UserPoolId, Username };
    await idp.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    await idp.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
  functions = await functionsFor(settings, unique, ["logs:*"]);
  const name = await functions.create(
    "authorizer",
    'export const handler = async ({ authorizationToken }) => ({ isAuthorized: authorizationToken === "let-in" });',
  );
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: "a",
      Action: "lambda:InvokeFunction",
      Principal: "appsync.amazonaws.com",
    }),
  );
  const api = await createApi(settings, schema, {
    additionalAuthenticationProviders: [
      { authenticationType: "AWS_IAM" },
      {
        authenticationType: "AMAZON_COGNITO_USER_POOLS",
        userPoolConfig: { userPoolId: UserPoolId, awsRegion: settings.region },
      },
      {
        authenticationType: "AWS_LAMBDA",
        lambdaAuthorizerConfig: {
          authorizerUri: `arn:aws:lambda:${settings.region}:${cloud.accountId}:function:${name}`,
        },
      },
    ],
  });
  await api.resolver("Query", "who", "nothing", unit("return { payload: util.authType() };"));
  await api.resolver(
    "Mutation",
    "save",
    "nothing",
    unit("return { payload: { id: util.autoId(), ...ctx.args } };"),
  );
  await api.resolver(
    "Mutation",
    "expel",
    "nothing",
    unit(
      'return { payload: "out" };',
      'extensions.invalidateSubscriptions({ subscriptionField: "onSaved", payload: { tenant: ctx.args.tenant } }); return ctx.result;',
    ),
  );
  await api.resolver(
    "Subscription",
    "onSaved",
    "nothing",
    unit(
      "return { payload: null };",
      `const groups = ctx.identity?.groups; const tenant = groups ? groups[0] : ctx.args.tenant;
       extensions.setSubscriptionFilter(${filter}); extensions.setSubscriptionInvalidationFilter(${filter}); return null;`,
    ),
  );
  await api.resolver(
    "Subscription",
    "onRefused",
    "nothing",
    unit('util.error("not for you", "Unauthorized");'),
  );

  const file = join(folder, "settings.json");
  writeFileSync(
    file,
    JSON.stringify({
      endpoint: cloud.endpoint,
      url: api.url,
      region: settings.region,
      apiKey: api.key,
      userPoolId: UserPoolId,
      userPoolClientId: UserPoolClient?.ClientId,
      credentials: cloud.credentials,
      password,
    }),
  );
  await cloud.prepareCertificate();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, "app.ts"), file],
    {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: cloud.caFile },
      timeout: 90_000,
    },
  );
  for (const line of stdout.split("\n").filter((text) => text.startsWith("{"))) {
    const { step, value } = JSON.parse(line) as { step: string; value: unknown };
    steps.set(step, value);
  }
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await functions.removeAll();
});

test.each([
  ["userPool", "User Pool Authorization"],
  ["iam", "IAM Authorization"],
  ["apiKey", "API Key Authorization"],
  ["lambda", "Lambda Authorization"],
])("queries are let in by %s", (mode, type) => {
  expect(steps.get(`who, by ${mode}`)).toBe(type);
});

test.each([
  ["jane", ["for acme", "last for acme"]],
  ["signed", ["for acme", "last for acme"]],
  ["keyed", ["for globex", "last for globex"]],
  ["token", ["for acme", "last for acme"]],
  ["bob", ["for bob"]],
])("events over wss reach %s of the right tenant only", (who, texts) => {
  expect(steps.get(`heard by ${who}`)).toEqual(texts);
});

test("nothing is heard after unsubscribing", () => {
  expect(steps.get("after unsubscribing")).toEqual([2, "after jane left"]);
});

test("a resolver's refusal reaches the observer", () => {
  expect(steps.get("refused")).toContain("not for you");
});

test("invalidation closes the connection", () => {
  expect(steps.get("expelled")).toBe("ConnectionDisrupted");
});

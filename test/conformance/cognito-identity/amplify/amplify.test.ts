import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cognitoFixture, password } from "../../cognito/fixture.ts";
import { template } from "./template.ts";

const cloud = cognitoFixture();
const StackName = `amplify-identities-${Date.now()}`;
const folder = mkdtempSync(join(tmpdir(), "plinth-amplify-identities-"));
const steps = new Map<string, unknown>();
let identityPool: string;
let provider: string;

beforeAll(async () => {
  const local = cloud.local();
  if (local === null) throw new Error("The application trusts the local cloud's own certificate.");
  const client = new CloudFormationClient(cloud.settings);
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(template),
      Capabilities: ["CAPABILITY_IAM"],
    }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const output = (name: string) =>
    Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? "";
  identityPool = output("Identities");
  provider = `cognito-idp.${cloud.settings.region}.amazonaws.com/${output("Users")}`;
  const users = [await cloud.user(output("Users")), await cloud.user(output("Users"))];
  const file = join(folder, "amplify_outputs.json");
  const outputs = {
    custom: { plinth: { stage: "local" } },
    Auth: {
      Cognito: {
        userPoolId: output("Users"),
        userPoolClientId: output("Client"),
        userPoolEndpoint: local.endpoint,
        identityPoolId: identityPool,
        identityPoolEndpoint: local.endpoint,
        allowGuestAccess: true,
      },
    },
    API: { GraphQL: { endpoint: output("Url"), region: cloud.settings.region, defaultAuthMode: "iam" } },
  };
  writeFileSync(file, JSON.stringify(outputs));
  await local.prepareCertificate();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, "app.ts"), file, password, ...users.map(({ email }) => email)],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: local.caFile }, timeout: 90_000 },
  );
  for (const line of stdout.split("\n").filter((text) => text.startsWith("{"))) {
    const { step, value } = JSON.parse(line) as { step: string; value: unknown };
    steps.set(step, value);
  }
}, 120_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const client = new CloudFormationClient(cloud.settings);
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
});

test("guests may what their role may", () => {
  expect(steps.get("guest, open")).toEqual({ open: "hello" });
  expect(steps.get("guest, who")).toMatch(/Unauthorized/);
});

test("resolvers know a member by their identity, and roles end at fields", () => {
  const member = steps.get("member") as Record<string, string>;
  expect(member).toMatchObject({
    cognitoIdentityPoolId: identityPool,
    cognitoIdentityId: member["mine"],
    cognitoIdentityAuthType: "authenticated",
    userArn: expect.stringMatching(/assumed-role\/.+\/CognitoIdentityCredentials$/),
  });
  expect(member["cognitoIdentityAuthProvider"]).toMatch(
    new RegExp(`^"${provider}","${provider}:CognitoSignIn:[0-9a-f-]{36}"$`),
  );
  expect(steps.get("member, secret")).toMatch(/Unauthorized/);
});

test("a subscription signed by one identity hears that identity only", () => {
  expect(steps.get("another identity")).toBe(true);
  expect(steps.get("subscription failed")).toBeUndefined();
  expect(steps.get("heard")).toEqual(["of the first", "last"]);
});

import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from "@aws-sdk/client-cloudformation";
import { App, CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { UserPool } from "aws-cdk-lib/aws-cognito";
import {
  IdentityPool,
  IdentityPoolProviderUrl,
  UserPoolAuthenticationProvider,
} from "aws-cdk-lib/aws-cognito-identitypool";
import { expect, test } from "vitest";
import { identityFixture } from "./fixture.ts";

const cloud = identityFixture();
// What the CDK would check takes longer than all the rest.
process.env["CDK_VALIDATION"] = "false";

/** A pool of each kind as the CDK writes them when it is asked for nothing special. */
function template(): string {
  const app = new App();
  const stack = new Stack(app, "identities");
  const userPool = new UserPool(stack, "Users", {
    signInAliases: { email: true },
    selfSignUpEnabled: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const userPoolClient = userPool.addClient("web", { authFlows: { userPassword: true } });
  const identities = new IdentityPool(stack, "Identities", {
    authenticationProviders: {
      userPools: [new UserPoolAuthenticationProvider({ userPool, userPoolClient })],
    },
    roleMappings: [
      {
        mappingKey: "users",
        providerUrl: IdentityPoolProviderUrl.userPool(userPool, userPoolClient),
        useToken: true,
        resolveAmbiguousRoles: true,
      },
    ],
  });
  new CfnOutput(stack, "UsersId", { value: userPool.userPoolId });
  new CfnOutput(stack, "ClientId", { value: userPoolClient.userPoolClientId });
  new CfnOutput(stack, "IdentitiesId", { value: identities.identityPoolId });
  // What is about the CDK's bootstrap stack is left out: nothing of it is needed here.
  const {
    Parameters: _bootstrap,
    Rules: _check,
    ...rest
  } = app.synth().getStackByName("identities").template;
  return JSON.stringify(rest);
}

test("the CDK's own pools deploy as they are, and give credentials", async () => {
  const client = new CloudFormationClient(cloud.settings);
  const StackName = `identities-cdk-${Date.now()}`;
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody: template(), Capabilities: ["CAPABILITY_IAM"] }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const output = (name: string) =>
    Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? "";
  const { email } = await cloud.users.user(output("UsersId"));
  const { IdToken = "" } = await cloud.users.signIn(output("ClientId"), email);
  const logins = { [cloud.providerOf(output("UsersId"))]: IdToken };
  expect((await cloud.credentials(output("IdentitiesId"), logins)).accessKeyId).toMatch(/^ASIA/);
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
}, 60_000);

import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from "@aws-sdk/client-cloudformation";
import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import { expect, test } from "vitest";
import { identityFixture } from "./fixture.ts";

const cloud = identityFixture();
const waiting = { maxWaitTime: 60, minDelay: 1 };

const template = (tag: string) => ({
  Resources: {
    Users: { Type: "AWS::Cognito::UserPool", Properties: { UsernameAttributes: ["email"] } },
    Client: { Type: "AWS::Cognito::UserPoolClient", Properties: { UserPoolId: { Ref: "Users" } } },
    Pool: {
      Type: "AWS::Cognito::IdentityPool",
      Properties: {
        AllowUnauthenticatedIdentities: "false",
        AllowClassicFlow: false,
        CognitoIdentityProviders: [
          {
            ClientId: { Ref: "Client" },
            ProviderName: { "Fn::GetAtt": ["Users", "ProviderName"] },
            ServerSideTokenCheck: true,
          },
        ],
        IdentityPoolTags: [{ Key: "team", Value: tag }],
      },
    },
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Federated: "cognito-identity.amazonaws.com" },
              Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
              Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": { Ref: "Pool" } } },
            },
          ],
        },
      },
    },
    Roles: {
      Type: "AWS::Cognito::IdentityPoolRoleAttachment",
      Properties: {
        IdentityPoolId: { Ref: "Pool" },
        Roles: { authenticated: { "Fn::GetAtt": ["Role", "Arn"] } },
        RoleMappings: {
          users: {
            IdentityProvider: { "Fn::Sub": "$" + "{Users.ProviderName}:$" + "{Client}" },
            Type: "Token",
            AmbiguousRoleResolution: "AuthenticatedRole",
          },
        },
      },
    },
    Tags: {
      Type: "AWS::Cognito::IdentityPoolPrincipalTag",
      Properties: {
        IdentityPoolId: { Ref: "Pool" },
        IdentityProviderName: { "Fn::GetAtt": ["Users", "ProviderName"] },
        UseDefaults: false,
        PrincipalTags: { [tag]: "tenant_id" },
      },
    },
  },
  Outputs: {
    Pool: { Value: { Ref: "Pool" } },
    Name: { Value: { "Fn::GetAtt": ["Pool", "Name"] } },
    Provider: { Value: { "Fn::GetAtt": ["Users", "ProviderName"] } },
    Client: { Value: { Ref: "Client" } },
    Role: { Value: { "Fn::GetAtt": ["Role", "Arn"] } },
    Tags: { Value: { Ref: "Tags" } },
  },
});

test("CloudFormation makes, changes and removes identity pools, their roles and their tags", async () => {
  const client = new CloudFormationClient(cloud.settings);
  const StackName = `identity-conformance-${Date.now()}`;
  const of = (tag: string) => ({
    StackName,
    Capabilities: ["CAPABILITY_IAM" as const],
    TemplateBody: JSON.stringify(template(tag)),
  });
  await client.send(new CreateStackCommand(of("tenant_id")));
  await waitUntilStackCreateComplete({ client, ...waiting }, { StackName });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const outputs = Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
  );
  const { Pool: IdentityPoolId, Provider: ProviderName = "", Client: ClientId, Role } = outputs;
  expect(outputs["Tags"]).toBe(`${IdentityPoolId}|${ProviderName}`);
  const describe = () => cloud.identity().send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(await describe()).toMatchObject({
    IdentityPoolName: outputs["Name"],
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    CognitoIdentityProviders: [{ ClientId, ProviderName, ServerSideTokenCheck: true }],
    IdentityPoolTags: { team: "tenant_id" },
  });
  expect(await cloud.identity().send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).toMatchObject({
    Roles: { authenticated: Role },
    RoleMappings: { [`${ProviderName}:${ClientId}`]: { Type: "Token" } },
  });
  const tags = () =>
    cloud
      .identity()
      .send(new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName: ProviderName }));
  expect((await tags()).PrincipalTags).toEqual({ tenant_id: "tenant_id" });
  await client.send(new UpdateStackCommand(of("tenant")));
  await waitUntilStackUpdateComplete({ client, ...waiting }, { StackName });
  expect((await tags()).PrincipalTags).toEqual({ tenant: "tenant_id" });
  expect((await describe()).IdentityPoolTags).toMatchObject({ team: "tenant" });
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, ...waiting }, { StackName });
  await expect(describe()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

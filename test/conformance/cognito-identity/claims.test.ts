import { SetPrincipalTagAttributeMapCommand } from "@aws-sdk/client-cognito-identity";
import { AddPermissionCommand, GetFunctionCommand } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { identityFixture } from "./fixture.ts";

const cloud = identityFixture();
const name = `claims-${Date.now()}`;
let functions: Functions;
let s3: S3Client;

beforeAll(async () => {
  functions = await functionsFor(cloud.settings, name, ["logs:*"]);
  s3 = new S3Client({ ...cloud.settings, forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({
      Bucket: name,
      CreateBucketConfiguration: { LocationConstraint: cloud.settings.region as never },
    }),
  );
});

afterAll(async () => {
  await s3.send(new DeleteObjectCommand({ Bucket: name, Key: "acme/a.txt" }));
  await s3.send(new DeleteBucketCommand({ Bucket: name }));
  await functions.removeAll();
});

/** A policy variable. */
const tenant = "$" + "{aws:PrincipalTag/tenant_id}";

test("the tenant that a pre token generation function names decides over objects", async () => {
  const FunctionName = await functions.create(
    "tenant",
    `export const handler = async (event) => {
      const claimsToAddOrOverride = { tenant_id: "acme", roles: ["member"] };
      event.response = { claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride } } };
      return event;
    };`,
  );
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: "cognito",
      Action: "lambda:InvokeFunction",
      Principal: "cognito-idp.amazonaws.com",
    }),
  );
  const { Configuration } = await functions.lambda.send(new GetFunctionCommand({ FunctionName }));
  const userPool = await cloud.users.pool({
    LambdaConfig: {
      PreTokenGenerationConfig: { LambdaArn: Configuration?.FunctionArn, LambdaVersion: "V2_0" },
    },
  });
  const { id: client } = await cloud.users.client(userPool);
  const IdentityProviderName = cloud.providerOf(userPool);
  const pool = await cloud.pool({
    CognitoIdentityProviders: [{ ProviderName: IdentityProviderName, ClientId: client }],
  });
  await cloud.identity().send(
    new SetPrincipalTagAttributeMapCommand({
      IdentityPoolId: pool,
      IdentityProviderName,
      PrincipalTags: { tenant_id: "tenant_id" },
    }),
  );
  const authenticated = await cloud.role(
    { pool },
    {
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${name}/*`,
      Condition: { StringEquals: { "aws:PrincipalTag/tenant_id": "acme" } },
    },
    {
      Effect: "Deny",
      Action: "s3:PutObject",
      NotResource: `arn:aws:s3:::${name}/${tenant}/*`,
    },
  );
  await cloud.setRoles(pool, { authenticated });
  const { email } = await cloud.users.user(userPool);
  const { IdToken = "" } = await cloud.users.signIn(client, email);
  const {
    identityId: _id,
    expiration: _expiration,
    ...credentials
  } = await cloud.credentials(pool, { [IdentityProviderName]: IdToken });
  const mine = new S3Client({ ...cloud.settings, forcePathStyle: true, credentials });
  const put = (Key: string) => mine.send(new PutObjectCommand({ Bucket: name, Key, Body: "text" }));
  await put("acme/a.txt");
  await expect(put("globex/a.txt")).rejects.toMatchObject({ name: "AccessDenied" });
});

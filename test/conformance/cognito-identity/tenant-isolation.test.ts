import { SetPrincipalTagAttributeMapCommand } from "@aws-sdk/client-cognito-identity";
import {
  AdminUpdateUserAttributesCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identityFixture } from "./fixture.ts";

/** Raise with `PROPERTY_RUNS=1000` for a long search. */
const numRuns = Number(process.env["PROPERTY_RUNS"] ?? 30);
const cloud = identityFixture();
const name = `isolation-${Date.now()}`;
const tenants = ["acme", "globex", "acme-2", "a"];
const who = new Map<string, { s3: S3Client; dynamodb: DynamoDBClient; identityId: string }>();
const denied = { name: expect.stringMatching(/^AccessDenied/) };
let root: { s3: S3Client; dynamodb: DynamoDBClient };
let userPool: string;
let client: string;

beforeAll(async () => {
  root = clients(cloud.settings.credentials);
  await root.s3.send(
    new CreateBucketCommand({
      Bucket: name,
      CreateBucketConfiguration: { LocationConstraint: cloud.settings.region as never },
    }),
  );
  await root.dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  await waitUntilTableExists({ client: root.dynamodb, maxWaitTime: 60 }, { TableName: name });
  userPool = await cloud.users.pool({
    Schema: [{ Name: "tenant", AttributeDataType: "String", Mutable: true }],
  });
  client = (await cloud.users.client(userPool, { WriteAttributes: ["name"] })).id;
  const pool = await cloud.pool({
    CognitoIdentityProviders: [{ ProviderName: cloud.providerOf(userPool), ClientId: client }],
  });
  await cloud.identity().send(
    new SetPrincipalTagAttributeMapCommand({
      IdentityPoolId: pool,
      IdentityProviderName: cloud.providerOf(userPool),
      PrincipalTags: { tenant_id: "custom:tenant" },
    }),
  );
  const tenant = "$" + "{aws:PrincipalTag/tenant_id}";
  const sub = "$" + "{cognito-identity.amazonaws.com:sub}";
  const table = `arn:aws:dynamodb:${cloud.settings.region}:*:table/${name}`;
  const statement = (Action: string[], Resource: string, Condition?: object) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition && { Condition }),
  });
  const authenticated = await cloud.role(
    { pool },
    statement(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::${name}/${tenant}/*`),
    statement(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::${name}/private/${sub}/*`),
    statement(["s3:ListBucket"], `arn:aws:s3:::${name}`, { StringLike: { "s3:prefix": [`${tenant}/*`] } }),
    statement(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], table, {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`T#${tenant}`] },
    }),
  );
  await cloud.setRoles(pool, { authenticated });
  for (const tenantId of [...tenants, ""]) {
    const { email } = await cloud.users.user(userPool);
    if (tenantId !== "") await setTenant(email, tenantId);
    const { IdToken = "" } = await cloud.users.signIn(client, email);
    const { identityId, ...keys } = await cloud.credentials(pool, {
      [cloud.providerOf(userPool)]: IdToken,
    });
    who.set(tenantId, { ...clients(keys), identityId });
  }
}, 60_000);

afterAll(async () => {
  const { Contents = [] } = await root.s3.send(new ListObjectsV2Command({ Bucket: name }));
  if (Contents.length > 0)
    await root.s3.send(
      new DeleteObjectsCommand({ Bucket: name, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }),
    );
  await root.s3.send(new DeleteBucketCommand({ Bucket: name }));
  await root.dynamodb.send(new DeleteTableCommand({ TableName: name }));
});

function clients(credentials: object | undefined) {
  const settings = { ...cloud.settings, ...(credentials && { credentials: credentials as never }) };
  return { s3: new S3Client({ ...settings, forcePathStyle: true }), dynamodb: new DynamoDBClient(settings) };
}

function as(tenant: string) {
  const found = who.get(tenant);
  if (found === undefined) throw new Error(`Nobody of ${tenant} has signed in.`);
  return found;
}

async function setTenant(Username: string, tenant: string) {
  const UserAttributes = [{ Name: "custom:tenant", Value: tenant }];
  await cloud.users
    .idp()
    .send(new AdminUpdateUserAttributesCommand({ UserPoolId: userPool, Username, UserAttributes }));
}

const write = (tenant: string, Key: string) =>
  as(tenant).s3.send(new PutObjectCommand({ Bucket: name, Key, Body: `of ${tenant}` }));
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "allowed",
    (error: Error) => (/^AccessDenied/.test(error.name) ? "denied" : error.name),
  );

describe("objects", () => {
  test("a tenant's users write and read under their tenant's prefix", async () => {
    await write("acme", "acme/a.txt");
    const { Body } = await as("acme").s3.send(new GetObjectCommand({ Bucket: name, Key: "acme/a.txt" }));
    expect(await Body?.transformToString()).toBe("of acme");
    const list = (tenant: string, Prefix: string) =>
      as(tenant).s3.send(new ListObjectsV2Command({ Bucket: name, Prefix }));
    expect((await list("acme", "acme/")).Contents).toHaveLength(1);
    await expect(list("globex", "acme/")).rejects.toMatchObject(denied);
    await expect(as("acme").s3.send(new ListObjectsV2Command({ Bucket: name }))).rejects.toMatchObject(
      denied,
    );
  });

  test("whatever the key, exactly its tenant may touch it", async () => {
    const part = fc.constantFrom(
      ...tenants,
      ...tenants,
      "*",
      "?",
      "..",
      "%2e%2e",
      "A",
      "acme*",
      "private",
      "",
    );
    const keys = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tenants), keys, async (tenant, key) => {
        fc.pre(key !== "");
        const mine = key.startsWith(`${tenant}/`);
        expect(await outcome(write(tenant, key)), `${tenant} writes ${key}`).toBe(
          mine ? "allowed" : "denied",
        );
        const read = as(tenant).s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
        expect(await outcome(read), `${tenant} reads ${key}`).toBe(mine ? "allowed" : "denied");
      }),
      { numRuns },
    );
  });

  test("a user without a tenant reaches no tenant, but what is their own", async () => {
    for (const key of ["acme/a.txt", "/a.txt", "undefined/a.txt", "null/a.txt"])
      expect(await outcome(write("", key)), key).toBe("denied");
    await write("", `private/${as("").identityId}/notes.txt`);
    expect(await outcome(write("acme", `private/${as("").identityId}/notes.txt`))).toBe("denied");
  });
});

describe("items", () => {
  test("whatever the partition, exactly its tenant may touch it", async () => {
    const part = fc.constantFrom(...tenants, "*", "T#acme", "acme#x", "");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tenants), part, async (tenant, of) => {
        const pk = { S: `T#${of}` };
        const { dynamodb } = as(tenant);
        const put = dynamodb.send(new PutItemCommand({ TableName: name, Item: { pk, sk: { S: "1" } } }));
        const get = dynamodb.send(new GetItemCommand({ TableName: name, Key: { pk, sk: { S: "1" } } }));
        const query = dynamodb.send(
          new QueryCommand({
            TableName: name,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": pk },
          }),
        );
        const wanted = tenant === of ? "allowed" : "denied";
        // All at once: one that is refused while another is awaited would be nobody's.
        const outcomes = await Promise.all([put, get, query].map(outcome));
        expect(outcomes, `${tenant} on ${pk.S}`).toEqual([wanted, wanted, wanted]);
      }),
      { numRuns },
    );
  });

  test("nobody scans", async () => {
    for (const tenant of [...tenants, ""])
      expect(await outcome(as(tenant).dynamodb.send(new ScanCommand({ TableName: name })))).toBe("denied");
  });
});

describe("tenants", () => {
  test("nobody names their own", async () => {
    const { email } = await cloud.users.user(userPool);
    const { AccessToken } = await cloud.users.signIn(client, email);
    const UserAttributes = [{ Name: "custom:tenant", Value: "acme" }];
    await expect(
      cloud.users.idp().send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes })),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  test("a tenant with a wildcard for a name gets no credentials", async () => {
    const { email } = await cloud.users.user(userPool);
    await setTenant(email, "*");
    const { IdToken = "" } = await cloud.users.signIn(client, email);
    const pool = await cloud.pool({
      CognitoIdentityProviders: [{ ProviderName: cloud.providerOf(userPool), ClientId: client }],
    });
    await cloud.identity().send(
      new SetPrincipalTagAttributeMapCommand({
        IdentityPoolId: pool,
        IdentityProviderName: cloud.providerOf(userPool),
        PrincipalTags: { tenant_id: "custom:tenant" },
      }),
    );
    const authenticated = await cloud.role({ pool }, { Effect: "Allow", Action: "s3:*", Resource: "*" });
    await cloud.setRoles(pool, { authenticated });
    await expect(cloud.credentials(pool, { [cloud.providerOf(userPool)]: IdToken })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

import {
  AdminDisableUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DeleteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeConnection } from "../../src/aws/client-of.ts";
import type { Connection } from "../../src/aws/connection.ts";
import { createTenant } from "../../src/tenants/create-tenant.ts";
import { tenantKey } from "../../src/tenants/keys.ts";
import { listTenants } from "../../src/tenants/list-tenants.ts";
import { membersOf } from "../../src/tenants/members-of.ts";
import type { TenantsOfStage } from "../../src/tenants/tenants-of-stage.ts";
import { cuttingProxy } from "../support/cloud/cutting-proxy.ts";
import { emailsTo, signInAsInvited } from "../support/deployed/invited.ts";
import { smallProject } from "../support/deployed/small-project.ts";
import { type DeployedProject, deployedProject } from "../support/deployed-project.ts";

let project: DeployedProject;
let stage: TenantsOfStage;
let cognito: CognitoIdentityProviderClient;
let dynamoDb: DynamoDBClient;

beforeAll(async () => {
  project = await deployedProject(smallProject);
  const { region, endpoint, credentials } = project.cloud;
  cognito = new CognitoIdentityProviderClient({ region, endpoint, credentials });
  dynamoDb = new DynamoDBClient({ region, endpoint, credentials });
  stage = stageOver({ region, endpoint, credentials });
}, 60_000);

afterAll(async () => {
  cognito.destroy();
  dynamoDb.destroy();
  closeConnection(stage.connection);
  await project.close();
});

function stageOver(connection: Connection): TenantsOfStage {
  return {
    stage: "local",
    connection,
    table: project.values["table/name"] ?? "",
    userPoolId: project.values["user-pool/id"] ?? "",
    graphqlUrl: project.values["api/url"] ?? null,
    actor: "arn:aws:iam::000000000000:user/support",
  };
}

const wanted = (id: string, more: Partial<Parameters<typeof createTenant>[1]> = {}) => ({
  id,
  name: `The ${id}`,
  admin: `jane@${id}.example`,
  roles: ["owner"],
  ...more,
});

/** Everything that there is of a tenant, and of who was to be its first member. */
async function traces(id: string, admin = `jane@${id}.example`) {
  const { Items: tenants = [] } = await dynamoDb.send(
    new QueryCommand({
      TableName: stage.table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: tenantKey(id).pk } },
    }),
  );
  const { members } = await membersOf(stage, id, 100);
  const { Users: users = [] } = await cognito.send(
    new ListUsersCommand({ UserPoolId: stage.userPoolId, Filter: `email = "${admin}"` }),
  );
  const emails = await emailsTo(project.cloud.endpoint, admin);
  return { tenants, members, users, emails };
}

const counts = async (id: string, admin?: string) =>
  Object.fromEntries(Object.entries(await traces(id, admin)).map(([name, { length }]) => [name, length]));

const once = { tenants: 1, members: 1, users: 1, emails: 1 };

describe("createTenant", () => {
  test("the first member gets an invitation, and with its password tokens that name tenant and roles", async () => {
    const before = Date.now();
    const { tenant, created, admin } = await createTenant(
      stage,
      wanted("acme", { roles: ["owner", "dispatcher"] }),
    );
    expect({ tenant, created, admin }).toEqual({
      created: true,
      tenant: {
        id: "acme",
        name: "The acme",
        status: "active",
        createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
        createdBy: stage.actor,
      },
      admin: {
        userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        email: "jane@acme.example",
        roles: ["owner", "dispatcher"],
        invitation: "sent",
        enabled: true,
      },
    });
    expect(Date.parse(tenant.createdAt)).toBeGreaterThanOrEqual(before);
    const { access, id } = await signInAsInvited(project, "jane@acme.example");
    const claims = { tenant_id: "acme", roles: ["member", "owner", "dispatcher"], sub: admin.userId };
    expect([access, id]).toMatchObject([claims, claims]);
  });

  test("the records are those of the key contract", async () => {
    const { tenant, admin } = await createTenant(stage, wanted("contract"));
    const { tenants } = await traces("contract");
    const { Items = [] } = await dynamoDb.send(
      new QueryCommand({
        TableName: stage.table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: `U#${admin.userId}#$Membership` } },
      }),
    );
    const by = { createdAt: tenant.createdAt, createdBy: stage.actor };
    expect([...tenants, ...Items].map((item) => unmarshall(item))).toEqual([
      {
        pk: "G#$Tenant#contract",
        sk: "!",
        gsi1_pk: "G#$Tenant",
        gsi1_sk: tenant.createdAt,
        _m: "$Tenant",
        id: "contract",
        name: "The contract",
        status: "active",
        ...by,
      },
      {
        pk: `U#${admin.userId}#$Membership`,
        sk: "contract",
        gsi1_pk: "T#contract#$Membership",
        gsi1_sk: admin.userId,
        _m: "$Membership",
        userId: admin.userId,
        tenantId: "contract",
        roles: ["owner"],
        status: "active",
        ...by,
      },
    ]);
  });

  test("repeated, it changes nothing and sends nothing", async () => {
    const first = await createTenant(stage, wanted("again"));
    const second = await createTenant(stage, wanted("again"));
    const third = await createTenant(stage, wanted("again", { name: null, roles: [] }));
    const unchanged = { ...first, created: false, admin: { ...first.admin, invitation: "pending" } };
    expect([second, third]).toEqual([unchanged, unchanged]);
    expect(await counts("again")).toEqual(once);
  });

  test("somebody with an account gets the membership, and no e-mail", async () => {
    const bob = await project.people.createPerson("bob@known.example", {});
    const { admin } = await createTenant(stage, wanted("known", { admin: "bob@known.example" }));
    expect(admin).toMatchObject({ userId: bob.userId, invitation: "none" });
    expect(await counts("known", "bob@known.example")).toEqual({ ...once, emails: 0 });
    const { accessToken } = await project.people.signIn(bob);
    expect(decodeJwt(accessToken)).toMatchObject({ tenant_id: "known", roles: ["member", "owner"] });
    expect(await membersOf(stage, "known", 10)).toMatchObject({
      more: false,
      members: [{ email: "bob@known.example", roles: ["owner"], invitation: "none" }],
    });
  });

  test("who is in two tenants is invited once", async () => {
    const admin = "both@two.example";
    await createTenant(stage, wanted("two-a", { admin }));
    await createTenant(stage, wanted("two-b", { admin }));
    expect([await counts("two-a", admin), await counts("two-b", admin)]).toEqual([once, once]);
  });

  test("a sign-up that nobody confirmed may be anybody's: the owner of the address is invited instead", async () => {
    const email = "jane@squatted.example";
    await cognito.send(
      new SignUpCommand({
        ClientId: project.values["user-pool/client-id"],
        Username: email,
        Password: "Known-to-a-stranger-7",
        UserAttributes: [{ Name: "email", Value: email }],
      }),
    );
    const { admin } = await createTenant(stage, wanted("squatted"));
    expect(admin.invitation).toBe("sent");
    const { users, emails } = await traces("squatted");
    expect(users).toMatchObject([{ UserStatus: "FORCE_CHANGE_PASSWORD" }]);
    expect(emails.map(({ subject }) => subject)).toEqual([
      "Your temporary password",
      "Your verification code",
    ]);
    await expect(
      project.people.signIn({ email, password: "Known-to-a-stranger-7", userId: admin.userId }),
    ).rejects.toThrow(/Incorrect username or password/);
  });

  test("a disabled account is told", async () => {
    const { userId } = await project.people.createPerson("out@disabled.example", {});
    await cognito.send(new AdminDisableUserCommand({ UserPoolId: stage.userPoolId, Username: userId }));
    const { admin } = await createTenant(stage, wanted("disabled", { admin: "out@disabled.example" }));
    expect(admin.enabled).toBe(false);
  });

  test.each([
    ["another name", { name: "Other" }, /is not called "Other"/],
    ["another person", { admin: "eve@other.example" }, /eve@other.example is not in it/],
    ["another role", { roles: ["owner", "technician"] }, /in it without the role technician/],
  ])("%s for a tenant that is there is explained, and changes nothing", async (_what, other, message) => {
    await createTenant(stage, wanted("taken"));
    const before = await traces("taken");
    const repeated = createTenant(stage, wanted("taken", other));
    await expect(repeated).rejects.toMatchObject({ code: "TENANT_EXISTS", exit: 3 });
    await expect(repeated).rejects.toThrow(message);
    expect(await traces("taken")).toEqual(before);
    expect(await emailsTo(project.cloud.endpoint, "eve@other.example")).toEqual([]);
  });

  test("memberships that a tenant left behind let nobody into a new one", async () => {
    await createTenant(stage, wanted("gone"));
    const { pk, sk } = tenantKey("gone");
    await dynamoDb.send(
      new DeleteItemCommand({ TableName: stage.table, Key: { pk: { S: pk }, sk: { S: sk } } }),
    );
    const anew = createTenant(stage, wanted("gone", { admin: "new@gone.example" }));
    await expect(anew).rejects.toMatchObject({ code: "TENANT_LEFT_OVERS", exit: 3 });
    expect(await counts("gone", "new@gone.example")).toEqual({ tenants: 0, members: 1, users: 0, emails: 0 });
  });
});

describe("createTenant at the same time", () => {
  test("twice the same: both succeed, one has created it, nobody is invited twice", async () => {
    const results = await Promise.all([1, 2].map(() => createTenant(stage, wanted("twins"))));
    expect(results.map(({ created }) => created).toSorted()).toEqual([false, true]);
    expect(results[0]?.tenant).toEqual(results[1]?.tenant);
    expect(results[0]?.admin.userId).toBe(results[1]?.admin.userId);
    expect(await counts("twins")).toEqual(once);
  });

  test("twenty times the same", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => createTenant(stage, wanted("crowd"))));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ admin }) => admin.userId)).size).toBe(1);
    expect(await counts("crowd")).toEqual(once);
  });

  test("for two people: one has it, the other is told", async () => {
    const people = ["one@rivals.example", "two@rivals.example"];
    const results = await Promise.allSettled(
      people.map((admin) => createTenant(stage, wanted("rivals", { admin }))),
    );
    const lost = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(lost).toMatchObject([{ code: "TENANT_EXISTS" }]);
    expect(await counts("rivals", people[0])).toMatchObject({ tenants: 1, members: 1 });
  });
});

describe("createTenant that is cut off", () => {
  test("at any request, before or after it was done: repeated, it completes what was begun", async () => {
    const operations = await requestsOf("steps");
    expect(operations).toEqual(["Query", "GetItem", "AdminGetUser", "AdminCreateUser", "TransactWriteItems"]);
    for (const when of ["before", "after"] as const) {
      for (const request of operations.keys()) {
        const id = `cut-${when}-${request}`;
        const proxy = await cuttingProxy(project.cloud.endpoint, { request, when });
        const connection = { ...stage.connection, endpoint: proxy.endpoint };
        await expect(createTenant(stageOver(connection), wanted(id))).rejects.toThrow();
        closeConnection(connection);
        proxy.close();
        const isDone = request === operations.length - 1 && when === "after";
        const { created } = await createTenant(stage, wanted(id));
        expect({ id, created, ...(await counts(id)) }).toEqual({ id, created: !isDone, ...once });
      }
    }
  }, 60_000);

  /** What a creation asks of the cloud, in this order. */
  async function requestsOf(id: string): Promise<readonly string[]> {
    const proxy = await cuttingProxy(project.cloud.endpoint, null);
    const connection = { ...stage.connection, endpoint: proxy.endpoint };
    await createTenant(stageOver(connection), wanted(id));
    closeConnection(connection);
    proxy.close();
    return proxy.operations;
  }
});

describe("listTenants and membersOf", () => {
  test("lists every tenant once, oldest first", async () => {
    const tenants = await listTenants(stage);
    const times = tenants.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted());
    expect(tenants.map(({ id }) => id)).toEqual(expect.arrayContaining(["acme", "crowd", "cut-after-4"]));
    expect(new Set(tenants.map(({ id }) => id)).size).toBe(tenants.length);
  });

  test("says where there are more members than it looked up", async () => {
    await createTenant(stage, wanted("many"));
    for (const number of [1, 2, 3])
      await project.people.createPerson(`m${number}@many.example`, { many: ["technician"] });
    const all = await membersOf(stage, "many", 10);
    expect(all.members.map(({ email }) => email).toSorted()).toEqual([
      "jane@many.example",
      "m1@many.example",
      "m2@many.example",
      "m3@many.example",
    ]);
    expect(all.more).toBe(false);
    expect(await membersOf(stage, "many", 4)).toEqual(all);
    expect(await membersOf(stage, "many", 2)).toEqual({ members: all.members.slice(0, 2), more: true });
  });
});

import { BatchWriteItemCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPreTokenHandler } from "../../../../../../src/templates/infra/runtime/triggers/pre-token/create-pre-token-handler.ts";
import {
  type MembershipStore,
  membershipStore,
} from "../../../../../../src/templates/infra/runtime/triggers/pre-token/memberships.ts";
import { createTable } from "../../../../../support/dynamodb/create-table.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { quietLogs } from "../lambda/quiet-logs.ts";

quietLogs();

let engine: LocalDynamoDB;
let table: string;
let store: MembershipStore;
/** Names of the store's operations, in the order they were called. */
let calls: string[];
let count = 0;
beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  table = `pre-token-${++count}`;
  await createTable(engine.client, table);
  calls = [];
  store = counted(membershipStore(engine.client, table));
});

function counted(real: MembershipStore): MembershipStore {
  const count =
    <A extends unknown[], R>(name: string, act: (...args: A) => R) =>
    (...args: A): R => {
      calls.push(name);
      return act(...args);
    };
  return {
    membershipsOf: count("read", real.membershipsOf),
    activeTenants: count("read", real.activeTenants),
    touch: count("write", real.touch),
  };
}

async function put(...items: readonly object[]) {
  const requests = items.map((item) => ({ PutRequest: { Item: marshall(item) } }));
  await engine.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
}

const tenant = (id: string, status = "active") => ({
  pk: `G#$Tenant#${id}`,
  sk: "!",
  _m: "$Tenant",
  id,
  name: id,
  status,
});
const membership = (tenantId: string, fields: object = {}, userId = "jane") => ({
  pk: `U#${userId}#$Membership`,
  sk: tenantId,
  _m: "$Membership",
  userId,
  tenantId,
  roles: ["admin"],
  status: "active",
  ...fields,
});

const eventOf = (tenantId?: string, sub: string | null = "jane") => ({
  version: "2",
  triggerSource: "TokenGeneration_RefreshTokens",
  userName: "jane@acme.example",
  request: {
    userAttributes: { email: "jane@acme.example", ...(sub !== null && { sub }) },
    ...(tenantId !== undefined && { clientMetadata: { tenantId } }),
  },
  response: {},
});

const now = () => new Date("2026-11-22T12:00:00.000Z");
const invocation = { awsRequestId: "request", getRemainingTimeInMillis: () => 5000 };

/** The claims put into both tokens; null where they are suppressed in both. */
async function claims(tenantId?: string, sub: string | null = "jane"): Promise<unknown> {
  const event = eventOf(tenantId, sub);
  const { response, ...rest } = await createPreTokenHandler({ store, now })(event, invocation);
  const { response: _, ...sent } = event;
  expect(rest).toEqual(sent);
  const { idTokenGeneration, accessTokenGeneration, ...others } = response[
    "claimsAndScopeOverrideDetails"
  ] as Record<string, unknown>;
  // An empty groupOverrideDetails would take the user's groups away.
  expect(others).toEqual({});
  expect(idTokenGeneration).toEqual(accessTokenGeneration);
  const { claimsToAddOrOverride = null, claimsToSuppress } = accessTokenGeneration as Record<string, unknown>;
  expect(claimsToSuppress).toEqual(claimsToAddOrOverride === null ? ["tenant_id", "roles"] : undefined);
  return claimsToAddOrOverride;
}

const lastUsed = async (tenantId: string) => {
  const Key = marshall({ pk: "U#jane#$Membership", sk: tenantId });
  const { Item } = await engine.client.send(new GetItemCommand({ TableName: table, Key }));
  return Item === undefined ? null : unmarshall(Item)["lastUsedAt"];
};

describe("the tenant in the tokens", () => {
  test("is none for a user without memberships", async () => {
    expect(await claims()).toBeNull();
    expect(calls).toEqual(["read"]);
  });

  test("is none without a sub, without asking the table", async () => {
    expect(await claims(undefined, null)).toBeNull();
    expect(await claims(undefined, "")).toBeNull();
    expect(calls).toEqual([]);
  });

  test("is the only one, with member among the roles, in two reads and no write", async () => {
    await put(tenant("acme"), membership("acme", { roles: ["admin", "billing-clerk", "admin"] }));
    expect(await claims()).toEqual({ tenant_id: "acme", roles: ["member", "admin", "billing-clerk"] });
    expect(calls).toEqual(["read", "read"]);
  });

  test("is the last used of several, otherwise the first by name", async () => {
    await put(...["one", "two", "three"].flatMap((id) => [tenant(id), membership(id)]));
    expect(await claims()).toMatchObject({ tenant_id: "one" });
    await put(membership("two", { lastUsedAt: "2026-01-01T00:00:00.000Z" }));
    await put(membership("three", { lastUsedAt: "2026-01-02T00:00:00.000Z" }));
    expect(await claims()).toMatchObject({ tenant_id: "three" });
    expect(calls).toEqual(["read", "read", "read", "read"]);
  });

  test("is the one asked for, and stays it", async () => {
    await put(...["one", "two"].flatMap((id) => [tenant(id), membership(id, { roles: [id] })]));
    expect(await claims("two")).toEqual({ tenant_id: "two", roles: ["member", "two"] });
    expect(await lastUsed("two")).toBe("2026-11-22T12:00:00.000Z");
    expect(await claims()).toMatchObject({ tenant_id: "two" });
    // Asking again for where one is writes nothing.
    calls = [];
    await claims("two");
    expect(calls).toEqual(["read", "read"]);
  });

  test("is the user's own where they ask for one they have nothing to do with", async () => {
    await put(tenant("acme"), membership("acme"), tenant("other"), membership("other", {}, "joe"));
    expect(await claims("other")).toMatchObject({ tenant_id: "acme" });
    expect(await claims("no-such-tenant")).toMatchObject({ tenant_id: "acme" });
    expect(await lastUsed("other")).toBeNull();
    expect(calls).not.toContain("write");
  });

  test.each(["!", "acme#", "#", "../acme", "acme\u0000", "ACME", " acme", "__proto__"])(
    "is not fooled by %j",
    async (asked) => {
      await put(
        tenant("acme"),
        membership("acme"),
        tenant("zeta"),
        membership("zeta", { lastUsedAt: "2026" }),
      );
      expect(await claims(asked)).toMatchObject({ tenant_id: "zeta" });
    },
  );
});

describe("what is suspended", () => {
  test("a member gets no tenant", async () => {
    await put(tenant("acme"), membership("acme", { status: "suspended" }));
    expect(await claims()).toBeNull();
    expect(await claims("acme")).toBeNull();
  });

  test("a tenant is nobody's", async () => {
    await put(tenant("acme", "suspended"), membership("acme"));
    expect(await claims()).toBeNull();
    expect(await claims("acme")).toBeNull();
    expect(await lastUsed("acme")).toBeUndefined();
  });

  test("a tenant that is gone is nobody's, nor is a status nobody knows", async () => {
    await put(
      membership("acme"),
      tenant("beta", "ACTIVE"),
      membership("beta"),
      tenant("gamma"),
      membership("gamma", { status: "x" }),
    );
    expect(await claims()).toBeNull();
  });

  test("is passed over for the next tenant, unless it was asked for by name", async () => {
    await put(
      tenant("acme", "suspended"),
      membership("acme", { lastUsedAt: "2026-02-02" }),
      tenant("beta"),
      membership("beta", { lastUsedAt: "2026-01-01" }),
      tenant("gamma"),
      membership("gamma", { lastUsedAt: "2026-03-03", status: "suspended" }),
    );
    expect(await claims()).toMatchObject({ tenant_id: "beta" });
    expect(await claims("acme")).toBeNull();
    expect(await claims("gamma")).toBeNull();
    expect(calls.filter((call) => call === "write")).toEqual([]);
  });
});

describe("roles", () => {
  test.each([
    [undefined, ["member"]],
    [null, ["member"]],
    ["admin", ["member"]],
    [["member"], ["member"]],
    [
      ["admin", 7, "", "a b", "role:x", "<script>", "x".repeat(65)],
      ["member", "admin"],
    ],
    [new Set(["admin"]), ["member", "admin"]],
  ])("%j become %j", async (roles, expected) => {
    const { roles: _, ...plain } = membership("acme");
    await put(tenant("acme"), roles === undefined ? plain : { ...plain, roles });
    expect(await claims()).toEqual({ tenant_id: "acme", roles: expected });
  });
});

describe("a hundred memberships", () => {
  test("take two reads", async () => {
    const ids = Array.from({ length: 100 }, (_, number) => `t${String(number).padStart(3, "0")}`);
    for (let start = 0; start < 100; start += 10) {
      await put(...ids.slice(start, start + 10).flatMap((id) => [tenant(id), membership(id)]));
    }
    expect(await claims("t099")).toMatchObject({ tenant_id: "t099" });
    expect(calls).toEqual(["read", "read", "write"]);
    expect(await claims()).toMatchObject({ tenant_id: "t099" });
  });
});

describe("when the table cannot be asked", () => {
  const failing = (part: Partial<MembershipStore>) =>
    createPreTokenHandler({ store: { ...store, ...part }, now })(eventOf("two"), invocation);

  test("nobody gets tokens, and the message says nothing of the inside", async () => {
    const secret = new Error(
      "ResourceNotFoundException: table arn:aws:dynamodb:eu-west-1:111122223333:table/x",
    );
    await put(tenant("acme"), membership("acme"));
    for (const part of [
      { membershipsOf: () => Promise.reject(secret) },
      { activeTenants: () => Promise.reject(secret) },
    ]) {
      await expect(failing(part)).rejects.toThrow(
        /^Signing in does not work at the moment. Please try again.$/,
      );
    }
  });

  test("a choice that cannot be remembered counts all the same", async () => {
    await put(...["one", "two"].flatMap((id) => [tenant(id), membership(id)]));
    const { response } = await failing({ touch: () => Promise.reject(new Error("Throttled")) });
    expect(JSON.stringify(response)).toContain('"tenant_id":"two"');
  });

  test("a membership taken away in the meantime is not written anew", async () => {
    await store.touch("jane", "gone", now());
    expect(await lastUsed("gone")).toBeNull();
  });

  test("it gives up within Cognito's five seconds", async () => {
    const client = new DynamoDBClient({
      endpoint: "http://127.0.0.1:9",
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 500, requestTimeout: 1000 },
    });
    const start = Date.now();
    const handler = createPreTokenHandler({ store: membershipStore(client, table), now });
    await expect(handler(eventOf(), invocation)).rejects.toThrow("Please try again");
    expect(Date.now() - start).toBeLessThan(4500);
  });
});

import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeConnection } from "../../src/aws/client-of.ts";
import { type AddedMember, addMember } from "../../src/tenants/add-member.ts";
import { createTenant } from "../../src/tenants/create-tenant.ts";
import { membersOf } from "../../src/tenants/members-of.ts";
import { removeMember } from "../../src/tenants/remove-member.ts";
import { setTenantStatus } from "../../src/tenants/set-tenant-status.ts";
import type { TenantsOfStage } from "../../src/tenants/tenants-of-stage.ts";
import { cuttingProxy } from "../support/cloud/cutting-proxy.ts";
import { eventually } from "../support/cloud/eventually.ts";
import { roleWhoMay } from "../support/cloud/role-who-may.ts";
import { emailsTo, signInAsInvited } from "../support/deployed/invited.ts";
import { smallProject } from "../support/deployed/small-project.ts";
import { type DeployedProject, deployedProject } from "../support/deployed-project.ts";

let project: DeployedProject;
let stage: TenantsOfStage;
let tenantId = "";
let count = 0;

beforeAll(async () => {
  project = await deployedProject(smallProject);
  const { region, endpoint, credentials } = project.cloud;
  stage = {
    stage: "local",
    connection: { region, endpoint, credentials },
    table: project.values["table/name"] ?? "",
    userPoolId: project.values["user-pool/id"] ?? "",
    graphqlUrl: project.values["api/url"] ?? null,
    actor: "arn:aws:iam::000000000000:user/support",
  };
}, 60_000);

afterAll(async () => {
  closeConnection(stage.connection);
  await project.close();
});

beforeEach(async () => {
  count += 1;
  tenantId = `tenant-${count}`;
  await createTenant(stage, {
    id: tenantId,
    name: null,
    admin: `jane@${tenantId}.example`,
    roles: ["owner"],
  });
});

const add = (name: string, ...roles: readonly string[]): Promise<AddedMember> =>
  addMember(stage, { tenantId, email: `${name}@${tenantId}.example`, roles, resend: false });

async function rolesIn(): Promise<Record<string, readonly string[]>> {
  const { members } = await membersOf(stage, tenantId, 100);
  return Object.fromEntries(members.map(({ email, roles }) => [email?.split("@")[0] ?? "", roles]));
}

describe("addMember", () => {
  test("invites who has no account, and their tokens name tenant and roles", async () => {
    const { member, outcome } = await add("bob", "technician");
    expect({ member, outcome }).toMatchObject({
      outcome: "added",
      member: { roles: ["technician"], invitation: "sent" },
    });
    const { access } = await signInAsInvited(project, `bob@${tenantId}.example`);
    expect(access).toMatchObject({ tenant_id: tenantId, roles: ["member", "technician"] });
  });

  test("repeated, it changes nothing; with other roles, they have those as well", async () => {
    const outcomes = [
      await add("bob", "technician"),
      await add("bob", "technician"),
      await add("bob"),
      await add("bob", "dispatcher", "technician"),
    ].map(({ outcome, member }) => [outcome, member.roles]);
    expect(outcomes).toEqual([
      ["added", ["technician"]],
      ["unchanged", ["technician"]],
      ["unchanged", ["technician"]],
      ["changed", ["technician", "dispatcher"]],
    ]);
    expect(await rolesIn()).toEqual({ jane: ["owner"], bob: ["technician", "dispatcher"] });
    expect(await emailsTo(project.cloud.endpoint, `bob@${tenantId}.example`)).toHaveLength(1);
  });

  test("ten at the same time, of the same person with different roles: none is lost", async () => {
    const roles = ["owner", "dispatcher", "technician"];
    const added = await Promise.all(
      Array.from({ length: 10 }, (_, number) => add("bob", roles[number % 3] ?? "")),
    );
    expect(added.filter(({ outcome }) => outcome === "added")).toHaveLength(1);
    expect((await rolesIn())["bob"]?.toSorted()).toEqual(roles.toSorted());
    expect(await emailsTo(project.cloud.endpoint, `bob@${tenantId}.example`)).toHaveLength(1);
  });

  test("who lost the invitation gets another one, whose password works", async () => {
    await add("bob");
    const email = `bob@${tenantId}.example`;
    const [first] = await emailsTo(project.cloud.endpoint, email);
    const again = await addMember(stage, { tenantId, email, roles: [], resend: true });
    expect(again).toMatchObject({ outcome: "unchanged", member: { invitation: "sent" } });
    const [second, ...others] = await emailsTo(project.cloud.endpoint, email);
    expect(others).toEqual([first]);
    expect(second?.html).not.toBe(first?.html);
    const { access } = await signInAsInvited(project, email);
    expect(access).toMatchObject({ tenant_id: tenantId });
    // Who has signed in needs none.
    await addMember(stage, { tenantId, email, roles: [], resend: true });
    expect(await emailsTo(project.cloud.endpoint, email)).toHaveLength(2);
  });

  test("nobody is invited to a tenant that is not there", async () => {
    const email = "bob@nowhere.example";
    await expect(
      addMember(stage, { tenantId: "nowhere", email, roles: [], resend: false }),
    ).rejects.toMatchObject({
      code: "NO_SUCH_TENANT",
      exit: 3,
    });
    expect(await emailsTo(project.cloud.endpoint, email)).toEqual([]);
  });

  test("cut off between invitation and membership, it goes on when repeated", async () => {
    for (const when of ["before", "after"] as const) {
      const proxy = await cuttingProxy(project.cloud.endpoint, { request: "TransactWriteItems", when });
      const connection = { ...stage.connection, endpoint: proxy.endpoint };
      const email = `${when}@${tenantId}.example`;
      const input = { tenantId, email, roles: ["technician"], resend: false };
      await expect(addMember({ ...stage, connection }, input)).rejects.toThrow();
      closeConnection(connection);
      proxy.close();
      const { outcome } = await addMember(stage, input);
      expect(outcome).toBe(when === "before" ? "added" : "unchanged");
      expect(await emailsTo(project.cloud.endpoint, email)).toHaveLength(1);
    }
  });
});

/** Somebody in the tenant, signed in and listening to changes of notes. */
async function listener(name: string) {
  const email = `${name}@${tenantId}.example`;
  const person = await project.people.createPerson(email, {});
  await add(name);
  const signedIn = await project.signIn(person);
  const updates = await (await signedIn.connect()).subscribe(
    "subscription { onNoteChanged { id tenantId } }",
  );
  return { email, signedIn, updates };
}

const claims = ({ tokens }: { tokens: { accessToken: string } }) => decodeJwt(tokens.accessToken);

describe("removeMember", () => {
  test("ends live updates now and the tenant with the next token; others are not touched", async () => {
    const bob = await listener("bob");
    const eve = await listener("eve");
    expect(await removeMember(stage, tenantId, bob.email)).toEqual({
      tenantId,
      email: bob.email,
      removed: true,
    });
    await eventually(async () => expect(bob.updates.ended).toBe(true));
    await bob.signedIn.refresh();
    expect(claims(bob.signedIn)).not.toHaveProperty("tenant_id");
    expect(await rolesIn()).toEqual({ jane: ["owner"], eve: [] });
    await project
      .system({ tenant: tenantId })
      .data('mutation { createNote(input: { title: "x" }) { id tenantId } }');
    await eve.updates.next();
    expect(eve.updates.ended).toBe(false);
  });

  test("repeated, or of somebody who never was in it, it changes nothing", async () => {
    await add("bob");
    const email = `bob@${tenantId}.example`;
    const removed = [
      await removeMember(stage, tenantId, email),
      await removeMember(stage, tenantId, email),
      await removeMember(stage, tenantId, "nobody@nowhere.example"),
    ].map((each) => each.removed);
    expect(removed).toEqual([true, false, false]);
    expect(await rolesIn()).toEqual({ jane: ["owner"] });
  });
});

describe("setTenantStatus", () => {
  test("a suspended tenant has no tokens and no live updates, until it goes on", async () => {
    const bob = await listener("bob");
    const suspended = await setTenantStatus(stage, tenantId, "suspended");
    expect(suspended).toMatchObject({ changed: true, tenant: { id: tenantId, status: "suspended" } });
    await eventually(async () => expect(bob.updates.ended).toBe(true));
    await bob.signedIn.refresh();
    expect(claims(bob.signedIn)).not.toHaveProperty("tenant_id");
    expect(await bob.signedIn.refused("{ listNotes { items { id } } }")).toMatchObject({
      errorType: "Unauthorized",
    });
    expect(await setTenantStatus(stage, tenantId, "suspended")).toMatchObject({ changed: false });

    expect(await setTenantStatus(stage, tenantId, "active")).toMatchObject({ changed: true });
    await bob.signedIn.refresh();
    expect(claims(bob.signedIn)).toMatchObject({ tenant_id: tenantId });
    expect(await bob.signedIn.data("{ listNotes { items { id } } }")).toEqual({ listNotes: { items: [] } });
    expect(await rolesIn()).toEqual({ jane: ["owner"], bob: [] });
  });

  test("credentials that may not end live updates are told so; repeated with others, it is complete", async () => {
    const bob = await listener("bob");
    const reader = await roleWhoMay(project.cloud, "dynamodb:*", "cognito-idp:*");
    const asReader = { ...stage, connection: reader };
    await expect(setTenantStatus(asReader, tenantId, "suspended")).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    closeConnection(reader);
    expect(bob.updates.ended).toBe(false);
    await setTenantStatus(stage, tenantId, "suspended");
    await eventually(async () => expect(bob.updates.ended).toBe(true));
  });

  test("a tenant that is not there", async () => {
    await expect(setTenantStatus(stage, "nowhere", "suspended")).rejects.toMatchObject({
      code: "NO_SUCH_TENANT",
    });
  });
});

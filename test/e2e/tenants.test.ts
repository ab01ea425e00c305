import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cuttingProxy } from "../support/cloud/cutting-proxy.ts";
import { emailsTo } from "../support/deployed/invited.ts";
import { type ProjectFolder, projectFolder } from "../support/deployed/project-folder.ts";
import { smallProject } from "../support/deployed/small-project.ts";
import { hostedPlinth } from "./support/hosted-plinth.ts";
import { plinth, root, shellEnvironment } from "./support/run.ts";
import { keys, onTerminal } from "./support/terminal.ts";

const hosted = hostedPlinth();
let project: ProjectFolder;
let endpoint: string;
let aws: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = await projectFolder(smallProject);
  // By itself: what goes on in the background is the program that was started.
  const start = ["cloud", "start", "--background", "--port", "0", "--json"];
  const cloud = JSON.parse((await plinth(start, { folder: project.folder })).stdout).result;
  endpoint = cloud.endpoint;
  aws = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
  };
  expect(await inProject("deploy --fast --yes")).toMatchObject({ code: 0 });
}, 60_000);

afterAll(async () => {
  await inProject("cloud stop");
  project.remove();
});

const inProject = (line: string) => hosted(line.split(" "), project.folder);

async function json(...words: readonly string[]) {
  const { code, stdout, stderr } = await hosted([...words, "--json"], project.folder);
  return { code, stderr, ...JSON.parse(stdout) };
}

describe("plinth tenant", () => {
  test("nothing there yet", async () => {
    expect(await inProject("tenant list")).toEqual({
      code: 0,
      stdout:
        "There are no tenants in local. Make one: plinth tenant create acme --admin jane@acme.example\n",
      stderr: "",
    });
  });

  test("create, again, list and show, for people", async () => {
    const words = ["tenant", "create", "Acme Inc", "--admin", "Jane@Acme.Example"];
    const created = await hosted(words, project.folder);
    expect(created).toMatchObject({ code: 0 });
    expect(created.stdout).toBe(`Created tenant acme-inc (Acme Inc) in local.
  jane@acme.example  member, owner
  An invitation with a temporary password is on its way. The local cloud keeps it:
  ${endpoint}/_plinth/outbox?to=jane%40acme.example
`);
    expect((await hosted(words, project.folder)).stdout).toBe(
      `There already: tenant acme-inc (Acme Inc) in local. Nothing was changed.
  jane@acme.example  member, owner
  They were invited before, and have not signed in yet.
`,
    );
    const day = new Date().toISOString().slice(0, 10);
    expect((await inProject("tenant list")).stdout).toContain(`  acme-inc  Acme Inc  active  ${day}\n`);
    const { stdout } = await inProject("tenant show acme-inc");
    expect(stdout).toContain("  Name     Acme Inc\n");
    expect(stdout).toMatch(/Created {2}\S+Z by arn:aws:iam::000000000000:root\n/);
    expect(stdout).toContain(`  jane@acme.example  member, owner  invited  ${day}\n`);
    expect(await emailsTo(endpoint, "jane@acme.example")).toHaveLength(1);
  });

  test("the same as JSON", async () => {
    const words = ["tenant", "create", "beta", "--admin", "bo@beta.example", "--role", "technician"];
    const tenant = {
      id: "beta",
      name: "beta",
      status: "active",
      createdAt: expect.stringMatching(/Z$/),
      createdBy: "arn:aws:iam::000000000000:root",
    };
    const admin = {
      userId: expect.any(String),
      email: "bo@beta.example",
      roles: ["technician"],
      invitation: "sent",
      enabled: true,
    };
    const outbox = `${endpoint}/_plinth/outbox?to=bo%40beta.example`;
    const result = { stage: "local", tenant, created: true, admin, outbox };
    expect(await json(...words)).toEqual({ code: 0, stderr: "", ok: true, result });
    const pending = { ...admin, invitation: "pending" };
    expect(await json(...words)).toMatchObject({ result: { ...result, created: false, admin: pending } });
    expect(await json("tenant", "list")).toMatchObject({
      ok: true,
      result: { stage: "local", tenants: expect.arrayContaining([tenant]) },
    });
    expect(await json("tenant", "show", "beta")).toEqual({
      code: 0,
      stderr: "",
      ok: true,
      result: {
        stage: "local",
        tenant,
        more: false,
        members: [
          {
            userId: admin.userId,
            tenantId: "beta",
            roles: ["technician"],
            status: "active",
            createdAt: tenant.createdAt,
            createdBy: tenant.createdBy,
            email: "bo@beta.example",
            invitation: "pending",
            enabled: true,
          },
        ],
      },
    });
  });

  test("people come and go, and a tenant is suspended and resumed", async () => {
    const say = async (line: string) => (await inProject(line)).stdout.split("\n")[0];
    const said = [];
    for (const line of [
      "tenant add-member beta Cy@beta.example",
      "tenant add-member beta cy@beta.example --role owner --role technician",
      "tenant add-member beta cy@beta.example --role owner",
      "tenant remove-member beta cy@beta.example",
      "tenant remove-member beta cy@beta.example",
      "tenant suspend beta",
      "tenant suspend beta",
      "tenant resume beta",
    ])
      said.push(await say(line));
    expect(said).toEqual([
      "Added cy@beta.example (member) in beta, local.",
      "Changed cy@beta.example (member, owner, technician) in beta, local.",
      "There already: cy@beta.example (member, owner, technician) in beta, local. Nothing was changed.",
      "Removed cy@beta.example from beta, local. The account stays.",
      "Not there: cy@beta.example is not in beta, local.",
      "Suspended tenant beta (beta) in local. Its data stays; nobody gets tokens for it.",
      "Nothing was changed: tenant beta (beta) in local is suspended already.",
      "Resumed tenant beta (beta) in local.",
    ]);
    expect(await json("tenant", "add-member", "beta", "bo@beta.example")).toMatchObject({
      result: { stage: "local", tenantId: "beta", outcome: "unchanged", member: { roles: ["technician"] } },
    });
    expect(await json("tenant", "remove-member", "beta", "cy@beta.example")).toMatchObject({
      result: { stage: "local", tenantId: "beta", email: "cy@beta.example", removed: false },
    });
    expect(await json("tenant", "resume", "beta")).toMatchObject({
      result: { stage: "local", changed: false, tenant: { id: "beta", status: "active" } },
    });
  });

  test("on a terminal, it asks for what is missing", async () => {
    const terminal = onTerminal(["tenant", "create"], { folder: project.folder });
    await terminal.see("Name or id of the tenant:");
    terminal.press("Gamma & Sons", keys.enter);
    await terminal.see("E-mail address of its first member:");
    terminal.press("g@gamma.example", keys.enter);
    await terminal.see("Created tenant gamma-sons (Gamma & Sons) in local.");
    expect(await terminal.ended()).toBe(0);
  });
});

describe("what cannot be done says why, and changes nothing", () => {
  const there = async () => [
    (await json("tenant", "list")).result,
    (await json("tenant", "show", "beta")).result,
  ];
  let before: unknown;

  beforeAll(async () => {
    before = await there();
    expect(before).toMatchObject([{}, { tenant: { status: "active" }, members: [{}] }]);
  });

  test.each([
    ["tenant create", 2, "MISSING_ANSWER"],
    ["tenant create acme", 2, "MISSING_ANSWER"],
    ["tenant create acme jane@acme.example", 2, "UNEXPECTED_ARGUMENT"],
    ["tenant create acme --admin jane", 2, "EMAIL_INVALID"],
    ["tenant create acme --admin", 2, "INVALID_FLAG"],
    ["tenant create acme_1 --name Acme --admin j@a.example", 2, "TENANT_ID_INVALID"],
    ["tenant create 日本 --admin j@a.example", 2, "TENANT_ID_INVALID"],
    ["tenant create acme --admin j@a.example --role boss", 2, "ROLE_UNKNOWN"],
    ["tenant create acme --admin j@a.example --stage mars", 2, "UNKNOWN_STAGE"],
    ["tenant create beta --admin j@a.example", 3, "TENANT_EXISTS"],
    ["tenant create beta --name Other --admin bo@beta.example", 3, "TENANT_EXISTS"],
    ["tenant create beta --admin bo@beta.example --role owner", 3, "TENANT_EXISTS"],
    ["tenant show", 2, "MISSING_ANSWER"],
    ["tenant show Beta", 2, "TENANT_ID_INVALID"],
    ["tenant show nobody", 3, "NO_SUCH_TENANT"],
    ["tenant show beta --members many", 2, "INVALID_FLAG"],
    ["tenant list --stage mars", 2, "UNKNOWN_STAGE"],
    ["tenant add-member", 2, "MISSING_ANSWER"],
    ["tenant add-member beta", 2, "MISSING_ANSWER"],
    ["tenant add-member nobody j@a.example", 3, "NO_SUCH_TENANT"],
    ["tenant add-member beta j@a.example --role boss", 2, "ROLE_UNKNOWN"],
    ["tenant remove-member beta j@a", 2, "EMAIL_INVALID"],
    ["tenant remove-member nobody j@a.example", 3, "NO_SUCH_TENANT"],
    ["tenant suspend", 2, "MISSING_ANSWER"],
    ["tenant suspend nobody", 3, "NO_SUCH_TENANT"],
    ["tenant resume T#1", 2, "TENANT_ID_INVALID"],
    ["tenant", 2, "UNKNOWN_COMMAND"],
    ["tenant crate", 2, "UNKNOWN_COMMAND"],
  ])("%s", async (line, code, error) => {
    const ran = await json(...line.split(" "));
    expect(ran).toMatchObject({ code, ok: false, stderr: "", error: { code: error } });
    expect(ran.error.remedy).not.toBe("");
  });

  test("after all that, everything is as before, and nobody got an e-mail", async () => {
    expect(await there()).toEqual(before);
    expect(await emailsTo(endpoint, "j@a.example")).toEqual([]);
  });

  test("before anything is deployed", async () => {
    const { code, stderr } = await plinth(["tenant", "list", "--stage", "dev"], {
      folder: project.folder,
      environment: aws,
    });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr:
        'Error: Nothing is deployed to the stage "dev".\nFix: Deploy first: plinth deploy --stage dev\n',
    });
  });
});

describe("another stage, by AWS's environment variables alone", () => {
  const onDev = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    plinth([...words, "--stage", "dev"], { folder: project.folder, environment: { ...aws, ...more } });

  beforeAll(async () => {
    expect(await onDev(["deploy", "--fast", "--yes"])).toMatchObject({ code: 0 });
  }, 60_000);

  test("it has tenants of its own", async () => {
    expect(await onDev(["tenant", "create", "beta", "--admin", "bo@beta.example", "--json"])).toMatchObject({
      code: 0,
    });
    const { stdout } = await onDev(["tenant", "list", "--json"]);
    expect(JSON.parse(stdout).result.tenants.map(({ id }: { id: string }) => id)).toEqual(["beta"]);
  });

  test("its logs are read the same way", async () => {
    const { code, stdout } = await onDev(["logs", "--all", "--json"]);
    const { stage, sources } = JSON.parse(stdout).result;
    expect({ code, stage, sources }).toEqual({
      code: 0,
      stage: "dev",
      sources: ["api", "changes", "greet", "pre-token"],
    });
  });

  test("two processes that create the same tenant both succeed, and one has created it", async () => {
    const words = ["tenant", "create", "twins", "--admin", "t@twins.example", "--json"];
    const ran = await Promise.all([onDev(words), onDev(words)]);
    const results = ran.map(({ stdout }) => JSON.parse(stdout).result);
    expect(results.map(({ created }) => created).toSorted()).toEqual([false, true]);
    expect(results[0].admin.userId).toBe(results[1].admin.userId);
    expect(await emailsTo(endpoint, "t@twins.example")).toHaveLength(1);
  });

  // The two that write. What lies between them, test/local/tenants.test.ts cuts off, too.
  test.each([
    ["AdminCreateUser", "before"],
    ["AdminCreateUser", "after"],
    ["TransactWriteItems", "after"],
  ] as const)("killed at %s, %s it was done; repeated, it is complete", async (operation, when) => {
    const id = `killed-${when}-${operation.toLowerCase()}`;
    const email = `k@${id}.example`;
    const words = ["tenant", "create", id, "--admin", email, "--json"];
    await killedAt(operation, when, words);
    const { code, stdout } = await onDev(words);
    expect({ code, tenant: JSON.parse(stdout).result.tenant.id }).toEqual({ code: 0, tenant: id });
    const shown = await onDev(["tenant", "show", id, "--json"]);
    expect(JSON.parse(shown.stdout).result.members).toMatchObject([{ email }]);
    expect(await emailsTo(endpoint, email)).toHaveLength(1);
  });

  /** Runs a command until it asks for something, and kills it there. */
  async function killedAt(operation: string, when: "before" | "after", words: readonly string[]) {
    let kill = () => {};
    const proxy = await cuttingProxy(endpoint, { request: operation, when }, () => kill());
    const child = spawn(process.execPath, [join(root, "bin/run.js"), ...words, "--stage", "dev"], {
      cwd: project.folder,
      env: shellEnvironment({ ...aws, AWS_ENDPOINT_URL: proxy.endpoint }),
      stdio: "ignore",
    });
    kill = () => child.kill("SIGKILL");
    const [, signal] = await once(child, "exit");
    proxy.close();
    expect(signal).toBe("SIGKILL");
  }
});

test("a local cloud that begins anew elsewhere has the same tenants, and ends their live updates", async () => {
  await inProject("cloud stop");
  const started = await plinth(["cloud", "start", "--background", "--port", "0", "--json"], {
    folder: project.folder,
  });
  expect(JSON.parse(started.stdout).result.endpoint).not.toBe(endpoint);
  expect(await json("tenant", "suspend", "beta")).toMatchObject({ code: 0, result: { changed: true } });
});

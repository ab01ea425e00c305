import { readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../support/cloud/eventually.ts";
import { type GraphqlClient, systemClient } from "../support/deployed/graphql-client.ts";
import { type ProjectFolder, projectFolder } from "../support/deployed/project-folder.ts";
import { type DevLine, type DevSession, startDev } from "./support/dev-session.ts";
import { plinth } from "./support/run.ts";

const config = `import { defineConfig } from "plinth";
export default defineConfig({ name: "notes", region: "eu-west-1", stages: { dev: {} } });
`;
const note = (fields: string) => `import { boolean, model, text } from "plinth";
export const Note = model({ code: text().unique(), title: text(), done: boolean().default(false), ${fields} });
`;
const seedText = `import { seed } from "./infra/runtime/seed/seed.ts";
import type { Models } from "./infra/types.gen.ts";

export default seed<Models>(async ({ tenant, upsert }) => {
  const acme = await tenant("acme", {
    name: "Acme Inc",
    admin: { email: "jane@acme.example", password: "Correct-horse-7" },
  });
  await acme.member({ email: "joe@acme.example", password: "Correct-horse-7" });
  await upsert(acme.db.Note, { byCode: "N-1" }, { code: "N-1", title: "From the seed" });
});
`;

let project: ProjectFolder;
let dev: DevSession;
let api: GraphqlClient;
/** Where the next event is looked for. */
let seen = 0;

async function next(kind: string, fits: (event: DevLine) => boolean = () => true): Promise<DevLine> {
  const found = await dev.next(seen, (event) => event.kind === kind && fits(event));
  seen = found.after;
  return found.event;
}

/** What the deployment that follows a change tells, whichever way it ends. */
async function outcome(): Promise<DevLine> {
  const ends = ["live", "failed", "unchanged"];
  const found = await dev.next(seen, ({ kind }) => ends.includes(kind));
  seen = found.after;
  return found.event;
}

async function connect(): Promise<void> {
  const cloud = await plinth(["cloud", "status", "--json"], { folder: project.folder });
  const { region, credentials } = JSON.parse(cloud.stdout).result.cloud;
  const live = dev.events.findLast(({ kind }) => kind === "live") as unknown as {
    outputs: { graphqlUrl: string };
  };
  api = systemClient(live.outputs.graphqlUrl, region, credentials, { "x-plinth-tenant": "acme" });
}

beforeAll(async () => {
  project = await projectFolder({
    name: "dev",
    files: {
      "plinth.config.ts": config,
      "models/note.ts": note(""),
      "functions/greet/function.ts": `import { query, text } from "plinth";
export default query({ input: { name: text() }, returns: { greeting: text() }, access: "signedIn" });
`,
      "functions/greet/handler.ts": `import type { Handler } from "../../infra/functions/greet.gen.ts";
export const handler: Handler = async ({ name }) => ({ greeting: \`Hello \${name}\` });
`,
      "seed.ts": seedText,
    },
  });
  dev = startDev(project.folder);
  await next("live");
  await connect();
}, 120_000);

afterAll(async () => {
  await dev?.end();
  project?.remove();
});

test("an empty cloud is filled by seed.ts, and a second plinth dev is told of the first", async () => {
  expect(await next("seeded")).toMatchObject({
    error: null,
    result: {
      tenants: ["acme"],
      users: ["jane@acme.example", "joe@acme.example"],
      records: { created: 1, updated: 0, unchanged: 0 },
    },
  });
  const { getNote } = await api.data<{ getNote: { title: string } }>('{ getNote(byCode: "N-1") { title } }');
  expect(getNote.title).toBe("From the seed");

  const again = await plinth(["seed", "--json"], { folder: project.folder });
  expect(JSON.parse(again.stdout)).toMatchObject({
    result: { records: { created: 0, updated: 0, unchanged: 1 } },
  });
  const second = await plinth(["dev"], { folder: project.folder });
  expect(second).toMatchObject({ code: 3, stderr: expect.stringContaining("runs already for this project") });
}, 60_000);

test("a saved model is live", async () => {
  project.write({ "models/note.ts": note("body: text().optional(),") });
  expect(await outcome()).toMatchObject({
    kind: "live",
    files: { modified: ["models/note.ts"] },
    changes: [{ kind: "addField", model: "Note", field: "body" }],
  });
  await api.data('mutation { createNote(input: { code: "N-2", title: "Two", body: "Long" }) { id } }');
}, 60_000);

test("a tenant that is created meanwhile shows among the users", async () => {
  const words = ["tenant", "create", "beta", "--admin", "ann@beta.example"];
  expect(await plinth(words, { folder: project.folder })).toMatchObject({ code: 0 });
  await next("users", ({ latest }) => JSON.stringify(latest).includes("ann@beta.example"));
}, 60_000);

test("a saved handler is live, and its errors are told with the place in the file", async () => {
  const text = (work: string) => `import type { Handler } from "../../infra/functions/greet.gen.ts";
export const handler: Handler = async ({ name }) => { ${work} };
`;
  project.write({ "functions/greet/handler.ts": text("return { greeting: `Good day ${name}` }") });
  expect(await outcome()).toMatchObject({ kind: "live", changes: [] });
  const asked = '{ greet(name: "Jane") { greeting } }';
  expect(await api.data(asked)).toEqual({ greet: { greeting: "Good day Jane" } });

  project.write({ "functions/greet/handler.ts": text("throw new Error(`No ${name} here`)") });
  expect(await outcome()).toMatchObject({ kind: "live" });
  await api.refused(asked);
  const told = await next("log", ({ entry }) => JSON.stringify(entry).includes("No Jane here"));
  expect(JSON.stringify(told)).toContain("functions/greet/handler.ts:2");
}, 60_000);

test("what is broken is explained, the last good version goes on, and the repaired one is live", async () => {
  const good = project.read("models/note.ts");
  project.write({ "models/note.ts": `${good}export const = ;\n` });
  const broken = await outcome();
  expect(broken).toMatchObject({ kind: "failed", served: true, ok: false });
  expect(JSON.stringify(broken["error"])).toContain("models/note.ts");
  await api.data('{ getNote(byCode: "N-1") { title body } }');

  project.write({ "models/note.ts": good });
  expect(await outcome()).toMatchObject({ kind: "live", repaired: true });
}, 60_000);

test("what CloudFormation refuses is explained, and rolled back", async () => {
  const custom = project.read("infra/custom.ts");
  const breaking = `import { CfnResource } from "aws-cdk-lib";
import type { Customization } from "./runtime/constructs/customization.ts";
export function customize({ service }: Customization): void {
  new CfnResource(service, "Taken", {
    type: "AWS::SSM::Parameter",
    properties: { Name: "/notes/local/api/id", Type: "String", Value: "x" },
  });
}
`;
  project.write({ "infra/custom.ts": breaking });
  const failed = await outcome();
  expect(failed).toMatchObject({ kind: "failed", served: true });
  expect(JSON.stringify(failed["error"])).toContain("Taken");
  await api.data('{ getNote(byCode: "N-1") { title } }');
  project.write({ "infra/custom.ts": custom });
  expect(await outcome()).toMatchObject({ kind: "live" });
}, 60_000);

test("a renamed file changes nothing, and a burst of changes ends in what is there in the end", async () => {
  const file = (name: string) => join(project.folder, "models", name);
  renameSync(file("note.ts"), file("notes.ts"));
  expect((await outcome()).kind).not.toBe("failed");

  const texts = ["a", "b", "c", "d"].map((name) =>
    note(`body: text().optional(), ${name}: text().optional(),`),
  );
  for (const text of texts) {
    project.write({ "models/notes.ts": text, "models/tag.ts": text.replace("const Note", "const Tag") });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const adds = (model: string) => (event: DevLine) =>
    event.kind === "live" && JSON.stringify(event["changes"]).includes(`"model":"${model}","field":"d"`);
  const ends = await Promise.all(["Note", "Tag"].map((model) => dev.next(seen, adds(model))));
  seen = Math.max(...ends.map(({ after }) => after));
  const { errors } = await api.query("{ listNotes { items { d } } listTags { items { d } } }");
  expect(errors).toEqual([]);
}, 90_000);

test("of what all these changes have published, only what is deployed is kept", async () => {
  const assembly = join(project.folder, ".plinth/assembly/local");
  const manifests = readdirSync(assembly).filter((name) => name.endsWith(".assets.json"));
  const wanted = manifests.flatMap((name) => {
    const { files } = JSON.parse(readFileSync(join(assembly, name), "utf8"));
    const destinations = Object.values<{ destinations: object }>(files).map((file) => file.destinations);
    return destinations.flatMap((each) => Object.values(each).map(({ objectKey }) => objectKey as string));
  });
  const cloud = await plinth(["cloud", "status", "--json"], { folder: project.folder });
  const { endpoint, region, credentials } = JSON.parse(cloud.stdout).result.cloud;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const Bucket = `cdk-hnb659fds-assets-000000000000-${region}`;
  await eventually(async () => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(DeleteMarkers).toEqual([]);
    expect(Versions.map(({ Key }) => Key).sort()).toEqual([...new Set(wanted)].sort());
  });
  s3.destroy();
}, 60_000);

test("a change that would lose data waits until it is accepted", async () => {
  await api.data('mutation { createNote(input: { code: "N-3", title: "Three", d: "precious" }) { id } }');
  project.write({ "models/notes.ts": note("body: text().optional(),") });
  expect(await next("failed")).toMatchObject({ served: true, accept: ["remove-field:Note.d"] });
  await api.data('{ getNote(byCode: "N-3") { d } }');
}, 60_000);

test("Ctrl-C ends it with 0, and the next one has the data, and deploys what was accepted", async () => {
  expect(await dev.end()).toBe(0);
  seen = 0;
  dev = startDev(project.folder, ["--accept", "remove-field:Note.d"]);
  expect(await outcome()).toMatchObject({ kind: "live", first: true });
  await connect();
  const { getNote } = await api.data<{ getNote: { title: string } }>('{ getNote(byCode: "N-3") { title } }');
  expect(getNote.title).toBe("Three");
  expect((await api.refused('{ getNote(byCode: "N-3") { d } }')).message).toContain("'d'");
}, 90_000);

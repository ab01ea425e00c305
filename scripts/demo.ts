/**
 * The main job on real input, from an empty folder, as a person would do it: a product of twelve related models by
 * commands, deployed to the local cloud, two companies with 3,923 records loaded through the API, queries, live updates, the
 * wall between tenants, and a new index on data that is there already.
 *
 * Leaves the project in `demo-out/fieldwork`, its data included. Ends by itself with code 0, or 1 with what went wrong.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { type GraphqlClient, post, userClient } from "../test/support/deployed/graphql-client.ts";
import { subscriber } from "../test/support/deployed/subscriber.ts";
import { functionCommand, indexCommand, modelCommands } from "./demo/commands.ts";
import { companyData } from "./demo/company-data.ts";
import { explore } from "./demo/explore.ts";
import { clients, loadCompany, together } from "./demo/load-company.ts";
import { command, duration, fact, median, quote, step, timed } from "./demo/print.ts";
import { type Ended, run, runPlinth } from "./demo/run-plinth.ts";
import { invitedWith, type Stage, signIn } from "./demo/sign-in.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "demo-out");
const project = join(folder, "fieldwork");
const built = join(root, "bin", "run.js");
const installed = join(project, "node_modules", "plinth", "bin", "run.js");
const password = "Correct-horse-battery-7";
let started = performance.now();
let installing = 0;

/** One of the two companies, and whoever runs it. */
interface Tenant {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly client: GraphqlClient;
}

try {
  await main();
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await runPlinth(installed, project, "cloud stop").catch(() => {});
}

async function main(): Promise<void> {
  await newProject();
  const stage = await firstDeploy();
  const [alpine, harbour] = await twoTenants(stage);
  await load(alpine, harbour);
  step("What people look at");
  await explore(alpine.client);
  await liveUpdates(stage, alpine, harbour);
  await wall(stage, alpine, harbour);
  await newIndex(alpine);
  step("What the functions have logged");
  const { stdout } = await plinth("logs monthly-revenue --since 5m");
  quote(stdout.trim().split("\n").slice(-3).join("\n"));
  theEnd();
}

async function newProject(): Promise<void> {
  // What an earlier demo has left: tens of thousands of files, whose removal is no part of the job.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  started = performance.now();
  step("A product, from an empty folder");
  const init =
    "init fieldwork --yes --region eu-west-1 --stages dev,prod --roles owner,dispatcher,technician";
  const { milliseconds, stderr } = await runPlinth(built, folder, init);
  const seconds = Number(/Install dependencies: .*\(([\d.]+) s\)/.exec(stderr)?.[1] ?? 0);
  installing = seconds * 1000;
  command(init, milliseconds, `npm install: ${duration(installing)}`);
  for (const line of modelCommands) await plinth(line);
  await plinth(functionCommand);
  cpSync(join(root, "demo", "functions"), join(project, "functions"), { recursive: true });
  const { milliseconds: typesTime } = await run(
    process.execPath,
    [join(project, "node_modules/typescript/bin/tsc")],
    project,
  );
  fact("everything type-checks under the strictest settings, what was generated too", typesTime);
  fact(`${modelCommands.length} models: ${lines("models")} lines of yours, and ${lines("infra")} in infra/`);
}

async function firstDeploy(): Promise<Stage> {
  step("Deployed to the local cloud: the same CloudFormation as on AWS");
  await plinth("cloud start --background --region eu-west-1");
  quote((await plinth("deploy --stage local --yes")).stderr);
  const again = "deploy --stage local --yes --fast --json";
  const { stdout, milliseconds } = await runPlinth(installed, project, again);
  const { result } = JSON.parse(stdout) as { result: { changed: boolean; outputs: Stage } };
  command(again, milliseconds, result.changed ? "" : "nothing to do");
  return result.outputs;
}

async function twoTenants(stage: Stage): Promise<[Tenant, Tenant]> {
  step("Two companies, and somebody to run each");
  const invite = async (id: string, name: string): Promise<Tenant> => {
    const email = `owner@${id}.example`;
    await plinth(`tenant create ${id} --name "${name}" --admin ${email} --role owner --stage local`);
    const temporary = await invitedWith(stage, email);
    const [token, time] = await timed(() => signIn(stage, email, temporary, password));
    fact(`${email} signs in by SRP with the password from the invitation, and sets another`, time);
    return { id, email, token, client: userClient(stage.graphqlUrl, () => token) };
  };
  const tenants: [Tenant, Tenant] = [
    await invite("alpine", "Alpine Heating"),
    await invite("harbour", "Harbour Electric"),
  ];
  const claims = JSON.parse(Buffer.from(tenants[0].token.split(".")[1] ?? "", "base64url").toString());
  fact(`the token says: tenant_id "${claims["tenant_id"]}", roles ${claims["roles"].join(", ")}`);
  return tenants;
}

async function load(...tenants: readonly Tenant[]): Promise<void> {
  step(`Their data, through the API: ${together} mutations a request, ${clients} requests at a time`);
  for (const { id, client } of tenants) {
    const data = companyData(id);
    const [{ mutations, times }, total] = await timed(() => loadCompany(client, data));
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => duration(sorted[Math.floor(sorted.length * share)] ?? 0);
    const records = [...data.records.values()].reduce((sum, each) => sum + each.length, 0);
    const rate = Math.round((1000 * mutations) / total);
    const what = `${id}: ${records} records and ${data.links.length} sets of links, ${rate} mutations a second`;
    fact(`${what}; half of the requests within ${at(0.5)}, 95 % within ${at(0.95)}`, total);
  }
}

async function liveUpdates(stage: Stage, alpine: Tenant, harbour: Tenant): Promise<void> {
  step("Live: a change reaches who may see it");
  const { host } = new URL(stage.graphqlUrl);
  const connect = ({ token }: Tenant) => subscriber(stage.realtimeUrl, host, () => token);
  const [here, there] = await Promise.all([connect(alpine), connect(harbour)]);
  const fields = "id tenantId createdBy number status version lastChange";
  const document = `subscription { onJobChanged { ${fields} } }`;
  const mine = await here.subscribe<JobChange>(document);
  const theirs = await there.subscribe<JobChange>(document);
  const job = await someJob(alpine, "scheduled");
  const change = `mutation { updateJob(input: { id: "${job.id}", status: inProgress }) { ${fields} } }`;
  const [, time] = await timed(async () => {
    await alpine.client.data(change);
    await mine.next();
  });
  fact(`job ${job.number} goes to inProgress: written, and pushed to a subscriber of alpine`, time);
  // Each hears of their own alone: harbour's next change arrives, and nothing before it.
  const own = await someJob(harbour, "done");
  await harbour.client.data(
    `mutation { updateJob(input: { id: "${own.id}", priority: low }) { ${fields} } }`,
  );
  await theirs.next();
  assert.deepEqual(
    theirs.received.map(({ onJobChanged }) => onJobChanged.id),
    [own.id],
  );
  assert.equal(mine.received.length, 1);
  fact("a subscriber of harbour to the very same field hears of harbour's jobs, and of none of alpine's");
  here.close();
  there.close();
}

interface JobChange {
  readonly onJobChanged: { readonly id: string };
}

async function wall(stage: Stage, alpine: Tenant, harbour: Tenant): Promise<void> {
  step("The wall between them: harbour's owner knows the id of a job of alpine's");
  const { id, number } = await someJob(alpine, "done");
  const [read] = await timed(() =>
    harbour.client.data<{ getJob: null }>(`{ getJob(id: "${id}") { number } }`),
  );
  assert.equal(read.getJob, null);
  fact("reads it:       null");
  const change = await harbour.client.refused(
    `mutation { updateJob(input: { id: "${id}", title: "ours" }) { id } }`,
  );
  assert.equal(change.errorType, "NotFound");
  fact(`changes it:     ${change.errorType}: ${change.message}`);
  const note = await harbour.client.refused(
    `mutation { createNote(input: { body: "hello", jobId: "${id}" }) { id } }`,
  );
  assert.equal(note.errorType, "ReferenceNotFound");
  fact(`refers to it:   ${note.errorType}: ${note.message}`);
  const forged = await post(
    stage.graphqlUrl,
    JSON.stringify({ query: `{ getJob(id: "${id}") { number } }` }),
    {
      authorization: harbour.token,
      "x-plinth-tenant": "alpine",
    },
  );
  assert.deepEqual(await forged.json(), { data: { getJob: null } });
  fact("names alpine in a header that only the system may use: null");
  const still = await alpine.client.data<{ getJob: { number: number } }>(
    `{ getJob(id: "${id}") { number } }`,
  );
  assert.equal(still.getJob.number, number);
}

async function newIndex({ client }: Tenant): Promise<void> {
  step("A new index, on data that is there already");
  await plinth(indexCommand);
  quote((await plinth("deploy --stage local --yes --fast")).stderr);
  const from = new Date().toISOString().slice(0, 10);
  const urgent = `{ listJobs(byPriority: { priority: urgent, dueOn: { ge: "${from}" } }, limit: 100) { items { number } } }`;
  const [found, time] = await timed(() => client.data<JobList>(urgent));
  const filter = `filter: { priority: { eq: urgent }, dueOn: { ge: "${from}" } }`;
  const all = await everyJob(client, filter);
  const numbers = (jobs: JobList["listJobs"]["items"]) => jobs.map(({ number }) => number).toSorted();
  assert.deepEqual(numbers(found.listJobs.items), numbers(all));
  assert.ok(all.length > 0);
  fact(`urgent jobs from today on, by the new index: ${all.length}, the same as by reading every job`, time);
  fact("and again (median of 50)", await median(50, () => client.data(urgent)));
}

interface JobList {
  readonly listJobs: {
    readonly items: readonly { readonly number: number }[];
    readonly nextToken?: string | null;
  };
}

async function everyJob(client: GraphqlClient, filter: string): Promise<JobList["listJobs"]["items"]> {
  const document = `query ($nextToken: String) { listJobs(${filter}, limit: 100, nextToken: $nextToken) { items { number } nextToken } }`;
  const jobs: { readonly number: number }[] = [];
  let nextToken: string | null | undefined = null;
  do {
    const { listJobs }: JobList = await client.data<JobList>(document, { nextToken });
    jobs.push(...listJobs.items);
    nextToken = listJobs.nextToken;
  } while (nextToken);
  return jobs;
}

async function someJob({ client }: Tenant, status: string): Promise<{ id: string; number: number }> {
  const list = `{ listJobs(byStatus: { status: ${status} }, limit: 1) { items { id number } } }`;
  const { listJobs } = await client.data<{ listJobs: { items: { id: string; number: number }[] } }>(list);
  const [job] = listJobs.items;
  if (job === undefined) throw new Error(`There is no job that is ${status}.`);
  return job;
}

function theEnd(): void {
  const total = performance.now() - started;
  step(`Done in ${duration(total - installing)}, and ${duration(installing)} of npm install`);
  fact(`The project is in ${relative(process.cwd(), project)}, with its data. Go on with it:`);
  quote(
    [
      `cd ${relative(process.cwd(), project)}`,
      "npx plinth dev              # the local cloud, and every change of yours live at once",
      "npx plinth add-model Van plate:text:max=12:unique technician:belongsTo:Technician:optional",
      "npx plinth tenant list",
      `# sign in as owner@alpine.example with ${password}`,
    ].join("\n"),
  );
}

/** Runs a command of the project's own Plinth, and says so. */
async function plinth(line: string): Promise<Ended> {
  const ended = await runPlinth(installed, project, line);
  command(line, ended.milliseconds);
  return ended;
}

function lines(below: string): number {
  const files = readdirSync(join(project, below), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.(ts|graphql)$/.test(file))
    .reduce((sum, file) => sum + readFileSync(join(project, below, file), "utf8").split("\n").length - 1, 0);
}

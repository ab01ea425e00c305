import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { startDev } from "../test/e2e/support/dev-session.ts";
import { plinth } from "../test/e2e/support/run.ts";
import { systemClient, userClient } from "../test/support/deployed/graphql-client.ts";
import { people } from "../test/support/deployed/people.ts";
import { type Subscriber, subscriber } from "../test/support/deployed/subscriber.ts";
import { frozenBuild } from "./frozen-build.ts";
import { machine } from "./machine.ts";
import { median } from "./measure.ts";
import { changesOfNotes, compareEvents, newTally, work } from "./soak/load.ts";
import { soakProject } from "./soak/soak-project.ts";

/**
 * node bench/soak.ts [minutes]
 *
 * `plinth dev` of the built command line for half an hour (or so many minutes) under a mixed load: clients of two tenants
 * that create, read, change, list and call a function without rest, subscribers that must get every event of their tenant and
 * none of the other, and a file that is saved every few seconds. Ends with 1 where a request failed, an event was lost, doubled
 * or went astray, a change did not become live, or memory grew.
 */
const minutes = Number(process.argv[2] ?? 30);
const betweenChanges = 8_000;
const betweenSamples = 5_000;
/** A change that takes longer is none. */
const patience = 120_000;
const refreshEvery = 5 * 60_000;

const project = await soakProject();
const dev = startDev(project.folder, ["--no-seed"], frozenBuild());
const stop = new AbortController();
try {
  const first = await dev.next(0, ({ kind }) => kind === "live", patience);
  const outputs = first.event["outputs"] as Readonly<Record<string, string>>;
  const value = (name: string): string => outputs[name] ?? "";
  const status = await plinth(["cloud", "status", "--json"], { folder: project.folder });
  const { endpoint, credentials, region } = JSON.parse(status.stdout).result.cloud;
  const staff = people({
    region,
    endpoint,
    credentials,
    table: value("table"),
    userPoolId: value("userPoolId"),
    clientId: value("userPoolClientId"),
  });
  const url = value("graphqlUrl");
  const tallies = { acme: newTally(), globex: newTally() };
  const subscribers: Subscriber[] = [];
  const jobs: Promise<void>[] = [];
  const listening = [];
  for (const tenant of ["acme", "globex"] as const) {
    await staff.createTenant(tenant);
    const person = await staff.createPerson(`jane@${tenant}.example`, { [tenant]: [] });
    let tokens = await staff.signIn(person);
    const renew = setInterval(() => {
      staff.refresh(tokens).then(
        (fresh) => {
          tokens = fresh;
        },
        (error: unknown) => tallies[tenant].errors.push(`refresh: ${error}`),
      );
    }, refreshEvery);
    stop.signal.addEventListener("abort", () => clearInterval(renew));
    const token = () => tokens.accessToken;
    for (let count = 0; count < 2; count += 1) {
      const connection = await subscriber(value("realtimeUrl"), new URL(url).host, token);
      subscribers.push(connection);
      listening.push({ tenant, changes: await connection.subscribe<never>(changesOfNotes) });
    }
    jobs.push(work(userClient(url, token), `${tenant}-user`, tallies[tenant], stop.signal));
    const system = systemClient(url, region, credentials, { "x-plinth-tenant": tenant });
    jobs.push(work(system, `${tenant}-system`, tallies[tenant], stop.signal));
  }

  const memory: number[] = [];
  const sampling = setInterval(() => memory.push(residentMegabytes(dev.child.pid ?? 0)), betweenSamples);
  const live: number[] = [];
  let failed = 0;
  let position = dev.events.length;
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    await pause(betweenChanges);
    project.change();
    const ends = new Set(["live", "failed", "unchanged"]);
    const { event, after } = await dev.next(position, ({ kind }) => ends.has(kind), patience);
    position = after;
    if (event.kind === "live") live.push(Number(event["milliseconds"]));
    else failed += 1;
  }
  stop.abort();
  await Promise.all(jobs);
  await pause(2_000);
  clearInterval(sampling);

  const all = Object.values(tallies);
  const errors = all.flatMap((tally) => tally.errors);
  const times = all.flatMap((tally) => tally.times).toSorted((a, b) => a - b);
  const requests = all.reduce((sum, tally) => sum + tally.requests, 0);
  const events = listening.map(({ tenant, changes }) => {
    const other = tenant === "acme" ? "globex" : "acme";
    return {
      ...compareEvents(changes, tallies[tenant].created, tallies[other].created),
      ended: changes.ended,
    };
  });
  // The first fifth warms up.
  const warm = memory.slice(Math.floor(memory.length / 5));
  const quarter = Math.max(1, Math.floor(warm.length / 4));
  const [early, late] = [median(warm.slice(0, quarter)), median(warm.slice(-quarter))];
  const sum = (what: "expected" | "lost" | "twice" | "foreign") =>
    events.reduce((total, each) => total + each[what], 0);
  const rows: readonly (readonly [string, string])[] = [
    ["duration", `${minutes} min`],
    [
      "requests",
      `${requests} (p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, p99 ${at(times, 0.99)} ms)`,
    ],
    ["errors", `${errors.length}`],
    [
      "changes live",
      `${live.length} (p50 ${at(
        live.toSorted((a, b) => a - b),
        0.5,
      )} ms, p95 ${at(
        live.toSorted((a, b) => a - b),
        0.95,
      )} ms)`,
    ],
    ["changes not live", `${failed}`],
    ["events expected", `${sum("expected")}`],
    ["lost, twice, of another tenant", `${sum("lost")}, ${sum("twice")}, ${sum("foreign")}`],
    ["subscriptions ended", `${events.filter(({ ended }) => ended).length}`],
    [
      "memory early, late, most",
      `${early.toFixed(0)}, ${late.toFixed(0)}, ${Math.max(...memory).toFixed(0)} MB`,
    ],
  ];
  console.log(`${machine()}\n\n| soak | |\n| --- | --- |`);
  for (const [name, text] of rows) console.log(`| ${name} | ${text} |`);
  for (const message of new Set(errors)) console.error(message);
  // A garbage collector is free to wait: growth that a quarter hides is none.
  const grew = late > early * 1.25 + 20;
  const bad = errors.length + failed + sum("lost") + sum("twice") + sum("foreign") > 0 || grew;
  process.exitCode = bad || events.some(({ ended }) => ended) ? 1 : 0;
  for (const connection of subscribers) connection.close();
  staff.close();
} finally {
  stop.abort();
  const code = await dev.end();
  if (code !== 0) process.exitCode = 1;
  project.remove();
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
}

function residentMegabytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

import { mkdtempSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { exampleFolder } from "../test/examples/example-project.ts";
import { deployedProject } from "../test/support/deployed-project.ts";
import { customer } from "./graphql/serve.ts";
import { posted } from "./graphql/start.ts";
import { openConnection } from "./dynamodb/connection.ts";
const project = await deployedProject({ folder: exampleFolder("field-service") }, { stateFolder: mkdtempSync("/tmp/zzp-") });
await project.people.createTenant("alpine", "Alpine Heating");
const owner = await project.join("owner@alpine.example", { alpine: ["owner"] });
const ids: string[] = [];
for (let n = 0; n < 200; n++) ids.push(((await owner.data<any>("mutation ($input: CustomerCreate!) { createCustomer(input: $input) { id } }", { input: customer(n) })).createCustomer).id);
const url = project.values["api/url"] ?? "";
const fields = "id tenantId name kind email phone billingAddress { street city zip } notes createdAt updatedAt version";
const qs: Record<string, [string, (n: number) => object]> = {
  get: [`query ($id: ID!) { getCustomer(id: $id) { ${fields} } }`, (n) => ({ id: ids[n % ids.length] })],
  list: [`query { listCustomers(byName: {}, limit: 20) { items { ${fields} } nextToken } }`, () => ({})],
  create: [`mutation ($input: CustomerCreate!) { createCustomer(input: $input) { ${fields} } }`, (n) => ({ input: customer(n) })],
};
const kind = process.argv[2] ?? "get"; const count = Number(process.argv[3] ?? 2000);
const [query, v] = qs[kind]!;
const c = await openConnection("localhost", Number(new URL(url).port));
const send = (n: number) => c.send(posted(url, JSON.stringify({ query, variables: v(n) }), { authorization: owner.tokens.accessToken }));
for (let n = 0; n < 500; n++) await send(n);
const s = new Session(); s.connect(); await s.post("Profiler.enable"); await s.post("Profiler.setSamplingInterval", { interval: 200 }); await s.post("Profiler.start");
const b = performance.now();
for (let n = 0; n < count; n++) await send(n);
const ms = (performance.now() - b) / count;
const { profile } = await s.post("Profiler.stop");
const self = new Map<string, number>(); const total = new Map<string, number>();
const byId = new Map(profile.nodes.map((n) => [n.id, n]));
const parent = new Map<number, number>(); for (const n of profile.nodes) for (const ch of n.children ?? []) parent.set(ch, n.id);
const name = (id: number) => { const f = byId.get(id)!.callFrame; return `${f.functionName || "(anon)"} ${f.url.replace(/.*\/(src|node_modules)\//, "$1/").slice(-70)}:${f.lineNumber + 1}`; };
let idle = 0, all = 0;
profile.samples!.forEach((id, i) => { const d = profile.timeDeltas![i]!; all += d; const f = byId.get(id)!.callFrame.functionName; if (f === "(idle)") { idle += d; return; } self.set(name(id), (self.get(name(id)) ?? 0) + d); const seen = new Set<string>(); for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) { const k = name(at); if (!seen.has(k)) { seen.add(k); total.set(k, (total.get(k) ?? 0) + d); } } });
console.log(kind, ms.toFixed(3), "ms each; busy", ((all - idle) / 1000 / count).toFixed(3));
const show = (m: Map<string, number>, k: number) => [...m].sort((a, b) => b[1] - a[1]).slice(0, k).forEach(([n, d]) => console.log((d / 1000 / count).toFixed(4), n));
console.log("--self"); show(self, 40); console.log("--total"); show(total, 60);
process.exit();

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExamples } from "../../scripts/count-slots.ts";
import { assignLock } from "../../src/definition/assign-lock.ts";
import { emptyLock } from "../../src/definition/lock.ts";
import { type LocalDynamoDB, startDynamoDB } from "../support/dynamodb/start-dynamodb.ts";
import {
  create,
  type ResolverApi,
  startApi,
} from "../unit/templates/infra/runtime/resolvers/resolver-api.ts";

/** What two field service companies do with their backend: the example's rules, indexes and relations at work. */
let engine: LocalDynamoDB;
let api: ResolverApi;

beforeAll(async () => {
  engine = await startDynamoDB();
  const backend = (await loadExamples()).find(({ folder }) => folder === "field-service")?.backend;
  if (backend === undefined) throw new Error("There is no example field-service.");
  api = await startApi(engine.client, backend, assignLock(backend, emptyLock));
}, 60_000);
afterAll(() => engine.stop());

const olga = () => api.as({ sub: "olga", tenantId: "pipes", roles: ["owner"] });
const dan = () => api.as({ sub: "dan", tenantId: "pipes", roles: ["dispatcher"] });
const dora = () => api.as({ sub: "dora", tenantId: "pipes", roles: ["dispatcher"] });
const tom = () => api.as({ sub: "tom", tenantId: "pipes", roles: ["technician"] });
const rival = () => api.as({ sub: "rita", tenantId: "lifts", roles: ["owner"] });

const address = { street: "Bahnhofstrasse 1", city: "Zürich", zip: "8001" };
let jobs = 0;

async function newJob(): Promise<{ customerId: string; jobId: string }> {
  const number = ++jobs;
  const customerId = await create(dan(), "Customer", { name: `Customer ${number}`, billingAddress: address });
  const siteId = await create(dan(), "Site", { name: "Cellar", address, customerId });
  const jobId = await create(dan(), "Job", { number, title: "Boiler", customerId, siteId });
  return { customerId, jobId };
}

const remove = (model: string, id: string) => `mutation { delete${model}(input: { id: "${id}" }) { id } }`;

describe("a field service company", () => {
  test("sees its calendar by time, and one technician's", async () => {
    const { jobId } = await newJob();
    const technicianId = await create(olga(), "Technician", {
      name: "Tom",
      email: "tom@pipes.example",
      hourlyRate: 9500,
    });
    for (const [day, who] of [
      ["05", null],
      ["03", technicianId],
      ["04", technicianId],
    ]) {
      const times = { startsAt: `2027-03-${day}T08:00:00.000Z`, endsAt: `2027-03-${day}T10:00:00.000Z` };
      await create(dan(), "Visit", { jobId, technicianId: who, ...times });
    }
    const between = '{ startsAt: { between: ["2027-03-04T00:00:00Z", "2027-03-31T00:00:00Z"] } }';
    const calendar = await tom().data(`{ listVisits(byStart: ${between}) { items { startsAt } } }`);
    expect(calendar).toEqual({
      listVisits: {
        items: [{ startsAt: "2027-03-04T08:00:00.000Z" }, { startsAt: "2027-03-05T08:00:00.000Z" }],
      },
    });
    const toms = await tom().data(
      `{ getTechnician(byEmail: "tom@pipes.example") { visits { items { startsAt job { title } } } } }`,
    );
    expect(toms).toEqual({
      getTechnician: {
        visits: {
          items: [
            { startsAt: "2027-03-03T08:00:00.000Z", job: { title: "Boiler" } },
            { startsAt: "2027-03-04T08:00:00.000Z", job: { title: "Boiler" } },
          ],
        },
      },
    });
  });

  test("lets technicians report and dispatchers plan", async () => {
    const input = { name: "Eve", billingAddress: address };
    await expect(create(tom(), "Customer", input)).rejects.toThrow("Unauthorized");
    const { jobId } = await newJob();
    const done = `mutation { updateJob(input: { id: "${jobId}", status: done }) { status version } }`;
    expect(await tom().data(done)).toEqual({ updateJob: { status: "done", version: 2 } });
  });

  test("deletes a job only by the owner or the dispatcher who made it", async () => {
    const { jobId } = await newJob();
    expect((await dora().query(remove("Job", jobId))).errors).toMatchObject([{ errorType: "Unauthorized" }]);
    expect(await dan().data(remove("Job", jobId))).toEqual({ deleteJob: { id: jobId } });
  });

  test("keeps a customer who has jobs, and never deletes invoices", async () => {
    const { customerId, jobId } = await newJob();
    expect((await olga().query(remove("Customer", customerId))).errors).toMatchObject([
      { errorType: "InUse" },
    ]);
    const invoice = { number: "R-1", dueOn: "2027-04-30", total: 19900, customerId, jobId };
    const invoiceId = await create(dan(), "Invoice", invoice);
    expect((await olga().query(remove("Invoice", invoiceId))).errors).toMatchObject([
      { errorType: "Unauthorized" },
    ]);
    await expect(create(dan(), "Invoice", { ...invoice, jobId: null })).rejects.toThrow("AlreadyExists");
  });

  test("is alone with its data", async () => {
    const { jobId } = await newJob();
    expect(await rival().data(`{ getJob(id: "${jobId}") { id } listVisits { items { id } } }`)).toEqual({
      getJob: null,
      listVisits: { items: [] },
    });
  });

  test("shares tax rates with everybody and devices with nobody", async () => {
    const rate = { country: "CH", name: "Standard", percent: 8.1, validFrom: "2024-01-01" };
    await create(api.asSystem(), "TaxRate", rate);
    await expect(create(olga(), "TaxRate", { ...rate, country: "DE" })).rejects.toThrow("Unauthorized");
    const rates = '{ listTaxRates(byCountry: { country: "CH" }) { items { percent } } }';
    for (const session of [tom(), rival()]) {
      expect(await session.data(rates)).toEqual({ listTaxRates: { items: [{ percent: 8.1 }] } });
    }
    await create(tom(), "PushDevice", { token: "t", platform: "ios" });
    const devices = "{ listPushDevices { items { platform } } }";
    expect(await tom().data(devices)).toEqual({ listPushDevices: { items: [{ platform: "ios" }] } });
    expect(await dan().data(devices)).toEqual({ listPushDevices: { items: [] } });
  });
});

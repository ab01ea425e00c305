import { createHmac } from "node:crypto";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient, SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exampleFolder } from "../examples/example-project.ts";
import { eventually } from "../support/cloud/eventually.ts";
import { type DeployedProject, deployedProject, type SignedIn } from "../support/deployed-project.ts";

// Functions start processes, which takes a busy machine its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let fieldwork: DeployedProject;
let owner: SignedIn;
let technician: SignedIn;
let stranger: SignedIn;

beforeAll(async () => {
  fieldwork = await deployedProject({ folder: exampleFolder("field-service") });
  await fieldwork.people.createTenant("alpine", "Alpine Heating");
  await fieldwork.people.createTenant("harbour", "Harbour Electric");
  owner = await fieldwork.join("owner@alpine.example", { alpine: ["owner"] });
  technician = await fieldwork.join("ada@alpine.example", { alpine: ["technician"] });
  stranger = await fieldwork.join("owner@harbour.example", { harbour: ["owner"] });
});

afterAll(() => fieldwork?.close());

describe("the example field-service, deployed as it is", () => {
  test("serves the tenant that the signed-in user belongs to", async () => {
    const { createTechnician } = await owner.data<{ createTechnician: { id: string; tenantId: string } }>(
      'mutation { createTechnician(input: { name: "Ada", email: "ada@alpine.example", hourlyRate: 9000 }) { id tenantId } }',
    );
    expect(createTechnician.tenantId).toBe("alpine");
    const get = "query ($id: ID!) { getTechnician(id: $id) { name color } }";
    expect(await owner.data(get, { id: createTechnician.id })).toEqual({
      getTechnician: { name: "Ada", color: "#4f46e5" },
    });
    expect(await stranger.data(get, { id: createTechnician.id })).toEqual({ getTechnician: null });
  });

  test("tells subscribers of the same tenant", async () => {
    const fields = "tenantId createdBy id name lastChange";
    const [mine, theirs] = await Promise.all([owner.connect(), stranger.connect()]);
    const document = `subscription { onSkillChanged { ${fields} } }`;
    const seen = await mine.subscribe<{ onSkillChanged: { name: string } }>(document);
    const unseen = await theirs.subscribe(document);
    await owner.data(`mutation { createSkill(input: { name: "Gas" }) { ${fields} } }`);
    await stranger.data(`mutation { createSkill(input: { name: "High voltage" }) { ${fields} } }`);
    expect((await seen.next()).onSkillChanged.name).toBe("Gas");
    await unseen.next();
    expect(seen.received).toHaveLength(1);
    expect(unseen.received).toEqual([
      { onSkillChanged: expect.objectContaining({ name: "High voltage", tenantId: "harbour" }) },
    ]);
  });

  test("lets the system write what no tenant may", async () => {
    expect(await owner.refused(taxRate)).toMatchObject({ errorType: "Unauthorized" });
    await fieldwork.system({}).data(taxRate);
    const list = 'query { listTaxRates(byCountry: { country: "CH" }) { items { percent } } }';
    const { result, calls } = await fieldwork.counted("dynamodb", () => stranger.data(list));
    expect(result).toEqual({ listTaxRates: { items: [{ percent: 8.1 }] } });
    expect(calls).toEqual({ Query: 1 });
  });
});

describe("its functions", () => {
  test("a mutation writes as its caller: an invoice with its lines, once, and for nobody else", async () => {
    const jobId = await aJob("done");
    const taxRateId = await aTaxRate();
    const invoice = `mutation ($jobId: ID!, $taxRateId: ID!) { invoiceJob(jobId: $jobId, lines: [
      { description: "Labour", quantity: 1.5, unitPrice: 11800, taxRateId: $taxRateId },
      { description: "Filter", quantity: 2, unitPrice: 4250, taxRateId: $taxRateId }
    ]) { id tenantId createdBy number total status customer { name } } }`;
    const { invoiceJob } = await owner.data<{ invoiceJob: { id: string; total: number } }>(invoice, {
      jobId,
      taxRateId,
    });
    expect(invoiceJob).toMatchObject({
      tenantId: "alpine",
      createdBy: owner.person.userId,
      total: 26_200,
      status: "draft",
      customer: { name: "Bergblick" },
    });
    const lines = `{ getInvoice(id: "${invoiceJob.id}") { lines { items { description } } } }`;
    expect(await owner.data(lines)).toEqual({
      getInvoice: {
        lines: { items: expect.arrayContaining([{ description: "Labour" }, { description: "Filter" }]) },
      },
    });
    expect(await owner.refused(invoice, { jobId, taxRateId })).toMatchObject({ errorType: "AlreadyExists" });
    expect(await technician.refused(invoice, { jobId, taxRateId })).toMatchObject({
      errorType: "Unauthorized",
    });
    expect(await stranger.refused(invoice, { jobId, taxRateId })).toMatchObject({ errorType: "NotFound" });
    const open = await aJob("requested");
    expect(await owner.refused(invoice, { jobId: open, taxRateId })).toMatchObject({
      errorType: "JobNotDone",
      message: "Only a job that is done can be invoiced.",
    });
    const nothing = invoice.replace(/lines: \[[^\]]*\]/, "lines: []").replace(", $taxRateId: ID!", "");
    expect(await owner.refused(nothing, { jobId })).toMatchObject({ errorType: "Invalid" });
  });

  test("a query adds up its caller's tenant, and no other", async () => {
    const customerId = await aCustomer();
    for (const [number, status, total] of [
      ["Q-1", "sent", 1_000],
      ["Q-2", "paid", 2_500],
    ] as const) {
      await owner.data(
        `mutation ($customerId: ID!) { createInvoice(input: { number: "${number}", status: ${status}, total: ${total}, dueOn: "2025-06-01", customerId: $customerId }) { id } }`,
        { customerId },
      );
    }
    const summary =
      '{ revenueSummary(from: "2025-01-01", to: "2025-12-31") { invoiced paid overdue invoices } }';
    expect(await owner.data(summary)).toEqual({
      revenueSummary: { invoiced: 3_500, paid: 2_500, overdue: 1_000, invoices: 2 },
    });
    expect(await stranger.data(summary)).toEqual({
      revenueSummary: { invoiced: 0, paid: 0, overdue: 0, invoices: 0 },
    });
    expect(await technician.refused(summary)).toMatchObject({ errorType: "Unauthorized" });
  });

  test("a change of a model starts one: a planned visit moves its job on and gets a link", async () => {
    const jobId = await aJob("requested");
    const { createVisit } = await owner.data<{ createVisit: { id: string } }>(
      `mutation { createVisit(input: { jobId: "${jobId}", startsAt: "2096-05-01T08:00:00Z", endsAt: "2096-05-01T10:00:00Z" }) { id } }`,
    );
    await eventually(async () => {
      const read = `{ getJob(id: "${jobId}") { status } getTrackingLink(id: "${createVisit.id}") { visit { id } token expiresAt } }`;
      expect(await owner.data(read)).toEqual({
        getJob: { status: "scheduled" },
        getTrackingLink: {
          visit: { id: createVisit.id },
          token: expect.stringMatching(/^[0-9A-Z]{26}$/),
          expiresAt: "2096-05-01T10:00:00.000Z",
        },
      });
    }, 60);
  });

  test("an HTTP function takes the provider's word, if it is signed with the secret", async () => {
    const secret = "what only the provider knows";
    await client(SSMClient).send(
      new PutParameterCommand({
        Name: "/fieldwork/local/secrets/PAYMENT_WEBHOOK_SECRET",
        Value: secret,
        Type: "SecureString",
      }),
    );
    const customerId = await aCustomer();
    const { createInvoice } = await owner.data<{ createInvoice: { id: string } }>(
      `mutation { createInvoice(input: { number: "W-1", status: sent, total: 100, dueOn: "2026-01-01", customerId: "${customerId}" }) { id } }`,
    );
    const hook = async (payment: object, key = secret) => {
      const body = JSON.stringify(payment);
      const signature = createHmac("sha256", key).update(body).digest("hex");
      const url = `${fieldwork.values["http/url"]}/webhooks/payments`;
      const response = await fetch(url, { method: "POST", body, headers: { "x-signature": signature } });
      return response.status;
    };
    const payment = { tenantId: "alpine", invoiceId: createInvoice.id, reference: "pay-17" };
    expect(await hook(payment, "a guess")).toBe(403);
    expect(await hook({ ...payment, tenantId: "harbour" })).toBe(404);
    expect(await hook(payment)).toBe(204);
    expect(await hook(payment)).toBe(204);
    const read = `{ getInvoice(id: "${createInvoice.id}") { status paymentReference version } }`;
    expect(await owner.data(read)).toEqual({
      getInvoice: { status: "paid", paymentReference: "pay-17", version: 2 },
    });
  });

  test("an upload starts one, which writes down what it thinks of the file", async () => {
    const upload = `mutation { createUpload(input: { name: "a.exe", size: 3, contentType: "application/x-msdownload" }) { key url } }`;
    const { createUpload } = await owner.data<{ createUpload: { key: string; url: string } }>(upload);
    const put = await fetch(createUpload.url, {
      method: "PUT",
      body: "exe",
      headers: { "content-type": "application/x-msdownload" },
    });
    expect(put.status).toBe(200);
    const logs = client(CloudWatchLogsClient);
    await eventually(async () => {
      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({ logGroupName: "/aws/lambda/fieldwork-local-check-upload" }),
      );
      const messages = events.map(({ message }) => message ?? "");
      expect(messages.some((each) => each.includes(createUpload.key) && each.includes("Neither"))).toBe(true);
    }, 60);
  });

  test("a sign-up is looked at first", async () => {
    const cognito = client(CognitoIdentityProviderClient);
    const signUp = (email: string) =>
      cognito.send(
        new SignUpCommand({
          ClientId: fieldwork.values["user-pool/client-id"],
          Username: email,
          Password: "Correct-horse-battery-7",
          UserAttributes: [{ Name: "email", Value: email }],
        }),
      );
    await expect(signUp("someone@mailinator.com")).rejects.toThrow("Please sign up with your company's mail");
    expect((await signUp("someone@company.example")).UserConfirmed).toBe(false);
  });
});

const taxRate =
  'mutation { createTaxRate(input: { country: "CH", name: "standard", percent: 8.1, validFrom: "2024-01-01" }) { id } }';
let numbers = 0;

async function aTaxRate(): Promise<string> {
  const create = taxRate.replace("standard", `rate ${++numbers}`).replace('"CH"', '"DE"');
  const { createTaxRate } = await fieldwork.system({}).data<{ createTaxRate: { id: string } }>(create);
  return createTaxRate.id;
}

async function aCustomer(): Promise<string> {
  const address = '{ street: "Dorfgasse 1", city: "Thun", zip: "3600" }';
  const { createCustomer } = await owner.data<{ createCustomer: { id: string } }>(
    `mutation { createCustomer(input: { name: "Bergblick", billingAddress: ${address} }) { id } }`,
  );
  return createCustomer.id;
}

async function aJob(status: string): Promise<string> {
  const customerId = await aCustomer();
  const address = '{ street: "Dorfgasse 1", city: "Thun", zip: "3600" }';
  const { createSite } = await owner.data<{ createSite: { id: string } }>(
    `mutation { createSite(input: { name: "Home", address: ${address}, customerId: "${customerId}" }) { id } }`,
  );
  const input = `number: ${++numbers}, title: "Service", status: ${status}, customerId: "${customerId}", siteId: "${createSite.id}"`;
  const { createJob } = await owner.data<{ createJob: { id: string } }>(
    `mutation { createJob(input: { ${input} }) { id } }`,
  );
  return createJob.id;
}

/** An official client of the cloud that the project is in. */
function client<C>(type: new (settings: object) => C): C {
  const { region, endpoint, credentials } = fieldwork.cloud;
  return new type({ region, endpoint, credentials });
}

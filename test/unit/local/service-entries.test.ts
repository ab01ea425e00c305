import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startCloud } from "../../../src/local/cloud.ts";
import type { ServiceContext } from "../../../src/local/kernel/service.ts";
import { serviceSet } from "../../../src/local/kernel/service-set.ts";
import { openStore } from "../../../src/local/kernel/store.ts";
import { serviceEntries } from "../../../src/local/service-entries.ts";
import { root } from "../../support/cloud/service-caller.ts";

const folders = readdirSync(join(import.meta.dirname, "../../../src/local/services"));

test("every service has an entry", () => {
  expect(serviceEntries.map(({ name }) => name).sort()).toEqual(folders.sort());
});

describe("an entry says what its service's models say", () => {
  const store = openStore(null);
  const context = {
    store,
    clock: { now: () => 0 },
    region: "eu-west-1",
    accountId: "000000000000",
    blobFolder: join(import.meta.dirname, "no-such-folder"),
    baseUrl: () => "",
    currentAddress: (text: string) => text,
    identities: { anonymous: root },
    log: () => {},
  } as unknown as ServiceContext;

  test.each(serviceEntries.filter(({ name }) => name !== "lambda" && name !== "s3"))(
    "$name",
    async (entry) => {
      const { name, models, operations } = (await entry.load())(context);
      expect(name).toBe(entry.name);
      expect(new Set(models.map(({ signingName }) => signingName))).toEqual(new Set([entry.signingName]));
      const targets = models.filter(({ protocol }) => protocol === "json").map(({ target }) => target);
      expect(entry.targets ?? []).toEqual(targets);
      const versions = models.filter(({ protocol }) => protocol === "query").map((model) => model.apiVersion);
      expect(versions).toEqual(entry.version === undefined ? [] : [entry.version]);
      expect(Object.keys(operations).length).toBeGreaterThan(3);
    },
  );
});

describe("a set of services", () => {
  const made: string[] = [];
  const entry = (name: string, more: object = {}) => ({
    name,
    signingName: name,
    load: async () => () => {
      made.push(name);
      const service = { name, models: [], operations: {}, start: () => void made.push(`${name} started`) };
      return { ...service, stop: () => void made.push(`${name} stopped`) };
    },
    ...more,
  });
  const head = (headers: Record<string, string>, path = "/") => ({
    method: "POST",
    path,
    queryString: "",
    query: new URLSearchParams(),
    headers,
  });
  const signedFor = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/${service}/aws4_request, x`,
  });

  test("loads each once, when it is meant, and ends them in reverse order", async () => {
    made.length = 0;
    const store = openStore(null);
    const entries = [
      entry("first", { targets: ["First_1"] }),
      entry("second", { pages: ({ path }: { path: string }) => path.startsWith("/second/") }),
      entry("third", { needsAll: true }),
      entry("fourth", { version: "2020-01-01" }),
    ];
    let changes = 0;
    const set = serviceSet(entries, { store } as ServiceContext, () => {
      changes += 1;
    });
    expect(set.wake(head({}))).toBeNull();
    expect(set.wake(head(signedFor("elsewhere")))).toBeNull();
    expect(set.loaded()).toEqual([]);
    await Promise.all([set.wake(head(signedFor("second"))), set.wake(head({}, "/second/page"))]);
    expect(made).toEqual(["second", "second started"]);
    await set.wake(head({ "x-amz-target": "First_1.Do" }));
    expect(set.loaded().map(({ name }) => name)).toEqual(["first", "second"]);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const form = { ...head(headers), body: Buffer.from("Action=Do&Version=2020-01-01") };
    await set.wakeByForm(form as never);
    expect(set.named("fourth")).toBeDefined();
    await set.load("third");
    expect(changes).toBe(4);
    expect(set.wake(head(signedFor("third")))).toBeNull();
    await expect(set.load("fifth")).rejects.toThrow("There is no service fifth");
    made.length = 0;
    await set.stop();
    expect(made).toEqual(["fourth stopped", "third stopped", "second stopped", "first stopped"]);
  });

  test("begins with those that have something in their tables", async () => {
    made.length = 0;
    const store = openStore(null);
    store.collection("used.records").put("key", 1);
    store.collection("empty.records");
    const set = serviceSet([entry("used"), entry("empty")], { store } as ServiceContext, () => {});
    await set.start();
    expect(made).toEqual(["used", "used started"]);
  });
});

test("a cloud answers for what it has not loaded yet as for what it has", async () => {
  const cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1" });
  const outbox = await fetch(`${cloud.endpoint}/_plinth/outbox`);
  expect(await outbox.json()).toEqual({ messages: [] });
  const form = await fetch(cloud.endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "Action=ListTopics&Version=2010-03-31",
  });
  expect(form.status).toBe(403);
  expect(await form.text()).toMatch(/^<ErrorResponse xmlns="http:\/\/sns\.amazonaws\.com/);
  expect(await cloud.call("sqs", "ListQueues", {}, root)).toEqual(expect.any(Object));
  await expect(cloud.call("nothing", "Do", {}, root)).rejects.toThrow("There is no service nothing");
  await cloud.close();
});

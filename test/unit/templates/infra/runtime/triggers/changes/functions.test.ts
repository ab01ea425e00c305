import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { payloadOf } from "../../../../../../../src/templates/infra/runtime/triggers/changes/aws-outlets.ts";
import type { StreamRecord } from "../../../../../../../src/templates/infra/runtime/triggers/changes/stream-event.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../../support/dynamodb/start-dynamodb.ts";
import { quietLogs } from "../../lambda/quiet-logs.ts";
import { newId, StreamWorld } from "../stream-world.ts";

quietLogs();

let engine: LocalDynamoDB;
let world: StreamWorld;
beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await new StreamWorld(engine.client, engine.endpoint).start();
});

const acme = "T#acme";
const told = () => world.invoked.map(({ name, change }) => `${name} ${change.kind}`).sort();

const fileAt = (key: string) => ({ key, name: "a.pdf", size: 1, contentType: "application/pdf" });
const contract = (id: string, key: string) => ({
  id,
  customerId: newId(),
  signedOn: "2026-01-01",
  document: fileAt(key),
});

describe("functions that wait for changes", () => {
  test("hear of what they asked for, with the record as users know it", async () => {
    const id = newId();
    await world.put("Customer", acme, {
      id,
      name: "Big Co",
      vip: true,
      address: { street: "Main", zip: "1" },
    });
    await world.settle();
    expect(told()).toEqual(["mirror created", "welcome created"]);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    expect(world.invoked[0]?.change).toEqual({
      id: expect.any(String),
      kind: "created",
      model: "Customer",
      recordId: id,
      tenantId: "acme",
      userId: null,
      at,
      before: null,
      after: {
        id,
        tenantId: "acme",
        name: "Big Co",
        email: null,
        phone: null,
        website: null,
        vip: true,
        address: { street: "Main", zip: "1", location: null },
        otherAddresses: null,
        currencyId: null,
        createdAt: "2026-11-01T00:00:00.000Z",
        updatedAt: "2026-11-01T00:00:00.000Z",
        createdBy: "jane",
        version: 1,
      },
    });
  });

  test("hear of updates with both images, and of nothing where only keys changed", async () => {
    const id = newId();
    const record = { id, name: "Big Co", vip: false };
    await world.put("Customer", acme, record);
    await world.settle();
    world.invoked.length = 0;
    const stored = await world.get("Customer", acme, id);
    await world.write(world.pooled, [{ ...stored, gsi9_pk: "x", gsi9_sk: "y", _rebuilt: 1 }]);
    await world.settle();
    expect(told()).toEqual([]);
    await world.put("Customer", acme, { ...record, name: "Bigger Co", version: 2 });
    await world.settle();
    expect(told()).toEqual(["mirror updated"]);
    expect(world.invoked[0]?.change).toMatchObject({
      before: { name: "Big Co", version: 1 },
      after: { name: "Bigger Co", version: 2 },
    });
  });

  test("take the trash for a deletion, the way back for an update, and the end for nothing new", async () => {
    const id = newId();
    const invoice = {
      id,
      customerId: newId(),
      number: "1",
      status: "draft",
      total: 1,
      openedAt: "x",
      token: "t",
    };
    const deletedAt = "2026-11-20T00:00:00.000Z";
    await world.put("Invoice", acme, invoice);
    await world.put("Invoice", acme, { ...invoice, deletedAt });
    await world.settle();
    expect(told()).toEqual(["archive deleted"]);
    expect(world.invoked[0]?.change).toMatchObject({ before: { id, deletedAt: null }, after: null });
    await world.put("Invoice", acme, invoice);
    await world.settle();
    expect(told()).toEqual(["archive deleted", "archive updated"]);
    await world.put("Invoice", acme, { ...invoice, deletedAt });
    await world.remove("Invoice", acme, id);
    await world.settle();
    expect(told()).toEqual(["archive deleted", "archive deleted", "archive updated"]);
  });

  test("hear of numbers of any size", async () => {
    const invoice = { id: newId(), customerId: newId(), number: "1", status: "draft", token: "t" };
    await world.put("Invoice", acme, { ...invoice, discount: 1e20, total: 2 ** 53 - 1 });
    await world.put("Invoice", acme, { ...invoice, discount: 1.5e-20, total: -(2 ** 53 - 1) });
    await world.settle();
    const { before, after } = JSON.parse(JSON.stringify(world.invoked[0]?.change));
    expect([before.discount, before.total]).toEqual([1e20, 2 ** 53 - 1]);
    expect([after.discount, after.total]).toEqual([1.5e-20, -(2 ** 53 - 1)]);
  });

  test("hear of cascades too", async () => {
    const gone = newId();
    await world.put("Customer", acme, { id: gone, name: "x", vip: false });
    const invoice = { id: newId(), customerId: gone, number: "1", status: "paid", total: 1, token: "t" };
    await world.put("Invoice", acme, invoice);
    await world.settle();
    world.invoked.length = 0;
    await world.remove("Customer", acme, gone);
    await world.settle();
    expect(told()).toEqual(["archive deleted", "mirror deleted"]);
  });

  test("never hear of guards, links, tenants, memberships and models that are gone", async () => {
    await world.write(world.pooled, [
      { pk: `${acme}#Customer!byEmail#x`, sk: "!", id: "x", _m: "!guard" },
      { pk: "G#$Tenant#acme", sk: "!", id: "acme", _m: "$Tenant" },
      { pk: "U#jane#$Membership", sk: "acme", _m: "$Membership" },
      { pk: `${acme}#Retired`, sk: "x", id: "x", _m: "Retired" },
      { pk: "something", sk: "else" },
    ]);
    await world.settle();
    expect(world.invoked).toEqual([]);
    expect(world.messages).toEqual([]);
    expect(world.results.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
  });

  test("keep the order of one record's changes; a failure brings back what came after it", async () => {
    const [flaky, fine] = [newId(), newId()];
    const heard: string[] = [];
    let fails = 1;
    const invoke = async (name: string, { recordId, kind }: { recordId: string; kind: string }) => {
      if (recordId === flaky && fails-- > 0) throw new Error("Throttled");
      if (name === "mirror") heard.push(`${recordId === flaky ? "flaky" : "fine"} ${kind}`);
    };
    Object.assign(world.settings, { outlets: { ...world.settings.outlets, invoke } });
    for (const id of [flaky, fine]) {
      await world.put("Customer", acme, { id, name: "a", vip: false });
      await world.put("Customer", acme, { id, name: "b", vip: false });
    }
    const records = await world.newRecords();
    const { batchItemFailures } = await world.handle({ Records: records });
    const first = records.find(({ dynamodb }) => dynamodb.NewImage?.["id"]?.S === flaky);
    expect(batchItemFailures).toEqual([{ itemIdentifier: first?.dynamodb.SequenceNumber }]);
    expect(heard.filter((each) => each.startsWith("fine"))).toEqual(["fine created", "fine updated"]);
    heard.length = 0;
    // Lambda hands over everything from the first failure on.
    const from = records.findIndex(({ eventID }) => eventID === first?.eventID);
    await world.handle({ Records: records.slice(from) });
    expect(heard.filter((each) => each.startsWith("flaky"))).toEqual(["flaky created", "flaky updated"]);
  });

  test("hear the same id when a change is delivered twice", async () => {
    await world.put("Customer", acme, { id: newId(), name: "a", vip: false });
    const records = await world.newRecords();
    await world.handle({ Records: records });
    await world.handle({ Records: records });
    const ids = world.invoked.filter(({ name }) => name === "mirror").map(({ change }) => change.id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("a record that cannot be read does not keep the others waiting", async () => {
    await world.put("Customer", acme, { id: newId(), name: "a", vip: false });
    const [good] = await world.newRecords();
    if (good === undefined) throw new Error("There is no record");
    const broken = [
      { pk: { S: `${acme}#Customer` }, sk: { S: "x" }, _m: { S: "Customer" } },
      { pk: { N: "1" }, sk: { S: "x" }, id: { S: "x" }, _m: { S: "Customer" } },
      { pk: { S: "nonsense" }, sk: { S: "x" }, id: { S: "x" }, _m: { S: "Customer" } },
    ].map(
      (NewImage, number): StreamRecord => ({
        ...good,
        dynamodb: { SequenceNumber: `${number}`, NewImage } as StreamRecord["dynamodb"],
      }),
    );
    expect(await world.handle({ Records: [...broken, good] })).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual(["mirror created", "welcome created"]);
  });
});

describe("files", () => {
  const own = (name: string) => `tenants/acme/files/01K/${name}`;

  test("go when no record names them any more: replaced, or gone for good", async () => {
    const id = newId();
    await world.put("Contract", acme, contract(id, own("a.pdf")));
    await world.put("Contract", acme, { ...contract(id, own("b.pdf")), customerId: newId() });
    await world.settle();
    expect(world.deletedFiles).toEqual([own("a.pdf")]);
    await world.remove("Contract", acme, id);
    await world.settle();
    expect(world.deletedFiles).toEqual([own("a.pdf"), own("b.pdf")]);
  });

  test("stay while a record is in the trash, and while it still names them", async () => {
    const id = newId();
    const invoice = {
      id,
      customerId: newId(),
      number: "1",
      status: "draft",
      total: 1,
      openedAt: "x",
      token: "t",
    };
    const files = { attachments: [fileAt(own("a.pdf")), fileAt(own("b.pdf"))], scan: fileAt(own("c.pdf")) };
    await world.put("Invoice", acme, { ...invoice, ...files });
    await world.put("Invoice", acme, {
      ...invoice,
      attachments: [fileAt(own("c.pdf")), fileAt(own("b.pdf"))],
    });
    await world.put("Invoice", acme, { ...invoice, attachments: [fileAt(own("b.pdf"))], deletedAt: "2026" });
    await world.settle();
    expect(world.deletedFiles).toEqual([own("a.pdf"), own("c.pdf")]);
    await world.remove("Invoice", acme, id);
    await world.settle();
    expect(world.deletedFiles).toEqual([own("a.pdf"), own("c.pdf"), own("b.pdf")]);
  });

  test.each([
    "tenants/other/files/01K/a.pdf",
    "tenants/acme/../other/a.pdf",
    "tenants/acme/%2e%2e/other/a.pdf",
    "tenants/acme",
    "other.pdf",
    "",
  ])("outside of the tenant's folder are not touched: %s", async (key) => {
    const id = newId();
    await world.put("Contract", acme, contract(id, key));
    await world.remove("Contract", acme, id);
    await world.settle();
    expect(world.deletedFiles).toEqual([]);
  });
});

test("what is larger than Lambda takes loses the image before it", () => {
  const facts = { id: "1", model: "M", recordId: "r", tenantId: "t", userId: null, at: "2026" };
  const [before, after] = [{ text: "ä".repeat(300_000) }, { text: "ö".repeat(300_000) }];
  expect(JSON.parse(payloadOf({ ...facts, kind: "updated", before, after }))).toEqual({
    ...facts,
    kind: "updated",
    before: null,
    after,
  });
  expect(JSON.parse(payloadOf({ ...facts, kind: "updated", before: { a: 1 }, after }))).toMatchObject({
    before: { a: 1 },
  });
});

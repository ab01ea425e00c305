import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { lockFor } from "../../../../../support/backends/lock-for.ts";
import { creator, field, model, role } from "../../../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../../../support/dynamodb/start-dynamodb.ts";
import { create, type ResolverApi, startApi } from "./resolver-api.ts";

let engine: LocalDynamoDB;
let api: ResolverApi;
beforeAll(async () => {
  engine = await startDynamoDB();
  api = await startApi(engine.client, everything, everythingLock);
});
afterAll(() => engine.stop());

const ada = { sub: "ada", tenantId: "acme", roles: ["admin"] };
const onCategory = "subscription ($id: ID) { onCategoryChanged(id: $id) { id title tenantId lastChange } }";
const change =
  "mutation ($input: CategoryUpdate!) { updateCategory(input: $input) { id title tenantId lastChange } }";

describe("subscriptions", () => {
  it("deliver the tenant's changes, and with an id only that record's", async () => {
    const [a, b] = [
      await create(api.as(ada), "Category", { title: "A" }),
      await create(api.as(ada), "Category", { title: "B" }),
    ];
    const all = await api.as({ sub: "bob", tenantId: "acme" }).subscribe(onCategory);
    const one = await api.as(ada).subscribe(onCategory, { id: a });
    for (const id of [a, b]) await api.as(ada).data(change, { input: { id, title: "new" } });
    const event = (id: string) => ({
      data: { onCategoryChanged: { id, title: "new", tenantId: "acme", lastChange: "updated" } },
    });
    expect(all.events).toEqual([event(a), event(b)]);
    expect(one.events).toEqual([event(a)]);
    expect(all.filter).toEqual({
      filterGroup: [{ filters: [{ fieldName: "tenantId", operator: "eq", value: "acme" }] }],
    });
  });

  it("deliver only what the subscriber may read", async () => {
    const memo = model("Memo", {
      fields: [field("text", "text")],
      access: {
        read: [[role("admin")], [creator]],
        create: [[role("member")]],
        update: [[role("member")]],
        delete: [],
      },
    });
    const diary = model("Diary", {
      scope: "user",
      fields: [field("text", "text")],
      access: { read: [[creator]], create: [[creator]], update: [[creator]], delete: [[creator]] },
    });
    const backend = { ...everything, models: [diary, memo], functions: [] };
    const small = await startApi(engine.client, backend, lockFor(backend));
    const bob = small.as({ sub: "bob", tenantId: "acme" });
    const onMemo = "subscription { onMemoChanged { id text tenantId createdBy } }";
    const onDiary = "subscription { onDiaryChanged { id text createdBy } }";
    const open = {
      admin: await small.as(ada).subscribe(onMemo),
      bob: await bob.subscribe(onMemo),
      other: await small.as({ sub: "eve", tenantId: "acme" }).subscribe(onMemo),
      bobsDiary: await bob.subscribe(onDiary),
      othersDiary: await small.as(ada).subscribe(onDiary),
    };
    await bob.data('mutation { createMemo(input: { text: "x" }) { id text tenantId createdBy } }');
    await bob.data('mutation { createDiary(input: { text: "y" }) { id text createdBy } }');
    const counts = Object.entries(open).map(([who, { events }]) => [who, events.length]);
    expect(Object.fromEntries(counts)).toEqual({ admin: 1, bob: 1, other: 0, bobsDiary: 1, othersDiary: 0 });
    await expect(small.as({ sub: "out", tenantId: null }).subscribe(onMemo)).rejects.toThrow(
      "names no tenant",
    );
  });

  it("are refused to who may not read", async () => {
    const onPageView = "subscription { onPageViewChanged { id tenantId } }";
    await expect(api.as({ sub: "bob", tenantId: "acme" }).subscribe(onPageView)).rejects.toThrow(
      "You may not read",
    );
  });
});

describe("disconnect", () => {
  const text = "mutation ($input: Disconnect!) { disconnect(input: $input) }";
  const open = async () => ({
    ada: await api.as(ada).subscribe(onCategory),
    adaElsewhere: await api.as({ sub: "ada", tenantId: "other" }).subscribe(onCategory),
    bob: await api.as({ sub: "bob", tenantId: "acme" }).subscribe(onCategory),
    eve: await api.as({ sub: "eve", tenantId: "other" }).subscribe(onCategory),
  });

  it.each([
    [{ tenantId: "acme", userId: "ada" }, ["adaElsewhere", "bob", "eve"]],
    [{ tenantId: "acme" }, ["adaElsewhere", "eve"]],
    [{ userId: "ada" }, ["bob", "eve"]],
    [{ tenantId: "nobody" }, ["ada", "adaElsewhere", "bob", "eve"]],
  ])("%j leaves %j", async (input, left) => {
    const subscriptions = await open();
    expect(await api.asSystem().data(text, { input })).toEqual({ disconnect: true });
    const stillOpen = Object.entries(subscriptions).filter(([, { open: isOpen }]) => isOpen);
    expect(stillOpen.map(([who]) => who)).toEqual(left);
  });

  it("goes through all subscription fields, five at a time", async () => {
    const view = await api.as(ada).subscribe("subscription { onPageViewChanged { id tenantId } }");
    expect(await api.asSystem().data(text, { input: { tenantId: "acme" } })).toEqual({ disconnect: true });
    expect(view.open).toBe(true);
    expect(await api.asSystem().data(text, { input: { tenantId: "acme", from: 5 } })).toEqual({
      disconnect: false,
    });
    expect(view.open).toBe(false);
  });

  it("is the system's alone", async () => {
    expect((await api.as(ada).query(text, { input: { tenantId: "acme" } })).errors).toMatchObject([
      { errorType: "Unauthorized" },
    ]);
    expect((await api.asSystem().query(text, { input: {} })).errors).toMatchObject([
      { errorType: "Invalid" },
    ]);
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import type { Model } from "../../../src/definition/ir.ts";
import type { Subscription } from "../../support/deployed/subscriber.ts";
import type { Wholesale } from "./deploy-wholesale.ts";
import { everyPage } from "./every-page.ts";
import { only } from "./only.ts";
import { parentsOf, type Stored } from "./records.ts";

type Changes = Subscription<Record<string, Stored & { readonly lastChange: string }>>;

/** Each model from its first record to the end, as three people see it: who writes, a subscriber, another tenant's. */
export function describeOperations(wholesale: () => Wholesale): void {
  const heard = new Map<string, { readonly boss: Changes; readonly stranger: Changes }>();
  let api: Wholesale;

  beforeAll(async () => {
    api = wholesale();
    const [boss, stranger] = await Promise.all([api.boss.connect(), api.stranger.connect()]);
    for (const model of api.backend.models) {
      if (model.access.read.length === 0) continue;
      const document = api.documents.changed(model);
      heard.set(model.name, {
        boss: await boss.subscribe(document),
        stranger: await stranger.subscribe(document),
      });
      api.coverage.called(document);
    }
  });

  describe("operations", () => {
    test("create, find, change, delete and restore records of every model, and tell of it", async () => {
      for (const model of api.backend.models) await lifeOf(model);
    });
  });

  async function lifeOf(model: Model): Promise<void> {
    const { boss, documents, reader, records, writer } = api;
    const what = model.name;
    const writes = async (verb: "create" | "update" | "delete", input: object) =>
      only(await writer(model, verb).data<Record<string, Stored>>(documents.write(verb, model), { input }));
    const get = async (variables: object) =>
      only(await reader(model).data<Record<string, Stored | null>>(documents.get(model), variables));

    const input = await records.input(model);
    const created = await writes("create", input);
    expect(created, what).toMatchObject({ ...input, version: 1, lastChange: "created" });
    // The system acts for the user it names.
    expect(created["createdBy"], what).toBe(boss.person.userId);
    expect(created["tenantId"], what).toBe(model.scope === "tenant" ? "north" : undefined);
    const stored = { ...created, lastChange: null };

    expect(await get({ id: created.id }), what).toEqual(stored);
    for (const { name, fields } of model.uniques) {
      const values = Object.fromEntries(fields.map((field) => [field, created[field]]));
      // Where a value is missing, the constraint does not apply.
      if (Object.values(values).some((value) => (value ?? null) === null)) continue;
      const argument = fields.length === 1 ? Object.values(values)[0] : values;
      expect(await get({ [name]: argument }), `${what} ${name}`).toEqual(stored);
    }

    await listedIn(model, stored, true);

    const next = await records.input(model, parentsOf(model, created));
    const changes = Object.fromEntries(model.fields.map(({ name }) => [name, next[name]]));
    const updated = await writes("update", { id: created.id, expectedVersion: 1, ...changes });
    expect(updated, what).toEqual({
      ...stored,
      ...changes,
      version: 2,
      updatedAt: updated["updatedAt"],
      lastChange: "updated",
    });
    const now = { ...updated, lastChange: null };
    expect(await get({ id: created.id }), what).toEqual(now);
    await listedIn(model, now, true);
    const late = await writer(model, "update").refused(documents.write("update", model), {
      input: { id: created.id, expectedVersion: 1 },
    });
    expect(late, what).toMatchObject({ errorType: "Conflict", errorInfo: { model: what, version: 2 } });

    const deleted = await writes("delete", { id: created.id, expectedVersion: 2 });
    expect(deleted, what).toMatchObject({ id: created.id, lastChange: "deleted" });
    expect(await get({ id: created.id }), what).toBeNull();
    await listedIn(model, now, false);
    const told = ["created", "updated", "deleted"];
    if (model.softDelete !== null) {
      const restore = await writer(model, "delete").data<Record<string, Stored>>(
        documents.write("restore", model),
        { input: { id: created.id } },
      );
      expect(only(restore), what).toMatchObject({ ...changes, deletedAt: null, lastChange: "restored" });
      await listedIn(model, { ...now, ...only(restore), lastChange: null }, true);
      told.push("restored");
    }

    const listening = heard.get(what);
    if (listening === undefined) return;
    const { boss: mine, stranger: theirs } = listening;
    const ofThis = (subscription: Changes) =>
      subscription.received.map(only).filter(({ id }) => id === created.id);
    await mine.next(
      (data) => data[`on${what}Changed`]?.id === created.id && only(data).lastChange === told.at(-1),
    );
    expect(
      ofThis(mine).map(({ lastChange }) => lastChange),
      what,
    ).toEqual(told);
    expect(ofThis(mine)[0], what).toEqual(created);
    // Everybody's data is told to everybody, and nothing else crosses over.
    expect(ofThis(theirs).length, what).toBe(model.scope === "global" ? told.length : 0);
  }

  /** Is the record where it belongs in the list of all and in each index, and nowhere once it is gone? */
  async function listedIn(model: Model, record: Stored, there: boolean): Promise<void> {
    const lists: object[] = [{}];
    for (const { name, hash, sort } of model.indexes) {
      const values = Object.fromEntries(hash.map((field) => [field, record[field]]));
      if (Object.values(values).some((value) => value === null)) continue;
      const [first] = sort;
      const range = first !== undefined && record[first] !== null ? { [first]: { eq: record[first] } } : {};
      lists.push({ [name]: { ...values, ...range } });
    }
    for (const choice of lists) {
      const document = api.documents.list(model, Object.keys(choice));
      const found = await everyPage<Stored>(api.reader(model), document, {
        ...choice,
        sortDirection: "DESC",
        limit: 100,
      });
      const same = found.filter(({ id }) => id === record.id);
      expect(same, `${model.name} ${JSON.stringify(choice)}`).toEqual(there ? [record] : []);
    }
  }
}

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Model } from "../../src/definition/ir.ts";
import type { Subscription } from "../support/deployed/subscriber.ts";
import { deployWholesale, type Wholesale } from "./wholesale/deploy-wholesale.ts";
import type { Stored } from "./wholesale/records.ts";

type Changes = Subscription<Record<string, Stored & { readonly lastChange: string }>>;

let api: Wholesale;
const heard = new Map<string, { readonly boss: Changes; readonly stranger: Changes }>();
/** One record of each model that lives on, for the tests between tenants. */
const alive = new Map<string, Stored>();

beforeAll(async () => {
  api = await deployWholesale();
  const [boss, stranger] = await Promise.all([api.boss.connect(), api.stranger.connect()]);
  for (const model of api.backend.models) {
    const document = api.documents.changed(model);
    heard.set(model.name, {
      boss: await boss.subscribe(document),
      stranger: await stranger.subscribe(document),
    });
    api.coverage.called(document);
  }
}, 120_000);

afterAll(() => api?.close());

const changed = ({ name }: Model) => `on${name}Changed`;
const only = <T>(data: Record<string, T>): T => Object.values(data)[0] as T;

test("the project is of the size that is meant", () => {
  expect(api.backend.models.length).toBeGreaterThanOrEqual(30);
});

test("every model is created, found, changed, deleted, restored and told of", async () => {
  for (const model of api.backend.models) await lifeOf(model);
});

async function lifeOf(model: Model): Promise<void> {
  const { boss, documents, records, writer } = api;
  const what = model.name;
  const writes = async (verb: "create" | "update" | "delete", input: object) =>
    only(await writer(model, verb).data<Record<string, Stored>>(documents.write(verb, model), { input }));
  const get = async (variables: object) =>
    only(await boss.data<Record<string, Stored | null>>(documents.get(model), variables));

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

  const { boss: mine, stranger: theirs } = heard.get(what) as { boss: Changes; stranger: Changes };
  const ofThis = (subscription: Changes) =>
    subscription.received.map(only).filter(({ id }) => id === created.id);
  await mine.next((data) => data[changed(model)]?.id === created.id && only(data).lastChange === told.at(-1));
  expect(
    ofThis(mine).map(({ lastChange }) => lastChange),
    what,
  ).toEqual(told);
  expect(ofThis(mine)[0], what).toEqual(created);
  // Everybody's data is told to everybody, and nothing else crosses over.
  expect(ofThis(theirs).length, what).toBe(model.scope === "global" ? told.length : 0);
  alive.set(what, await records.create(model, parentsOf(model, model.uniques.length > 0 ? {} : created)));
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
    const found = await all(document, { ...choice, sortDirection: "DESC", limit: 100 });
    const same = found.filter(({ id }) => id === record.id);
    expect(same, `${model.name} ${JSON.stringify(choice)}`).toEqual(there ? [record] : []);
  }
}

async function all(document: string, variables: object): Promise<Stored[]> {
  const items: Stored[] = [];
  let nextToken: string | null = null;
  do {
    const data: Record<string, { items: Stored[]; nextToken: string | null }> = await api.boss.data(
      document,
      { ...variables, nextToken },
    );
    const page = only(data);
    items.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken !== null);
  return items;
}

function parentsOf({ relations }: Model, record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const keys = relations.flatMap((each) => (each.kind === "belongsTo" ? [each.foreignKey] : []));
  return Object.fromEntries(keys.filter((key) => key in record).map((key) => [key, record[key]]));
}

describe("relations", () => {
  test("lead from record to record and back, each of them", async () => {
    const { backend, boss, documents, records } = api;
    for (const model of backend.models) {
      for (const relation of model.relations) {
        const what = `${model.name}.${relation.name}`;
        const target = records.model(relation.target);
        const read = async (id: string, args = "") => {
          const many = relation.kind === "hasMany" || relation.kind === "manyToMany";
          const inner = `${documents.stored(target.name)}`;
          const field = `${relation.name}${args} { ${many ? `items { ${inner} }` : inner} }`;
          const data = await boss.data<Record<string, Record<string, unknown>>>(
            documents.getById(model, field),
            { id },
          );
          return only(data)[relation.name];
        };
        if (relation.kind === "belongsTo") {
          const parent = await records.create(target);
          const child = await records.create(model, { [relation.foreignKey]: parent.id });
          expect(await read(child.id), what).toEqual({ ...parent, lastChange: null });
        } else if (relation.kind !== "manyToMany") {
          const parent = await records.create(model);
          expect(await read(parent.id), what).toEqual(relation.kind === "hasOne" ? null : { items: [] });
          const child = await records.create(target, { [relation.foreignKey]: parent.id });
          const expected = { ...child, lastChange: null };
          expect(await read(parent.id), what).toEqual(
            relation.kind === "hasOne" ? expected : { items: [expected] },
          );
        } else {
          const [one, other, third] = await Promise.all([
            records.create(model),
            records.create(target),
            records.create(target),
          ]);
          await change("link", what, one, [other, third]);
          expect(await read(one.id), what).toEqual({
            items: [other, third]
              .toSorted((a, b) => (a.id < b.id ? -1 : 1))
              .map((each) => ({ ...each, lastChange: null })),
          });
          expect(await read(one.id, "(limit: 1, sortDirection: DESC)"), what).toMatchObject({
            items: [{ id: [other.id, third.id].toSorted().at(-1) }],
          });
          await change("unlink", what, one, [other]);
          expect(await read(one.id), what).toEqual({ items: [{ ...third, lastChange: null }] });
        }
      }
    }
  });

  /** From the side that has the mutation. @param what `Product.tags` */
  async function change(verb: "link" | "unlink", what: string, one: Stored, others: readonly Stored[]) {
    const { boss, backend } = api;
    const [name = "", field = ""] = what.split(".");
    const model = api.records.model(name);
    const relation = model.relations.find((each) => each.name === field);
    if (relation?.kind !== "manyToMany") throw new Error(`${what} is no manyToMany`);
    const left = relation.side === "left";
    const owner = left ? model : api.records.model(relation.target);
    const inverse = left
      ? relation
      : backend.models
          .find((each) => each.name === relation.target)
          ?.relations.find((each) => each.kind === "manyToMany" && each.link === relation.link);
    const target = inverse?.target ?? "";
    const upper = (text = "") => text.charAt(0).toUpperCase() + text.slice(1);
    const lower = (text = "") => text.charAt(0).toLowerCase() + text.slice(1);
    const mutation = `${verb}${owner.name}${upper(inverse?.name)}`;
    const ownId = `${lower(owner.name)}Id`;
    const otherIds = `${lower(target)}Ids`;
    const document = `mutation ($input: ${owner.name}${upper(inverse?.name)}Link!) { ${mutation}(input: $input) }`;
    const calls = left
      ? [{ [ownId]: one.id, [otherIds]: others.map(({ id }) => id) }]
      : others.map(({ id }) => ({ [ownId]: id, [otherIds]: [one.id] }));
    for (const input of calls) expect(await boss.data(document, { input })).toEqual({ [mutation]: true });
  }
});

test("the system ends live updates, five fields a call", async () => {
  const { deployed, coverage, stranger } = api;
  const document = "mutation ($input: Disconnect!) { disconnect(input: $input) }";
  const system = deployed.system({});
  const there = await (await stranger.connect()).subscribe("subscription { onTagChanged { id tenantId } }");
  let from = 0;
  let more = true;
  while (more) {
    const { disconnect } = await system.data<{ disconnect: boolean }>(document, {
      input: { tenantId: "south", from },
    });
    coverage.called(document);
    more = disconnect;
    from += 5;
  }
  expect(from).toBe(5 * Math.ceil(api.backend.models.length / 5));
  await expect.poll(() => there.ended, { timeout: 15_000 }).toBe(true);
  const going = (who: "boss" | "stranger") =>
    [...heard].filter(([, each]) => !each[who].ended).map(([name]) => name);
  await expect.poll(() => going("stranger"), { timeout: 15_000 }).toEqual([]);
  expect(going("boss")).toEqual([...heard.keys()]);
  expect(await stranger.refused(document, { input: { tenantId: "north" } })).toMatchObject({
    errorType: "Unauthorized",
  });
});

test("so every field that a resolver answers was called, and worked", () => {
  const { fields, all: every } = api.coverage;
  expect([...every].filter((field) => !fields.has(field))).toEqual([]);
  expect(fields).toEqual(every);
  expect(alive.size).toBe(api.backend.models.length);
});

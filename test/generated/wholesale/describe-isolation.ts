import { beforeAll, describe, expect, test } from "vitest";
import type { Model } from "../../../src/definition/ir.ts";
import type { GraphqlClient } from "../../support/deployed/graphql-client.ts";
import { post } from "../../support/deployed/graphql-client.ts";
import { everyRole, type Wholesale } from "./deploy-wholesale.ts";
import { everyPage } from "./every-page.ts";
import { linksOf } from "./links-of.ts";
import { only } from "./only.ts";
import type { Stored } from "./records.ts";

/** Somebody of another tenant, who holds every role there and knows every id here, tries each operation of each model. */
export function describeIsolation(wholesale: () => Wholesale): void {
  let api: Wholesale;
  let theirs: readonly Model[];
  const alive = new Map<string, Stored>();
  const of = (model: Model) => alive.get(model.name) as Stored;

  beforeAll(async () => {
    api = wholesale();
    theirs = api.backend.models.filter(({ scope }) => scope !== "global");
    for (const model of theirs) alive.set(model.name, await api.records.create(model));
  });

  async function isUnharmed(model: Model): Promise<void> {
    const { boss, documents } = api;
    const data = await boss.data<Record<string, Stored>>(documents.getById(model), { id: of(model).id });
    expect(only(data), model.name).toEqual({ ...of(model), lastChange: null });
  }

  describe("another tenant's user", () => {
    test("gets nothing by id, by unique values, or in any list", async () => {
      for (const model of theirs) await readsNothing(api.stranger, model);
    });

    test("sees no more by naming the tenant in headers or by asking in the name of the system", async () => {
      const { values } = api.deployed;
      for (const model of theirs) {
        const body = JSON.stringify({
          query: api.documents.getById(model),
          variables: { id: of(model).id },
        });
        const answer = await post(values["api/url"] ?? "", body, {
          authorization: api.stranger.tokens.accessToken,
          "x-plinth-tenant": "north",
          "x-plinth-user": api.boss.person.userId,
        });
        expect(await answer.json(), model.name).toEqual({ data: { [`get${model.name}`]: null } });
      }
    });

    async function readsNothing(caller: GraphqlClient, model: Model): Promise<void> {
      const { documents } = api;
      const record = of(model);
      const get = (variables: object) => caller.data(documents.get(model), variables);
      const nothing = { [`get${model.name}`]: null };
      expect(await get({ id: record.id }), model.name).toEqual(nothing);
      for (const { name, fields } of model.uniques) {
        const values = Object.fromEntries(fields.map((field) => [field, record[field]]));
        const argument = fields.length === 1 ? Object.values(values)[0] : values;
        expect(await get({ [name]: argument }), `${model.name} ${name}`).toEqual(nothing);
      }
      for (const { name, hash } of [{ name: null, hash: [] }, ...model.indexes]) {
        const values = Object.fromEntries(hash.map((field) => [field, record[field]]));
        if (Object.values(values).some((value) => value === null)) continue;
        const document = documents.list(model, name === null ? [] : [name]);
        const found = await everyPage<Stored>(caller, document, name === null ? {} : { [name]: values });
        // Their own, which other tests have made, they do see.
        const foreign = found.filter(
          ({ tenantId, createdBy }) => tenantId !== "south" && createdBy !== stranger(),
        );
        expect(foreign, `${model.name} ${name}`).toEqual([]);
      }
    }

    const stranger = () => api.stranger.person.userId;

    test("changes, deletes and restores nothing", async () => {
      const { documents, stranger } = api;
      for (const model of theirs) {
        const { id } = of(model);
        const missing = { errorType: "NotFound", errorInfo: { model: model.name, id } };
        const refused = { errorType: "Unauthorized" };
        const [field] = model.fields;
        const changes = field === undefined ? {} : { [field.name]: of(model)[field.name] };
        const tried = async (verb: "update" | "delete" | "restore", input: object) =>
          await stranger.refused(documents.write(verb, model), { input });
        const expected = (verb: "update" | "delete") => (model.access[verb].length === 0 ? refused : missing);
        expect(await tried("update", { id, ...changes }), model.name).toMatchObject(expected("update"));
        expect(await tried("delete", { id }), model.name).toMatchObject(expected("delete"));
        if (model.softDelete !== null) {
          expect(await tried("restore", { id }), model.name).toMatchObject(missing);
          await api.boss.data(documents.write("delete", model), { input: { id } });
          expect(await tried("restore", { id }), model.name).toMatchObject(missing);
          const restored = await api.boss.data<Record<string, Stored>>(documents.write("restore", model), {
            input: { id },
          });
          alive.set(model.name, only(restored));
        }
        await isUnharmed(model);
      }
    });

    test("refers to nothing: neither by a new record nor by links", async () => {
      const { documents, records, stranger, backend } = api;
      for (const model of theirs) {
        const needs = model.relations.filter((each) => each.kind === "belongsTo");
        const crossing = needs.filter(({ target }) => records.model(target).scope === model.scope);
        for (const { foreignKey, target } of crossing) {
          if (model.access.create.length === 0) continue;
          const id = of(records.model(target)).id;
          // What else it refers to is the first tenant's, too: then more is missing, and nothing is written either way.
          const files = model.fields
            .filter(({ type }) => type.kind === "file")
            .map(({ name }) => [name, null]);
          const input = await records.input(model, { ...Object.fromEntries(files), [foreignKey]: id });
          const problem = await stranger.refused(documents.write("create", model), { input });
          expect(problem, `${model.name}.${foreignKey}`).toMatchObject({
            errorType: "ReferenceNotFound",
            errorInfo: { fields: expect.arrayContaining([foreignKey]) },
          });
        }
      }
      for (const { document, mutation, ownId, otherIds, owner, target } of linksOf(backend)) {
        for (const verb of ["link", "unlink"] as const) {
          const input = { [ownId]: of(owner).id, [otherIds]: [of(target).id] };
          const problem = await stranger.refused(document(verb), { input });
          expect(problem, mutation(verb)).toMatchObject({ errorType: "NotFound" });
        }
      }
    });

    test("may use the very same ids, without the two ever meeting", async () => {
      const { deployed, documents, backend, records, stranger } = api;
      for (const name of ["Carrier", "Tag", "Task", "AccessCode"]) {
        const model = records.model(name);
        const { id } = of(model);
        const same = await records.input(model, { id });
        const created = only(
          await stranger.data<Record<string, Stored>>(documents.write("create", model), { input: same }),
        );
        expect(created).toMatchObject({ id, tenantId: "south" });
        await isUnharmed(model);
        await deployed.system({ tenant: "south" }).data(documents.write("delete", model), { input: { id } });
        await isUnharmed(model);
      }
      expect(backend.models.length).toBeGreaterThan(0);
    });

    test("uploads under their own prefix, and stores no file of the other tenant in a record", async () => {
      const { documents, records, stranger, boss } = api;
      const upload =
        'mutation { createUpload(input: { name: "a.txt", size: 1, contentType: "text/plain" }) { key } }';
      const own = await stranger.data<{ createUpload: { key: string } }>(upload);
      expect(own.createUpload.key).toMatch(/^tenants\/south\//);
      const mine = await boss.data<{ createUpload: { key: string } }>(upload);
      const file = { name: "a.txt", size: 1, contentType: "text/plain" };
      for (const key of [mine.createUpload.key, "tenants/south/../north/a.txt", "tenants/south/"]) {
        const input = await records.input(records.model("Product"), { image: { ...file, key } });
        const { documents: _files, ...rest } = input;
        const problem = await stranger.refused(documents.write("create", records.model("Product")), {
          input: rest,
        });
        expect(problem, key).toMatchObject({
          errorType: "Invalid",
          errorInfo: { problems: [{ field: "image" }] },
        });
      }
    });
  });

  describe("a colleague in the same tenant", () => {
    test("sees nothing of a user's own data", async () => {
      const colleague = await api.deployed.join("colleague@north.example", { north: everyRole });
      const own = theirs.filter(({ scope }) => scope === "user");
      expect(own.length).toBeGreaterThanOrEqual(2);
      for (const model of own) {
        const get = await colleague.data(api.documents.getById(model), { id: of(model).id });
        expect(get, model.name).toEqual({ [`get${model.name}`]: null });
        expect(await everyPage(colleague, api.documents.list(model), {}), model.name).toEqual([]);
        const problem = await colleague.refused(api.documents.write("delete", model), {
          input: { id: of(model).id },
        });
        expect(problem, model.name).toMatchObject({ errorType: "NotFound" });
      }
    });
  });

  describe("a user of two tenants", () => {
    test("is in one at a time, and changes by a refresh that names the other", async () => {
      const model = api.records.model("Tag");
      const both = await api.deployed.join("both@wholesale.example", { north: [], south: [] });
      const sees = async () =>
        only(
          await both.data<Record<string, Stored | null>>(api.documents.getById(model), { id: of(model).id }),
        );
      await both.refresh("south");
      expect(await sees()).toBeNull();
      await both.refresh("north");
      expect(await sees()).toMatchObject({ tenantId: "north" });
      await api.deployed.people.setMembership(both.person.userId, "north", [], "suspended");
      await both.refresh();
      expect(await sees()).toBeNull();
      await api.deployed.people.setMembership(both.person.userId, "south", [], "suspended");
      await both.refresh();
      const problem = await both.refused(api.documents.getById(model), { id: of(model).id });
      expect(problem).toMatchObject({ errorType: "Unauthorized" });
    });
  });

  describe("the system", () => {
    test("ends a tenant's live updates, five fields a call", async () => {
      const { deployed, coverage, stranger, boss, backend } = api;
      const document = "mutation ($input: Disconnect!) { disconnect(input: $input) }";
      const listen = "subscription { onTagChanged { id tenantId } }";
      const there = await (await stranger.connect()).subscribe(listen);
      const here = await (await boss.connect()).subscribe(listen);
      let from = 0;
      for (let more = true; more; from += 5) {
        const input = { tenantId: "south", from };
        more = (await deployed.system({}).data<{ disconnect: boolean }>(document, { input })).disconnect;
        coverage.called(document);
      }
      expect(from).toBe(5 * Math.ceil(backend.models.length / 5));
      await expect.poll(() => there.ended, { timeout: 15_000 }).toBe(true);
      expect(here.ended).toBe(false);
      const problem = await stranger.refused(document, { input: { tenantId: "north" } });
      expect(problem).toMatchObject({ errorType: "Unauthorized" });
    });
  });
}

import { beforeAll, describe, expect, test } from "vitest";
import type { AccessRule, Model } from "../../../src/definition/ir.ts";
import type { SignedIn } from "../../support/deployed-project.ts";
import { everyRole, type Wholesale } from "./deploy-wholesale.ts";
import { everyPage } from "./every-page.ts";
import { only } from "./only.ts";
import type { Stored } from "./records.ts";

/** Every rule of every model, for somebody of each role and somebody with none, with records of their own and of others. */
export function describeAccess(wholesale: () => Wholesale): void {
  let api: Wholesale;
  /** By role; "member" holds nothing else. */
  const cast = new Map<string, SignedIn>();
  let outsider: SignedIn;

  beforeAll(async () => {
    api = wholesale();
    for (const role of ["member", ...everyRole]) {
      const roles = role === "member" ? [] : [role];
      cast.set(role, await api.deployed.join(`${role}@north.example`, { north: roles }));
    }
    outsider = await api.deployed.join("nobody@outside.example", {});
  });

  /** @param own does the caller act on a record of their own? */
  function mayPass(rule: AccessRule, role: string | null, own: boolean): boolean {
    return rule.some((clause) =>
      clause.every((each) => {
        if (each.kind === "creator") return own;
        if (each.kind === "role") return role !== null && (each.role === "member" || each.role === role);
        return each.kind === "signedIn" || each.kind === "anyone";
      }),
    );
  }

  const tenantModels = () => api.backend.models.filter(({ scope }) => scope === "tenant");

  /** A record of `person`'s own, whether or not they could create it themselves. */
  async function recordOf(model: Model, person: SignedIn, parents: object): Promise<Stored> {
    const input = await api.records.input(model, parents);
    const acting = api.deployed.system({ tenant: "north", user: person.person.userId });
    return only(await acting.data<Record<string, Stored>>(api.documents.write("create", model), { input }));
  }

  test("access lets in whom the rules let in, and nobody else", async () => {
    const unauthorized = [expect.objectContaining({ errorType: "Unauthorized" })];
    for (const model of tenantModels()) {
      const { documents } = api;
      const lasting = await parentsWithoutUniques(model);
      for (const [role, person] of cast) {
        for (const own of [true, false]) {
          const what = `${role} ${own ? "with their own" : "with somebody's"} ${model.name}`;
          const record = await recordOf(model, own ? person : api.boss, lasting);
          const { id } = record;

          const got = await person.query(documents.getById(model), { id });
          const mayRead = mayPass(model.access.read, role, own);
          const asCreator = mayPass(model.access.read, role, true);
          if (mayRead)
            expect(got, what).toEqual({
              data: { [`get${model.name}`]: { ...record, lastChange: null } },
              errors: [],
            });
          else if (asCreator) expect(got, what).toEqual({ data: { [`get${model.name}`]: null }, errors: [] });
          else expect(got.errors, what).toEqual(unauthorized);

          if (asCreator) {
            const all = await everyPage<Stored>(person, documents.list(model), { limit: 100 });
            expect(
              all.some((each) => each.id === id),
              what,
            ).toBe(mayRead);
          } else expect((await person.query(documents.list(model))).errors, what).toEqual(unauthorized);

          const [field] = model.fields;
          const changes = field === undefined ? {} : { [field.name]: record[field.name] };
          const changed = await person.query(documents.write("update", model), { input: { id, ...changes } });
          const mayUpdate = mayPass(model.access.update, role, own);
          expect(changed.errors, `${what}: update`).toEqual(mayUpdate ? [] : unauthorized);

          const deleted = await person.query(documents.write("delete", model), { input: { id } });
          const mayDelete = mayPass(model.access.delete, role, own);
          expect(deleted.errors, `${what}: delete`).toEqual(mayDelete ? [] : unauthorized);
          if (model.softDelete !== null && mayDelete) {
            const restored = await person.query(documents.write("restore", model), { input: { id } });
            expect(restored.errors, `${what}: restore`).toEqual([]);
          }
        }
        const input = await api.records.input(model, lasting);
        const created = await person.query(api.documents.write("create", model), { input });
        const mayCreate = mayPass(model.access.create, role, true);
        expect(created.errors, `${role}: create ${model.name}`).toEqual(mayCreate ? [] : unauthorized);
      }
    }
  });

  /** What new records may share, so that fewer have to be made. */
  async function parentsWithoutUniques(model: Model): Promise<object> {
    const shared: Record<string, string> = {};
    for (const relation of model.relations) {
      if (relation.kind !== "belongsTo" || relation.target === model.name) continue;
      const alone = model.uniques.some(({ fields }) => fields.includes(relation.foreignKey));
      if (!alone)
        shared[relation.foreignKey] = (await api.records.create(api.records.model(relation.target))).id;
    }
    return shared;
  }

  describe("global data", () => {
    test("is read by anybody signed in, and written by no role", async () => {
      const { documents, records } = api;
      for (const model of api.backend.models.filter(({ scope }) => scope === "global")) {
        const record = await records.create(model);
        const get = await outsider.data(documents.getById(model), { id: record.id });
        expect(get, model.name).toEqual({ [`get${model.name}`]: { ...record, lastChange: null } });
        for (const verb of ["create", "update", "delete"] as const) {
          const input = verb === "create" ? await records.input(model) : { id: record.id };
          const problem = await api.boss.refused(documents.write(verb, model), { input });
          expect(problem, `${verb} ${model.name}`).toMatchObject({ errorType: "Unauthorized" });
        }
      }
    });
  });

  describe("a user without a tenant", () => {
    test("gets at nothing that belongs to one, and at what is their own", async () => {
      const { documents, records } = api;
      for (const model of tenantModels()) {
        const problem = await outsider.refused(documents.list(model));
        expect(problem, model.name).toMatchObject({ errorType: "Unauthorized" });
        const { errors } = await outsider.query(documents.write("create", model), {
          input: await records.input(model),
        });
        expect(errors, model.name).toEqual([expect.objectContaining({ errorType: "Unauthorized" })]);
      }
      const device = records.model("PushDevice");
      const input = await records.input(device);
      const made = await outsider.data<Record<string, Stored>>(documents.write("create", device), { input });
      expect(only(made)).toMatchObject({ createdBy: outsider.person.userId });
    });

    test("and who is not signed in at all gets nowhere", async () => {
      const url = api.deployed.values["api/url"] ?? "";
      for (const headers of [{}, { authorization: "Bearer nonsense" }, { "x-api-key": "da2-nothing" }]) {
        const response = await fetch(url, {
          method: "POST",
          body: JSON.stringify({ query: "{ listCountries { items { id } } }" }),
          headers: { "content-type": "application/json", ...headers },
        });
        expect(response.status).toBe(401);
      }
    });
  });

  describe("live updates", () => {
    test("follow the rules for reading", async () => {
      const picker = cast.get("picker") as SignedIn;
      const seller = cast.get("seller") as SignedIn;
      const forPicker = await picker.connect();
      const audits = "subscription { onAuditEventChanged { id tenantId createdBy action } }";
      await expect(forPicker.subscribe(audits)).rejects.toThrow(/Unauthorized/);
      const notes = "subscription { onNoteChanged { id tenantId createdBy body } }";
      const mine = await forPicker.subscribe<{ onNoteChanged: { body: string } }>(notes);
      const customer = await api.records.create(api.records.model("Customer"));
      const write = `mutation ($body: String!) {
        createNote(input: { body: $body, customerId: "${customer.id}" }) { id tenantId createdBy body } }`;
      await seller.data(write, { body: "the seller's" });
      await picker.data(write, { body: "the picker's" });
      expect((await mine.next()).onNoteChanged.body).toBe("the picker's");
      expect(mine.received.length).toBe(1);
      forPicker.close();
    });
  });
}

import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../support/deployed/graphql-client.ts";
import type { Wholesale } from "./deploy-wholesale.ts";
import { only } from "./only.ts";
import type { Stored } from "./records.ts";

/** Many who write at once. */
export function describeWriters(wholesale: () => Wholesale): void {
  let api: Wholesale;

  beforeAll(() => {
    api = wholesale();
  });

  const write = (verb: "create" | "update" | "delete", name: string, input: object): Promise<Answer> =>
    api.boss.query(api.documents.write(verb, api.records.model(name)), { input });

  /** @returns the record of the one that won; everybody else was told why not */
  function winner(answers: readonly Answer[], error: object): Stored {
    const won = answers.filter(({ errors }) => errors.length === 0);
    const lost = answers.filter(({ errors }) => errors.length > 0);
    expect(won.length).toBe(1);
    for (const { errors } of lost) expect(errors).toEqual([expect.objectContaining(error)]);
    return only(won[0]?.data as Record<string, Stored>);
  }

  describe("a hundred concurrent writers", () => {
    test("of one unique value: exactly one wins, the others are told AlreadyExists", async () => {
      const input = await api.records.input(api.records.model("Tag"), { name: "contested" });
      const answers = await Promise.all(Array.from({ length: 100 }, () => write("create", "Tag", input)));
      const { id } = winner(answers, {
        errorType: "AlreadyExists",
        errorInfo: { model: "Tag", unique: "byName", fields: ["name"] },
      });
      const found =
        '{ getTag(byName: "contested") { id } listTags(filter: { name: { eq: "contested" } }, limit: 100) { items { id } nextToken } }';
      const { getTag } = await api.boss.data<{ getTag: object }>(found);
      expect(getTag).toEqual({ id });
    });

    test("of one pair of unique values: exactly one wins", async () => {
      const model = api.records.model("Bin");
      const input = await api.records.input(model, { label: "A-1" });
      const answers = await Promise.all(Array.from({ length: 100 }, () => write("create", "Bin", input)));
      winner(answers, {
        errorType: "AlreadyExists",
        errorInfo: { model: "Bin", unique: "byWarehouseAndLabel", fields: ["warehouseId", "label"] },
      });
      const bins = `{ getWarehouse(id: "${input["warehouseId"]}") { bins { items { label } } } }`;
      expect(await api.boss.data(bins)).toEqual({ getWarehouse: { bins: { items: [{ label: "A-1" }] } } });
      const elsewhere = await api.records.create(model, { label: "A-1" });
      expect(elsewhere["label"]).toBe("A-1");
    });

    test("of one id: exactly one wins", async () => {
      const { id } = await api.records.create(api.records.model("Task"));
      const input = await api.records.input(api.records.model("Task"), { id: `${id.slice(0, -4)}ZZZZ` });
      const answers = await Promise.all(Array.from({ length: 100 }, () => write("create", "Task", input)));
      winner(answers, {
        errorType: "AlreadyExists",
        errorInfo: { model: "Task", unique: "id", fields: ["id"] },
      });
    });

    test("who move to one unique value: exactly one wins, and the others keep theirs", async () => {
      const tags = await Promise.all(
        Array.from({ length: 30 }, () => api.records.create(api.records.model("Tag"))),
      );
      const answers = await Promise.all(tags.map(({ id }) => write("update", "Tag", { id, name: "wanted" })));
      const { id: won } = winner(answers, { errorType: "AlreadyExists" });
      for (const tag of tags) {
        const name = tag.id === won ? "wanted" : tag["name"];
        const get = await api.boss.data(`{ getTag(byName: ${JSON.stringify(name)}) { id } }`);
        expect(get).toEqual({ getTag: { id: tag.id } });
      }
      const before = tags.find(({ id }) => id === won)?.["name"];
      expect(await api.boss.data(`{ getTag(byName: ${JSON.stringify(before)}) { id } }`)).toEqual({
        getTag: null,
      });
    });

    test("who expect the same version: exactly one wins, the others are told Conflict", async () => {
      const { id } = await api.records.create(api.records.model("Task"));
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          write("update", "Task", { id, expectedVersion: 1, title: `title ${n}` }),
        ),
      );
      const { title } = winner(answers, {
        errorType: "Conflict",
        errorInfo: { model: "Task", id, version: 2 },
      });
      expect(await api.boss.data(`{ getTask(id: "${id}") { title version } }`)).toEqual({
        getTask: { title, version: 2 },
      });
    });

    test("who expect none: all of them are counted", async () => {
      const { id } = await api.records.create(api.records.model("Task"));
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, n) => write("update", "Task", { id, title: `title ${n}` })),
      );
      expect(answers.filter(({ errors }) => errors.length > 0)).toEqual([]);
      expect(await api.boss.data(`{ getTask(id: "${id}") { version } }`)).toEqual({
        getTask: { version: 101 },
      });
    });

    test("who delete one record: exactly one does", async () => {
      const { id } = await api.records.create(api.records.model("Tag"));
      const answers = await Promise.all(Array.from({ length: 100 }, () => write("delete", "Tag", { id })));
      const errors = answers.flatMap((each) => each.errors);
      expect(errors.length).toBe(99);
      // Who had read the record before it went is told so; everybody later finds nothing.
      for (const { errorType } of errors) expect(["NotFound", "Conflict"]).toContain(errorType);
    });

    test("of children of one parent: nobody is in another's way", async () => {
      const order = await api.records.create(api.records.model("SalesOrder"));
      const variant = await api.records.create(api.records.model("Variant"));
      const answers = await Promise.all(
        Array.from({ length: 100 }, async (_, n) =>
          write("create", "OrderLine", {
            orderId: order.id,
            variantId: variant.id,
            position: n + 1,
            quantity: 1,
            price: 100,
          }),
        ),
      );
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      const lines = `{ getSalesOrder(id: "${order.id}") { lines(limit: 100) { items { position } } } }`;
      const { getSalesOrder } = await api.boss.data<{
        getSalesOrder: { lines: { items: { position: number }[] } };
      }>(lines);
      expect(getSalesOrder.lines.items.map(({ position }) => position)).toEqual(
        Array.from({ length: 100 }, (_, n) => n + 1),
      );
    });
  });

  describe("a unique value", () => {
    test("is free again when its record has another, has none, or is gone", async () => {
      const { records, boss, documents } = api;
      const model = records.model("Supplier");
      const supplier = async (mail: string | null) => await records.create(model, { email: mail });
      const update = (input: object) => boss.data(documents.write("update", model), { input });
      const first = await supplier("one@supplier.example");
      await update({ id: first.id, email: "two@supplier.example" });
      const second = await supplier("one@supplier.example");
      await update({ id: second.id, email: null });
      const third = await supplier("one@supplier.example");
      await boss.data(documents.write("delete", model), { input: { id: third.id } });
      expect((await supplier("one@supplier.example"))["email"]).toBe("one@supplier.example");
      const [none, none2] = [await supplier(null), await supplier(null)];
      expect([none["email"], none2["email"]]).toEqual([null, null]);
      const taken = await records.input(model, { email: "two@supplier.example" });
      expect(await boss.refused(documents.write("create", model), { input: taken })).toMatchObject({
        errorType: "AlreadyExists",
        errorInfo: { unique: "byEmail" },
      });
    });

    test("is one tenant's or one user's own", async () => {
      const { records, boss, stranger, documents } = api;
      for (const name of ["Carrier", "PushDevice"]) {
        const model = records.model(name);
        const input = await records.input(model);
        const document = documents.write("create", model);
        const [mine, theirs] = [
          await boss.data<Record<string, Stored>>(document, { input }),
          await stranger.data<Record<string, Stored>>(document, { input }),
        ];
        expect(only(mine).id).not.toBe(only(theirs).id);
        expect(await boss.refused(document, { input })).toMatchObject({ errorType: "AlreadyExists" });
      }
    });
  });
}

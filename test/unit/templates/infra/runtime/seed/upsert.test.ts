import { expect, test } from "vitest";
import { upserter } from "../../../../../../src/templates/infra/runtime/seed/upsert.ts";

interface Customer {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly tags: readonly string[] | null;
  readonly address: { readonly street: string; readonly zip: string } | null;
}
type Values = Partial<Omit<Customer, "number">> & { readonly number: string };

/** A client over a map, which notes what it is asked. */
function customers(...there: readonly Customer[]) {
  const records = new Map(there.map((record) => [record.number, record]));
  const asked: unknown[] = [];
  return {
    asked,
    async get(by: { readonly number: string } | { readonly id: string }): Promise<Customer | null> {
      if ("number" in by) return records.get(by.number) ?? null;
      return [...records.values()].find(({ id }) => id === by.id) ?? null;
    },
    async create(input: Values): Promise<Customer> {
      asked.push({ create: input });
      const record = { id: "new", name: "", tags: null, address: null, ...input };
      records.set(record.number, record);
      return record;
    },
    async update(input: Partial<Customer> & { readonly id: string }): Promise<Customer> {
      asked.push({ update: input });
      const found = [...records.values()].find(({ id }) => id === input.id);
      if (found === undefined) throw new Error("NotFound");
      records.set(found.number, { ...found, ...input });
      return { ...found, ...input };
    },
  };
}

const counted = () => ({ created: 0, updated: 0, unchanged: 0 });
const globex: Customer = {
  id: "c1",
  number: "C-1",
  name: "Globex",
  tags: ["a", "b"],
  address: { street: "Road", zip: "1" },
};

test("a record that is not there is created, and is there the next time", async () => {
  const [client, counts] = [customers(), counted()];
  const upsert = upserter(counts);
  const values = { number: "C-1", name: "Globex" };
  const first = await upsert(client, { number: "C-1" }, values);
  expect(await upsert(client, { number: "C-1" }, values)).toEqual(first);
  expect(client.asked).toEqual([{ create: values }]);
  expect(counts).toEqual({ created: 1, updated: 0, unchanged: 1 });
});

test("one that is looked for by its id is created with it", async () => {
  const client = customers();
  await upserter(counted())(client, { id: "mine" }, { number: "C-9" });
  expect(client.asked).toEqual([{ create: { id: "mine", number: "C-9" } }]);
});

test("only what differs is changed, objects and lists by what is in them", async () => {
  const [client, counts] = [customers(globex), counted()];
  const same = { number: "C-1", tags: ["a", "b"], address: { zip: "1", street: "Road" } };
  const changed = await upserter(counts)(client, { number: "C-1" }, { ...same, name: "Globex Inc" });
  expect(client.asked).toEqual([{ update: { id: "c1", name: "Globex Inc" } }]);
  expect(changed.name).toBe("Globex Inc");
  expect(counts).toEqual({ created: 0, updated: 1, unchanged: 0 });
});

test("what is left out stays, and null clears", async () => {
  const client = customers(globex);
  const upsert = upserter(counted());
  await upsert(client, { number: "C-1" }, { number: "C-1" });
  expect(client.asked).toEqual([]);
  await upsert(client, { number: "C-1" }, { number: "C-1", tags: null });
  expect(client.asked).toEqual([{ update: { id: "c1", tags: null } }]);
});

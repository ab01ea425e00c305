import { describe, expect, test } from "vitest";
import type { ManyToMany } from "../../../src/definition/ir.ts";
import type { Wholesale } from "./deploy-wholesale.ts";
import { type Links, linksOf } from "./links-of.ts";
import { only } from "./only.ts";
import type { Stored } from "./records.ts";

/** Every belongsTo, hasMany, hasOne and manyToMany, from both sides. */
export function describeRelations(wholesale: () => Wholesale): void {
  describe("relations", () => {
    test("lead from record to record and back, each of them", async () => {
      const { backend, documents, reader, records } = wholesale();
      for (const model of backend.models) {
        for (const relation of model.relations) {
          const what = `${model.name}.${relation.name}`;
          const target = records.model(relation.target);
          const inner = documents.stored(target.name);
          const caller = reader(model, target);
          const one = async (id: string, field: string, variables = {}) => {
            const document = documents.getById(model, `${relation.name}${field}`);
            const data = await caller.data<Record<string, Record<string, unknown>>>(document, {
              id,
              ...variables,
            });
            return only(data)[relation.name];
          };
          /** The other record, or all of them: a page of a model with shards is of one shard. */
          const read = async (id: string): Promise<unknown> => {
            if (relation.kind === "belongsTo" || relation.kind === "hasOne") return one(id, ` { ${inner} }`);
            const items: unknown[] = [];
            let token = "";
            do {
              const args = token === "" ? "" : `(nextToken: ${JSON.stringify(token)})`;
              const page = (await one(id, `${args} { items { ${inner} } nextToken }`)) as Page;
              items.push(...page.items);
              token = page.nextToken ?? "";
            } while (token !== "");
            return items;
          };
          if (relation.kind === "belongsTo") {
            const parent = await records.create(target);
            const child = await records.create(model, { [relation.foreignKey]: parent.id });
            expect(await read(child.id), what).toEqual({ ...parent, lastChange: null });
          } else if (relation.kind !== "manyToMany") {
            const parent = await records.create(model);
            expect(await read(parent.id), what).toEqual(relation.kind === "hasOne" ? null : []);
            const child = await records.create(target, { [relation.foreignKey]: parent.id });
            const expected = { ...child, lastChange: null };
            expect(await read(parent.id), what).toEqual(relation.kind === "hasOne" ? expected : [expected]);
          } else {
            const [first, other, third] = await Promise.all([
              records.create(model),
              records.create(target),
              records.create(target),
            ]);
            await change("link", relation, first, [other, third]);
            expect(await read(first.id), what).toEqual(
              [other, third]
                .toSorted((a, b) => (a.id < b.id ? -1 : 1))
                .map((each) => ({ ...each, lastChange: null })),
            );
            const last = await one(first.id, "(limit: 1, sortDirection: DESC) { items { id } }");
            expect(last, what).toEqual({ items: [{ id: [other.id, third.id].toSorted().at(-1) }] });
            await change("unlink", relation, first, [other]);
            expect(await read(first.id), what).toEqual([{ ...third, lastChange: null }]);
          }
        }
      }
    });

    /** From the side that has the mutation. */
    async function change(
      verb: "link" | "unlink",
      relation: ManyToMany,
      one: Stored,
      others: readonly Stored[],
    ) {
      const { boss, backend } = wholesale();
      const link = linksOf(backend).find((each) => each.link === relation.link) as Links;
      const ids = others.map(({ id }) => id);
      const calls =
        relation.side === "left"
          ? [{ [link.ownId]: one.id, [link.otherIds]: ids }]
          : ids.map((id) => ({ [link.ownId]: id, [link.otherIds]: [one.id] }));
      for (const input of calls)
        expect(await boss.data(link.document(verb), { input })).toEqual({ [link.mutation(verb)]: true });
    }
  });
}

interface Page {
  readonly items: readonly unknown[];
  readonly nextToken: string | null;
}

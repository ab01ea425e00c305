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
      const { backend, boss, documents, records } = wholesale();
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
            await change("link", relation, one, [other, third]);
            expect(await read(one.id), what).toEqual({
              items: [other, third]
                .toSorted((a, b) => (a.id < b.id ? -1 : 1))
                .map((each) => ({ ...each, lastChange: null })),
            });
            expect(await read(one.id, "(limit: 1, sortDirection: DESC)"), what).toMatchObject({
              items: [{ id: [other.id, third.id].toSorted().at(-1) }],
            });
            await change("unlink", relation, one, [other]);
            expect(await read(one.id), what).toEqual({ items: [{ ...third, lastChange: null }] });
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

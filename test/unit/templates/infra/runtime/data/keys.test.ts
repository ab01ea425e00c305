import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  globalPrefix,
  guardKey,
  indexAttributes,
  indexKeys,
  type Keyed,
  linkKeys,
  linkPartition,
  prefixOf,
  recordKey,
  tenantPrefix,
  userPrefix,
} from "../../../../../../src/templates/infra/runtime/data/keys.ts";
import type { Item } from "../../../../../../src/templates/infra/runtime/data/record.ts";

const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const invoice: Keyed = {
  name: "Invoice",
  shards: 1,
  indexes: [
    { name: "byCustomer", slot: 1, hash: ["customerId"], sort: [] },
    { name: "byStatus", slot: 2, revision: 2, hash: ["status", "open"], sort: ["dueOn", "total"] },
  ],
};

describe("keys", () => {
  it("look as the documentation says", () => {
    const prefix = tenantPrefix("acme");
    expect(recordKey(prefix, invoice, id)).toEqual({ pk: "T#acme#Invoice", sk: id });
    expect(recordKey(userPrefix("sub-1"), { ...invoice, shards: 4 }, id).pk).toBe("U#sub-1#Invoice#3");
    expect(recordKey(globalPrefix, invoice, id).pk).toBe("G#Invoice");
    expect(
      indexKeys(prefix, invoice, { id, customerId: "C", status: "a#b%", open: true, dueOn: null, total: 5 }),
    ).toEqual({
      gsi1_pk: "T#acme#Invoice#byCustomer#C",
      gsi1_sk: id,
      gsi2_pk: "T#acme#Invoice#byStatus.2#a%23b%25#1",
      gsi2_sk: `\u0001 25015 ${id}`,
    });
    expect(guardKey(prefix, invoice, { name: "byNumber", fields: ["number"] }, { number: "7" })).toEqual({
      pk: "T#acme#Invoice!byNumber#7",
      sk: "!",
    });
    expect(linkKeys(prefix, "InvoiceLabels", "I", "L")).toEqual({
      pk: "T#acme#InvoiceLabels#I",
      sk: "L",
      gsi1_pk: "T#acme#InvoiceLabels#L",
      gsi1_sk: "I",
    });
  });

  it("leave out an index or a guard with a missing value", () => {
    expect(indexKeys("G", invoice, { id, status: "x" })).toEqual({});
    expect(guardKey("G", invoice, { name: "u", fields: ["a", "b"] }, { a: "1", b: null })).toBeNull();
    expect(indexAttributes(invoice)).toEqual(["gsi1_pk", "gsi1_sk", "gsi2_pk", "gsi2_sk"]);
  });

  it("spread ids evenly and put a record and its index entries into the same shard", () => {
    const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const sharded = { ...invoice, shards: 8 };
    const shards = [...alphabet].map((last) => {
      const record = { id: id.slice(0, 25) + last, customerId: "C" };
      const shard = recordKey("G", sharded, record.id).pk.split("#").at(-1);
      expect(indexKeys("G", sharded, record)["gsi1_pk"]).toBe(`G#Invoice#byCustomer#C#${shard}`);
      return shard;
    });
    for (const shard of "01234567") expect(shards.filter((each) => each === shard)).toHaveLength(4);
  });
});

const tenant = fc.stringMatching(/^[a-z0-9-]{1,30}$/);
const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/);
const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("#", "%", "!", " ", "T", "acme", "é", "\u0000") }),
);

/** Every partition key that the record of a tenant can have anywhere. */
function partitions(prefix: string, model: string, shards: number, field: string, target: string): string[] {
  const keyed: Keyed = {
    name: model,
    shards,
    indexes: [{ name: "byField", slot: 1, hash: ["field"], sort: ["field"] }],
  };
  const record: Item = { id: target, field };
  return [
    recordKey(prefix, keyed, target).pk,
    indexKeys(prefix, keyed, record)["gsi1_pk"] ?? "",
    guardKey(prefix, keyed, { name: "byField", fields: ["field"] }, record)?.pk ?? "",
    linkPartition(prefix, model, target),
  ];
}

describe("isolation", () => {
  const input = fc.record({
    model: name,
    shards: fc.integer({ min: 1, max: 8 }),
    field: anything,
    id: anything,
  });

  it("gives two owners no key in common, whatever their values", () => {
    fc.assert(
      fc.property(tenant, tenant, input, input, (a, b, x, y) => {
        if (a === b) return;
        for (const prefixes of [
          [tenantPrefix(a), tenantPrefix(b)],
          [tenantPrefix(a), userPrefix(a)],
          [userPrefix(a), globalPrefix],
        ] as const) {
          const first = partitions(prefixes[0], x.model, x.shards, x.field, x.id);
          const second = partitions(prefixes[1], y.model, y.shards, y.field, y.id);
          for (const key of first) expect(second).not.toContain(key);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("lets no argument touch the owner's part", () => {
    fc.assert(
      fc.property(tenant, input, (a, x) => {
        for (const prefix of [tenantPrefix(a), userPrefix(a), globalPrefix]) {
          for (const key of partitions(prefix, x.model, x.shards, x.field, x.id)) {
            expect(key.startsWith(`${prefix}#${x.model}`)).toBe(true);
            expect(prefixOf(key)).toBe(prefix);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("gives different values, indexes and models different partitions", () => {
    fc.assert(
      fc.property(tenant, name, anything, anything, (a, model, x, y) => {
        if (x === y) return;
        const prefix = tenantPrefix(a);
        const keyed: Keyed = {
          name: model,
          shards: 1,
          indexes: [{ name: "i", slot: 1, hash: ["f", "g"], sort: [] }],
        };
        const key = (f: string, g: string) => indexKeys(prefix, keyed, { id: "1", f, g })["gsi1_pk"];
        expect(key(x, y)).not.toBe(key(y, x));
        expect(key(x, "")).not.toBe(key("", x === "" ? y : x));
      }),
      { numRuns: 1000 },
    );
  });
});

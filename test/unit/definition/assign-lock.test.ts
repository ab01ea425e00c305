import fc from "fast-check";
import { expect, test } from "vitest";
import { assignLock, parseLock, printLock } from "../../../src/definition/assign-lock.ts";
import type { Backend, Index } from "../../../src/definition/ir.ts";
import { emptyLock, type Lock, slotCount } from "../../../src/definition/lock.ts";
import { everything } from "../../support/backends/everything.ts";
import { field, manyToMany, model } from "../../support/backends/parts.ts";

const index = (name: string, hash: readonly string[], sort: readonly string[] = []): Index => ({
  name,
  hash,
  sort,
  origin: "declared",
  description: null,
});

interface Small {
  readonly models: Readonly<Record<string, readonly Index[]>>;
  readonly functions?: readonly string[];
}

function backend({ models, functions = [] }: Small): Backend {
  const first = everything.functions[0];
  if (first === undefined) throw new Error("no function to copy");
  return {
    ...everything,
    models: Object.entries(models).map(([name, indexes]) =>
      model(name, { indexes, fields: [field("a", "text")] }),
    ),
    functions: functions.map((name) => ({ ...first, name })),
  };
}

const slots = (lock: Lock, name: string): Record<string, number> =>
  Object.fromEntries(Object.entries(lock.models[name]?.indexes ?? {}).map(([key, { slot }]) => [key, slot]));

const names = fc.uniqueArray(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"), { maxLength: 26 });
const indexes = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: slotCount })
  .chain((numbers) =>
    fc.tuple(...numbers.map((n) => fc.constantFrom("a", "b").map((hash) => index(`byN${n}`, [hash])))),
  );
const models = names.chain((list) =>
  fc
    .tuple(...list.map(() => indexes))
    .map((each) => Object.fromEntries(list.map((name, i) => [name, each[i] ?? []]))),
);
const histories = fc.array(
  models.map((each) => backend({ models: each })),
  { minLength: 1, maxLength: 6 },
);

const replay = (history: readonly Backend[]): Lock =>
  history.reduce((lock, each) => assignLock(each, lock), emptyLock);

test("active indexes of a model never share a slot, whatever came before, and stay in range", () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { indexes: locked } of Object.values(replay(history).models)) {
        const active = Object.values(locked).filter(({ retired }) => !retired);
        expect(new Set(active.map(({ slot }) => slot)).size).toBe(active.length);
        expect(active.every(({ slot }) => slot >= 1 && slot <= slotCount)).toBe(true);
      }
    }),
  );
});

test("doing it twice changes nothing", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const lock = replay(history);
      expect(assignLock(history.at(-1) ?? everything, lock)).toEqual(lock);
    }),
  );
});

test("the order of the input does not matter", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const shuffled = history.map((each) => ({
        ...each,
        models: each.models.toReversed().map((one) => ({ ...one, indexes: one.indexes.toReversed() })),
      }));
      expect(replay(shuffled)).toEqual(replay(history));
    }),
  );
});

test("adding models and indexes moves nothing that was there", () => {
  fc.assert(
    fc.property(histories, models, (history, more) => {
      const lock = replay(history);
      const last = history.at(-1) ?? everything;
      const added = backend({ models: more }).models.filter(
        ({ name }) => !last.models.some((each) => each.name === name),
      );
      const grown = last.models.map((each) =>
        each.indexes.length < slotCount ? { ...each, indexes: [...each.indexes, index("byZ", ["z"])] } : each,
      );
      const after = assignLock({ ...last, models: [...grown, ...added] }, lock);
      for (const [name, before] of Object.entries(lock.models)) {
        expect(after.models[name]?.shard).toBe(before.shard);
        for (const [key, each] of Object.entries(before.indexes)) {
          if (!each.retired) expect(after.models[name]?.indexes[key]?.slot).toBe(each.slot);
        }
      }
    }),
  );
});

test("what is gone keeps its place, marked retired", () => {
  const lock = replay([
    backend({ models: { A: [index("byX", ["a"])] }, functions: ["one"] }),
    backend({ models: {} }),
  ]);
  expect(lock.models.A).toEqual({
    shard: 1,
    retired: true,
    indexes: { byX: { slot: 1, revision: 1, hash: ["a"], sort: [], retired: true } },
  });
  expect(lock.functions.one).toEqual({ shard: 1, retired: true });
});

test("a new index does not take a retired one's slot while others are free", () => {
  const lock = replay([
    backend({ models: { A: [index("byX", ["a"]), index("byY", ["a"])] } }),
    backend({ models: { A: [index("byY", ["a"]), index("byZ", ["a"])] } }),
  ]);
  expect(slots(lock, "A")).toEqual({ byX: 1, byY: 2, byZ: 3 });
});

test("when every slot was used once, a retired one is used again", () => {
  const all = Array.from({ length: slotCount }, (_, i) =>
    index(`byI${String(i + 1).padStart(2, "0")}`, ["a"]),
  );
  const lock = replay([
    backend({ models: { A: all } }),
    backend({ models: { A: [...all.filter((_, i) => i !== 4 && i !== 7), index("byNew", ["a"])] } }),
  ]);
  expect(lock.models.A?.indexes.byNew?.slot).toBe(5);
});

test("an index whose fields change keeps its slot and counts up its revision", () => {
  const lock = replay([
    backend({ models: { A: [index("byX", ["a"])] } }),
    backend({ models: { A: [index("byX", ["a"], ["b"])] } }),
  ]);
  expect(lock.models.A?.indexes.byX).toEqual({
    slot: 1,
    revision: 2,
    hash: ["a"],
    sort: ["b"],
    retired: false,
  });
});

test("an index that comes back counts up its revision: records written meanwhile are not in it", () => {
  const one = backend({ models: { A: [index("byX", ["a"])] } });
  const lock = replay([one, backend({ models: { A: [] } }), one]);
  expect(lock.models.A?.indexes.byX).toMatchObject({ slot: 1, revision: 2, retired: false });
});

test("200 models fill nested stacks far below 500 resources, and number 201 moves none", () => {
  const many = Array.from({ length: 200 }, (_, i) =>
    model(`M${String(i).padStart(3, "0")}`, {
      relations: [manyToMany("links", "M000", { link: `L${i}`, side: "left", inverse: null })],
      softDelete: { keepDays: 1 },
    }),
  );
  const lock = assignLock({ ...everything, models: many, functions: [] }, emptyLock);
  const counts = new Map<number, number>();
  for (const { shard } of Object.values(lock.models)) counts.set(shard, (counts.get(shard) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBe(16);
  expect(counts.size).toBe(13);
  const after = assignLock({ ...everything, models: [model("Aaa"), ...many], functions: [] }, lock);
  expect(after.models.Aaa?.shard).toBe(13);
  for (const [name, { shard }] of Object.entries(lock.models)) expect(after.models[name]?.shard).toBe(shard);
});

test("a model too large for any stack gets one of its own", () => {
  const huge = model("Huge", {
    fields: Array.from({ length: 400 }, (_, i) => field(`f${i}`, { kind: "file" })),
  });
  const lock = assignLock({ ...everything, models: [huge, model("Zoo")], functions: [] }, emptyLock);
  expect(lock.models.Huge?.shard).toBe(1);
  expect(lock.models.Zoo?.shard).toBe(2);
});

test("functions are spread as well", () => {
  const lock = assignLock(
    backend({ models: {}, functions: Array.from({ length: 30 }, (_, i) => `f-${i}`) }),
    emptyLock,
  );
  expect(new Set(Object.values(lock.functions).map(({ shard }) => shard)).size).toBe(2);
});

test("printing and parsing gives the same lock, and the same text", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const lock = replay(history);
      const text = printLock(lock);
      expect(parseLock(text)).toEqual(lock);
      expect(printLock(parseLock(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(lock);
      expect(text.endsWith("}\n")).toBe(true);
    }),
  );
});

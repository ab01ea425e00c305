import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../../../src/local/kernel/store.ts";

let store: Store;
beforeEach(() => {
  store = openStore(null);
});
afterEach(() => store.close());

const big = (mark: string) => ({ mark, list: Array.from({ length: 2000 }, (_, index) => ({ index })) });

describe("collections", () => {
  test("list by prefix, from a key on, and backwards", () => {
    const letters = store.collection<number>("letters");
    for (const [index, key] of ["a#1", "a#2", "a#3", "b#1", "a"].entries()) letters.put(key, index);
    const keys = (found: readonly { key: string }[]) => found.map(({ key }) => key);
    expect(keys(letters.list())).toEqual(["a", "a#1", "a#2", "a#3", "b#1"]);
    expect(keys(letters.list({ prefix: "a#", after: "a#1", limit: 1 }))).toEqual(["a#2"]);
    expect(keys(letters.listBackwards({ prefix: "a#", limit: 2 }))).toEqual(["a#3", "a#2"]);
    expect(keys(letters.listBackwards({ prefix: "a#", before: "a#2", limit: 9 }))).toEqual(["a#1"]);
  });

  test("keep the last of a prefix, and nothing else is touched", () => {
    const letters = store.collection<unknown>("kept");
    for (const key of ["a", "a#1", "a#2", "a#3", "a$", "b#1"]) letters.put(key, big(key));
    expect(letters.get("a#1")).toEqual(big("a#1"));
    letters.keepLast("a#", 3);
    const keys = () => letters.list().map(({ key }) => key);
    expect(keys()).toHaveLength(6);
    letters.keepLast("a#", 1);
    expect(keys()).toEqual(["a", "a#3", "a$", "b#1"]);
    expect(letters.get("a#1")).toBeUndefined();
    letters.keepLast("a#", 0);
    expect(keys()).toEqual(["a", "a$", "b#1"]);
    letters.keepLast("c#", 0);
    expect(keys()).toHaveLength(3);
  });

  test("hold what a map holds, whatever is done to them in whatever order", () => {
    const key = fc.constantFrom("a", "b", "c");
    const step = fc.oneof(
      fc.record({ do: fc.constant("put" as const), key, value: fc.oneof(fc.string(), fc.constant("large")) }),
      fc.record({ do: fc.constant("delete" as const), key }),
      fc.record({ do: fc.constant("get" as const), key }),
      fc.record({ do: fc.constant("undone" as const), key, value: fc.string() }),
    );
    let run = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        run += 1;
        const records = store.collection<unknown>(`run-${run}`);
        const model = new Map<string, unknown>();
        for (const each of steps) {
          if (each.do === "put") {
            const value = each.value === "large" ? big(String(run)) : each.value;
            records.put(each.key, value);
            model.set(each.key, value);
          } else if (each.do === "delete") expect(records.delete(each.key)).toBe(model.delete(each.key));
          else if (each.do === "get") expect(records.get(each.key)).toEqual(model.get(each.key));
          else {
            const undone = () =>
              store.transaction(() => {
                records.put(each.key, big(each.value));
                records.get(each.key);
                throw new Error("undo");
              });
            expect(undone).toThrow("undo");
          }
        }
        for (const name of ["a", "b", "c"]) expect(records.get(name)).toEqual(model.get(name));
      }),
    );
  });

  test("a large record cannot be changed by who reads it", () => {
    const records = store.collection<{ mark: string; list: { index: number }[] }>("large");
    records.put("one", big("first"));
    expect(records.get("one")).toBe(records.get("one"));
    const { list } = records.get("one") ?? big("none");
    expect(() => list.push({ index: -1 })).toThrow(TypeError);
    records.put("one", big("second"));
    expect(records.get("one")?.mark).toBe("second");
  });

  test("more large records than are remembered are all found", () => {
    const records = store.collection<{ text: string }>("many");
    const text = (index: number) => String(index).padEnd(1_000_000, "x");
    for (let index = 0; index < 20; index += 1) records.put(String(index), { text: text(index) });
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < 20; index += 1) expect(records.get(String(index))?.text).toBe(text(index));
    }
  });
});

describe("transactions", () => {
  test("happen as a whole or not at all, nested ones with the outermost", () => {
    const records = store.collection<number>("numbers");
    records.put("a", 1);
    expect(() =>
      store.transaction(() => {
        records.put("a", 2);
        store.transaction(() => records.put("b", 2));
        throw new Error("no");
      }),
    ).toThrow("no");
    expect([records.get("a"), records.get("b")]).toEqual([1, undefined]);
    const done = store.transaction(() => {
      records.put("b", 3);
      return "done";
    });
    expect(done).toBe("done");
    expect(records.get("b")).toBe(3);
  });
});

test("what was written is there when the state is opened again", () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-store-"));
  const first = openStore(folder);
  first.collection("kept").put("key", big("kept"));
  first.close();
  const second = openStore(folder);
  expect(second.collection("kept").get("key")).toEqual(big("kept"));
  second.close();
  rmSync(folder, { recursive: true, force: true });
});

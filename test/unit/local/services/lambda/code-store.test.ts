import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeStore, zipInline } from "../../../../../src/local/services/lambda/code/code-store.ts";
import { unusedCodeSweep } from "../../../../../src/local/services/lambda/code/code-sweeper.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-code-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const invalid = expect.objectContaining({ code: "InvalidParameterValueException" });

test("files are unpacked, folders and all, once for the same bytes", () => {
  const store = codeStore(folder);
  const zip = zipSync({
    "index.mjs": Buffer.from("1"),
    "lib/": new Uint8Array(),
    "lib/a/b.js": Buffer.from("2"),
  });
  const first = store.add(zip);
  expect(store.add(zip)).toEqual(first);
  expect(first.size).toBe(zip.length);
  expect(readFileSync(join(store.folderOf(first.hash), "lib/a/b.js"), "utf8")).toBe("2");
  expect(Buffer.compare(store.zipOf(first.hash), zip)).toBe(0);
  expect(readdirSync(folder)).toHaveLength(2);
});

test.each(["../outside.js", "a/../../outside.js", "/outside.js"])("%s leaves nothing outside", (name) => {
  const store = codeStore(join(folder, "code"));
  expect(() => store.add(zipSync({ [name]: Buffer.from("x") }))).toThrow(invalid);
  expect(existsSync(join(folder, "outside.js"))).toBe(false);
  expect(existsSync("/outside.js")).toBe(false);
});

test("what is no zip file, is empty, or grows too large is refused", () => {
  const store = codeStore(folder);
  expect(() => store.add(Buffer.from("no zip"))).toThrow(invalid);
  expect(() => store.add(zipSync({}))).toThrow(invalid);
  const zeros = new Uint8Array(140_000_000);
  const bomb = zipSync({ a: [zeros, { level: 1 }], b: [zeros, { level: 1 }] });
  expect(bomb.length).toBeLessThan(5_000_000);
  expect(() => store.add(bomb)).toThrow(
    expect.objectContaining({ message: expect.stringContaining("Unzipped size") }),
  );
});

test("inline code is the same zip file each time", () => {
  expect(Buffer.compare(zipInline("x"), zipInline("x"))).toBe(0);
});

test("code is listed, half written code too, and can be removed", () => {
  const store = codeStore(folder);
  const kept = store.add(zipInline("kept"));
  const gone = store.add(zipInline("gone"));
  const half = "0".repeat(64);
  mkdirSync(join(folder, `${half}.new`));
  expect(store.hashes().sort()).toEqual([kept.hash, gone.hash, half].sort());
  store.remove(gone.hash);
  store.remove(half);
  expect(readdirSync(folder).sort()).toEqual([kept.hash, `${kept.hash}.zip`]);
});

test("code is removed once it has been unused for as long as an invocation may last", () => {
  const store = codeStore(folder);
  const [first, second] = [store.add(zipInline("first")), store.add(zipInline("second"))];
  let now = 0;
  let used = first.hash;
  const look = unusedCodeSweep(store, () => new Set([used]), { now: () => now });
  const after = (minutes: number) => {
    now += minutes * 60_000;
    look();
    return store.hashes().sort();
  };
  expect(after(0)).toHaveLength(2);
  expect(after(15)).toHaveLength(2);
  // Used again, it begins anew.
  used = second.hash;
  expect(after(1)).toHaveLength(2);
  used = first.hash;
  expect(after(1)).toHaveLength(2);
  expect(after(15)).toHaveLength(2);
  expect(after(1)).toEqual([first.hash]);
  expect(after(1000)).toEqual([first.hash]);
});

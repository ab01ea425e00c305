import { expect, test } from "vitest";
import { readingTimes } from "../../../src/logs/reading-times.ts";

/** Reads whenever it is due, for some seconds. @returns at which second, and "deep" from how far back */
function readings(seconds: number, polled: number | null, events: Record<number, "missed" | "some"> = {}) {
  let now = 1_000_000;
  const start = now;
  const times = readingTimes(() => now);
  const read: (number | string)[] = [];
  for (; now <= start + seconds * 1_000; now += 1_000) {
    const second = (now - start) / 1_000;
    if (events[second] === "missed") times.somethingMissed();
    if (events[second] === "some") times.someShown();
    if (!times.isDue()) continue;
    const deep = times.isDeepDue();
    read.push(deep ? `${second} deep` : second);
    times.wasRead(deep, polled);
  }
  return read;
}

test("while sessions listen, every half minute", () => {
  expect(readings(65, null)).toEqual(["0 deep", "30 deep", "60 deep"]);
});

test("after something was missed at once, and again while the store catches up", () => {
  expect(readings(50, null, { 2: "missed" })).toEqual(["0 deep", "2 deep", 3, 7, 19, "49 deep"]);
});

test("while a session shows only some, soon, but not each second from far back", () => {
  const all = Object.fromEntries(Array.from({ length: 10 }, (_, second) => [second + 1, "some" as const]));
  const read = readings(10, null, all);
  expect(read.filter((each) => String(each).endsWith("deep"))).toEqual(["0 deep"]);
  expect(read.length).toBeGreaterThan(4);
});

test("with the store alone every two seconds, slower where there are many groups, each half minute from far back", () => {
  expect(readings(8, 3)).toEqual(["0 deep", 2, 4, 6, 8]);
  expect(readings(20, 30)).toEqual(["0 deep", 9, 18]);
  expect(readings(31, 1).at(-1)).toBe("30 deep");
});

test("tells how long it is until the next one", () => {
  let now = 5_000;
  const times = readingTimes(() => now);
  expect(times.pause()).toBe(0);
  times.wasRead(true, 1);
  now += 500;
  expect(times.pause()).toBe(1_500);
});

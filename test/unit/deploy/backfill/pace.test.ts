import { expect, test } from "vitest";
import { Pace } from "../../../../src/deploy/backfill/pace.ts";

const { signal } = new AbortController();
const throttled = (name: string) => Object.assign(new Error("slow down"), { name });

test("a write that the table puts off is done again, at half the pace", async () => {
  const pace = new Pace({ first: 400, most: 400, signal });
  let attempts = 0;
  const done = await pace.write(async () => {
    attempts += 1;
    if (attempts === 1) throw throttled("ProvisionedThroughputExceededException");
    if (attempts === 2) throw throttled("ThrottlingException");
    return "done";
  });
  expect({ done, attempts }).toEqual({ done: "done", attempts: 3 });
  // Two at the same moment are one sign; a second later, on a slow machine, they are two.
  expect(pace.perSecond).toBeGreaterThanOrEqual(100);
  expect(pace.perSecond).toBeLessThan(210);
});

test("it goes faster as long as the table keeps up, and never faster than it may", async () => {
  const pace = new Pace({ first: 1000, most: 1010, signal });
  for (let write = 0; write < 200; write += 1) await pace.write(async () => {});
  expect(pace.perSecond).toBe(1010);
});

test("what else goes wrong is thrown, and is no reason to go slower", async () => {
  const pace = new Pace({ first: 300, most: 300, signal });
  await expect(pace.write(() => Promise.reject(new Error("no such table")))).rejects.toThrow("no such table");
  expect(pace.perSecond).toBe(300);
});

test("an aborted signal ends it before the next write, also while it waits for its turn", async () => {
  const controller = new AbortController();
  const pace = new Pace({ first: 0.01, most: 0.01, signal: controller.signal });
  let written = 0;
  const write = async () => {
    written += 1;
  };
  await pace.write(write);
  const waiting = pace.write(write);
  controller.abort();
  await expect(waiting).rejects.toThrow();
  await expect(pace.write(write)).rejects.toThrow();
  expect(written).toBe(1);
});

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asDiskRefusal } from "../../../src/errors/disk-refusal.ts";

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test("the disk's codes become sentences with the path", () => {
  const error = asDiskRefusal(thrownBy(() => readdirSync(import.meta.filename)));
  expect(error).toMatchObject({ code: "DISK_REFUSED", exit: 2 });
  expect(error).toHaveProperty("message", expect.stringContaining("disk-refusal.test.ts lies below a file"));
});

test("what nobody expected stays a fault of Plinth", () => {
  const missing = thrownBy(() => readFileSync("no such file"));
  expect(asDiskRefusal(missing)).toBe(missing);
  expect(asDiskRefusal("text")).toBe("text");
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { announce, heldLock, releaseLock, takeLock } from "../../../../src/operations/cloud/cloud-lock.ts";
import { resetCloud } from "../../../../src/operations/cloud/reset.ts";
import { findRunningCloud } from "../../../../src/operations/cloud/running-cloud.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cloud = {
  endpoint: "http://localhost:1",
  port: 1,
  region: "eu-west-1",
  accountId: "000000000000",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  caFile: "/ca.pem",
};

test("one takes it, the next is told who has it", () => {
  expect(takeLock(folder)).toBeNull();
  expect(takeLock(folder)).toMatchObject({ pid: process.pid, cloud: null });
  expect(findRunningCloud(folder)).toBeNull();
  announce(folder, cloud);
  expect(findRunningCloud(folder)).toMatchObject({ ...cloud, pid: process.pid, state: folder });
  releaseLock(folder);
  expect(heldLock(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  [
    "of a process that is gone",
    JSON.stringify({ pid: 2 ** 22 + 1, processStart: "1", startedAt: "", cloud }),
  ],
  [
    "of a process whose number another one has now",
    JSON.stringify({ pid: process.pid, processStart: "1", cloud }),
  ],
  ["that is no lock", "{"],
])("a lock %s is taken over", (_name, text) => {
  writeFileSync(join(folder, "cloud.lock"), text);
  expect(heldLock(folder)).toBeNull();
  expect(takeLock(folder)).toBeNull();
  expect(heldLock(folder)?.pid).toBe(process.pid);
});

test("only the state of a cloud is removed, and not under a running one", () => {
  writeFileSync(join(folder, "precious"), "");
  expect(() => resetCloud(folder)).toThrow(/something else/);
  writeFileSync(join(folder, "state.sqlite"), "");
  takeLock(folder);
  expect(() => resetCloud(folder)).toThrow(/is running/);
  releaseLock(folder);
  expect(resetCloud(folder)).toEqual({ state: folder, removed: true });
  expect(readdirSync(folder)).toEqual(["precious"]);
});

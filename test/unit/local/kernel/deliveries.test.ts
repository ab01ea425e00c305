import { afterEach, expect, test } from "vitest";
import { type Deliveries, deliveries } from "../../../../src/local/kernel/deliveries.ts";
import { randomIds } from "../../../../src/local/kernel/ids.ts";
import type { ServiceContext } from "../../../../src/local/kernel/service.ts";
import { openStore } from "../../../../src/local/kernel/store.ts";
import { WireError } from "../../../../src/local/kernel/wire-error.ts";
import { heldClock } from "../../../support/cloud/held-clock.ts";

const limits = { maximumRetries: 2, maximumAgeSeconds: 3600 };
let open: Deliveries<string> | null = null;

afterEach(() => open?.stop());

function start(outcomes: (WireError | null)[]) {
  const clock = heldClock();
  const attempts: number[] = [];
  const given: string[] = [];
  const context = {
    clock,
    ids: randomIds,
    store: openStore(null),
    log: () => {},
  } as unknown as ServiceContext;
  open = deliveries<string>("test.deliveries", context, {
    async attempt(_work, attempt) {
      attempts.push(attempt);
      const outcome = outcomes.shift() ?? null;
      if (outcome !== null) throw outcome;
    },
    async giveUp(work, error) {
      given.push(`${work}: ${error.code}`);
    },
  });
  open.start();
  return { clock, attempts, given, add: () => open?.add("letter", limits) };
}

const busy = () => new WireError("Busy", "later", 503);
const patience = { timeout: 3000, interval: 50 };

test("work that succeeds is done once", async () => {
  const { attempts, add } = start([]);
  add();
  await expect.poll(() => attempts, patience).toEqual([1]);
});

test("work that fails is tried again when its pause is over, until it succeeds", async () => {
  const { attempts, clock, add } = start([busy()]);
  add();
  await expect.poll(() => attempts, patience).toEqual([1]);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(attempts).toEqual([1]);
  clock.forward(1000);
  await expect.poll(() => attempts, patience).toEqual([1, 2]);
});

test("after the last attempt it is given up", async () => {
  const { attempts, given, clock, add } = start([busy(), busy(), busy()]);
  add();
  await expect.poll(() => attempts.length, patience).toBe(1);
  clock.forward(1000);
  await expect.poll(() => attempts.length, patience).toBe(2);
  clock.forward(2000);
  await expect.poll(() => given, patience).toEqual(["letter: Busy"]);
});

test("what no other attempt can better is given up at once", async () => {
  const { attempts, given, add } = start([new WireError("AccessDenied", "no", 403)]);
  add();
  await expect.poll(() => given, patience).toEqual(["letter: AccessDenied"]);
  expect(attempts).toEqual([1]);
});

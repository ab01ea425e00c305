import { describe, expect, test } from "vitest";
import type { Instance, Started } from "../../../../../src/local/services/lambda/execution/instance.ts";
import { type Demand, type Lease, pool } from "../../../../../src/local/services/lambda/execution/pool.ts";

/** A process that is none, but is alive until it is killed. */
function instance(): Instance {
  let alive = true;
  return {
    initMilliseconds: 1,
    get alive() {
      return alive;
    },
    run: () => Promise.reject(new Error("not here")),
    kill() {
      alive = false;
    },
  };
}

function demand(functionName: string, start: () => Promise<Started>, more: Partial<Demand> = {}): Demand {
  return { key: functionName, functionName, reservedConcurrency: null, start, ...more };
}

const starts = async (): Promise<Started> => ({ instance: instance() });

function instanceOf(lease: Lease): Instance {
  if ("error" in lease) throw new Error(lease.error.errorMessage);
  return lease.instance;
}

describe("the pool", () => {
  test("uses again what is idle, and says what is cold", async () => {
    const processes = pool();
    const wanted = demand("f", starts);
    const first = await processes.lease(wanted);
    expect(first).toMatchObject({ cold: true });
    processes.release(wanted, instanceOf(first));
    const second = await processes.lease(wanted);
    expect(second).toMatchObject({ cold: false });
    expect(instanceOf(second)).toBe(instanceOf(first));
    processes.stop();
    expect(instanceOf(first).alive).toBe(false);
  });

  test("never gives one process to two", async () => {
    const processes = pool();
    const wanted = demand("f", starts);
    const leases = await Promise.all([1, 2, 3, 4, 5].map(() => processes.lease(wanted)));
    expect(new Set(leases.map(instanceOf)).size).toBe(5);
    processes.stop();
  });

  test("a process that becomes free serves who waits, before another is started", async () => {
    const processes = pool();
    let slow: (started: Started) => void = () => {};
    let started = 0;
    const wanted = demand("f", () => {
      started += 1;
      return started === 1 ? starts() : new Promise((resolve) => (slow = resolve));
    });
    const first = instanceOf(await processes.lease(wanted));
    const waiting = processes.lease(wanted);
    processes.release(wanted, first);
    expect(instanceOf(await waiting)).toBe(first);
    slow({ instance: instance() });
    processes.stop();
  });

  test("a reserve is the most at once", async () => {
    const processes = pool();
    const wanted = demand("f", starts, { reservedConcurrency: 1 });
    const first = instanceOf(await processes.lease(wanted));
    expect(() => processes.lease(wanted)).toThrow(
      expect.objectContaining({
        code: "TooManyRequestsException",
        members: expect.objectContaining({ Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" }),
      }),
    );
    processes.release(wanted, first);
    expect(instanceOf(await processes.lease(wanted))).toBe(first);
    processes.stop();
  });

  test("a start that fails is told to one, and its place is free again", async () => {
    const processes = pool();
    const error = { errorType: "Runtime.ImportModuleError", errorMessage: "no" };
    let fails = true;
    const wanted = demand("f", async () => (fails ? { error, milliseconds: 1 } : starts()), {
      reservedConcurrency: 1,
    });
    expect(await processes.lease(wanted)).toEqual({ error, milliseconds: 1 });
    fails = false;
    expect(await processes.lease(wanted)).toMatchObject({ cold: true });
    processes.stop();
  });

  test("what is retired ends when its work is done, and is not used again", async () => {
    const processes = pool();
    const wanted = demand("f", starts);
    const busy = instanceOf(await processes.lease(wanted));
    processes.retire("f");
    expect(busy.alive).toBe(true);
    processes.release(wanted, busy);
    expect(busy.alive).toBe(false);
    expect(instanceOf(await processes.lease(wanted))).not.toBe(busy);
    processes.stop();
  });

  test("idle processes make room; where none is idle, more is refused", async () => {
    const processes = pool();
    const idle = demand("idle", starts);
    const first = instanceOf(await processes.lease(idle));
    processes.release(idle, first);
    const busy = demand("busy", starts);
    await Promise.all(Array.from({ length: 100 }, () => processes.lease(busy)));
    expect(first.alive).toBe(false);
    expect(() => processes.lease(busy)).toThrow(
      expect.objectContaining({ code: "TooManyRequestsException" }),
    );
    processes.stop();
  });
});

import { availableParallelism } from "node:os";
import { throttled } from "../errors.ts";
import type { FunctionErrorBody, Instance, Started } from "./instance.ts";

/** What a process is needed for. Processes are shared only between invocations of the same key. */
export interface Demand {
  /** Changes with everything a process is started with. */
  readonly key: string;
  readonly functionName: string;
  /** Null: not reserved. */
  readonly reservedConcurrency: number | null;
  start(): Promise<Started>;
}

export type Lease =
  | {
      readonly instance: Instance;
      /** First use: its initialisation belongs to this invocation. */
      readonly cold: boolean;
    }
  | { readonly error: FunctionErrorBody; readonly milliseconds: number };

export interface Pool {
  /** @throws WireError TooManyRequestsException, and what the start of a process throws */
  lease(demand: Demand): Promise<Lease>;
  release(demand: Demand, instance: Instance): void;
  /** Ends a function's processes; busy ones when their invocation is over. */
  retire(functionName: string): void;
  stop(): void;
}

interface Held {
  readonly instance: Instance;
  readonly key: string;
  readonly functionName: string;
  readonly startedAt: number;
  idleSince: number;
  busy: boolean;
  doomed: boolean;
}

interface Waiter {
  readonly demand: Demand;
  readonly resolve: (lease: Lease) => void;
  readonly reject: (failure: unknown) => void;
}

/** A laptop is no region: more processes than this at once are refused as AWS refuses more than an account's 1,000. */
const mostInstances = 100;
const idleFor = 5 * 60 * 1000;
/** Before the credentials in its environment end. */
const oldest = 10 * 60 * 60 * 1000;

const ended: Lease = {
  error: { errorType: "Sandbox.Ended", errorMessage: "Error: The local cloud has stopped" },
  milliseconds: 0,
};

/**
 * Processes by function: idle ones are used again, the last used first; where all are busy, another is started, but no
 * more at once than the machine has cores: an invocation that waits takes whichever is free first.
 */
export function pool(): Pool {
  const held = new Set<Held>();
  const inUse = new Map<string, number>();
  let waiting: Waiter[] = [];
  let starting: string[] = [];
  let stopped = false;
  const sweeper = setInterval(sweep, 30_000);
  sweeper.unref();

  return {
    lease(demand) {
      const used = inUse.get(demand.functionName) ?? 0;
      if (demand.reservedConcurrency !== null && used >= demand.reservedConcurrency)
        throw throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
      const idle = idleOf(demand.key);
      if (idle === undefined && !roomForOne()) throw throttled("ConcurrentInvocationLimitExceeded");
      inUse.set(demand.functionName, used + 1);
      if (idle !== undefined) {
        idle.busy = true;
        return Promise.resolve({ instance: idle.instance, cold: false });
      }
      return new Promise((resolve, reject) => {
        waiting.push({ demand, resolve, reject });
        startMore();
      });
    },

    release(demand, instance) {
      done(demand);
      const one = [...held].find((candidate) => candidate.instance === instance);
      if (one === undefined) return;
      if (one.doomed || !instance.alive || Date.now() - one.startedAt > oldest) return end(one);
      one.busy = false;
      one.idleSince = Date.now();
      const waiter = takeWaiter(one.key);
      if (waiter === undefined) return;
      one.busy = true;
      waiter.resolve({ instance, cold: false });
    },

    retire(functionName) {
      for (const one of held) {
        if (one.functionName !== functionName) continue;
        one.doomed = true;
        if (!one.busy) end(one);
      }
    },

    stop() {
      stopped = true;
      clearInterval(sweeper);
      for (const one of held) end(one);
      for (const waiter of waiting) waiter.resolve(ended);
      waiting = [];
    },
  };

  function idleOf(key: string): Held | undefined {
    const idle = [...held].filter((one) => one.key === key && !one.busy && one.instance.alive);
    return idle.toSorted((a, b) => b.idleSince - a.idleSince)[0];
  }

  function roomForOne(): boolean {
    if (held.size + waiting.length < mostInstances) return true;
    const oldestIdle = [...held].filter((one) => !one.busy).toSorted((a, b) => a.idleSince - b.idleSince)[0];
    if (oldestIdle === undefined) return false;
    end(oldestIdle);
    return true;
  }

  function startMore(): void {
    for (const { demand } of waiting) {
      if (starting.length >= availableParallelism()) return;
      const wanted = waiting.filter((waiter) => waiter.demand.key === demand.key).length;
      if (wanted > starting.filter((key) => key === demand.key).length) void start(demand);
    }
  }

  async function start(demand: Demand): Promise<void> {
    starting.push(demand.key);
    let started: Started | { readonly failure: unknown };
    try {
      started = await demand.start();
    } catch (failure) {
      started = { failure };
    }
    starting = without(starting, demand.key);
    if (stopped) {
      if ("instance" in started) started.instance.kill();
      return;
    }
    const waiter = takeWaiter(demand.key);
    if (!("instance" in started)) {
      if (waiter !== undefined) {
        done(waiter.demand);
        if ("failure" in started) waiter.reject(started.failure);
        else waiter.resolve(started);
      }
    } else {
      const now = Date.now();
      const { key, functionName } = demand;
      const { instance } = started;
      const busy = waiter !== undefined;
      held.add({ instance, key, functionName, startedAt: now, idleSince: now, busy, doomed: false });
      waiter?.resolve({ instance, cold: true });
    }
    startMore();
  }

  function takeWaiter(key: string): Waiter | undefined {
    const waiter = waiting.find((candidate) => candidate.demand.key === key);
    if (waiter !== undefined) waiting = waiting.filter((candidate) => candidate !== waiter);
    return waiter;
  }

  function done({ functionName }: Demand): void {
    inUse.set(functionName, Math.max((inUse.get(functionName) ?? 0) - 1, 0));
  }

  function end(one: Held): void {
    held.delete(one);
    one.instance.kill();
  }

  function sweep(): void {
    for (const one of held) {
      if (!one.busy && (!one.instance.alive || Date.now() - one.idleSince > idleFor)) end(one);
    }
  }
}

function without(list: readonly string[], item: string): string[] {
  const at = list.indexOf(item);
  return list.filter((_other, position) => position !== at);
}

import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** Where a process writes. */
export interface LogTarget {
  readonly group: string;
  readonly stream: string;
  /** The function's role: without permission to write logs there are none, as on AWS. */
  readonly caller: Caller;
}

export interface LogWriter {
  /** Never waits: lines are written a moment later, in their order. */
  write(target: LogTarget, line: string): void;
  /** Writes what is left. */
  stop(): Promise<void>;
}

interface Buffered {
  readonly target: LogTarget;
  events: { readonly timestamp: number; readonly message: string }[];
  flushing: Promise<void> | null;
  ready: boolean;
  lastUsed: number;
}

const flushAfter = 20;
/** Longer than a process is kept idle: nobody writes to such a stream any more. */
const forgetAfter = 15 * 60 * 1000;
/** AWS: one megabyte a batch, with 26 bytes for each event, and one megabyte an event. */
const mostBytes = 1_000_000;
const mostEvents = 10_000;

/** Lines of functions on their way to their log streams. */
export function logWriter(context: ServiceContext): LogWriter {
  const streams = new Map<string, Buffered>();
  let timer: NodeJS.Timeout | null = null;

  function flushAll(): Promise<unknown> {
    timer = null;
    const now = Date.now();
    for (const [key, { events, lastUsed }] of streams)
      if (events.length === 0 && now - lastUsed > forgetAfter) streams.delete(key);
    return Promise.all([...streams.values()].map(flush));
  }

  async function flush(buffered: Buffered): Promise<void> {
    // With nothing to wait for, the work would have ended before its promise is kept, and the promise would stay.
    if (buffered.events.length === 0) {
      await buffered.flushing;
      return;
    }
    buffered.flushing ??= (async () => {
      try {
        while (buffered.events.length > 0) await put(buffered);
      } catch (error) {
        buffered.events = [];
        // Lambda drops what it may not write, and says nothing.
        const refused = error instanceof WireError && error.code.startsWith("AccessDenied");
        if (!refused) context.log(`lambda: writing to ${buffered.target.group}: ${String(error)}`);
      } finally {
        buffered.flushing = null;
      }
    })();
    await buffered.flushing;
  }

  async function put(buffered: Buffered): Promise<void> {
    const { group: logGroupName, stream: logStreamName, caller } = buffered.target;
    if (!buffered.ready) await makeStream(buffered.target);
    buffered.ready = true;
    const count = batchSize(buffered.events);
    const logEvents = buffered.events.slice(0, count);
    buffered.events = buffered.events.slice(count);
    try {
      await context.call("logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, caller);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // Somebody has deleted the group or the stream: the next lines are written to new ones.
      await makeStream(buffered.target);
      await context.call("logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, caller);
    }
  }

  async function makeStream({
    group: logGroupName,
    stream: logStreamName,
    caller,
  }: LogTarget): Promise<void> {
    const make = () => context.call("logs", "CreateLogStream", { logGroupName, logStreamName }, caller);
    try {
      await make();
    } catch (error) {
      if (isThere(error)) return;
      if (!isNotFound(error)) throw error;
      await context.call("logs", "CreateLogGroup", { logGroupName }, caller).catch(unlessThere);
      await make().catch(unlessThere);
    }
  }

  return {
    write(target, line) {
      const key = `${target.group}\n${target.stream}`;
      let buffered = streams.get(key);
      if (buffered === undefined) {
        buffered = { target, events: [], flushing: null, ready: false, lastUsed: 0 };
        streams.set(key, buffered);
      }
      buffered.lastUsed = Date.now();
      buffered.events.push({ timestamp: context.clock.now(), message: line.slice(0, mostBytes / 4) });
      timer ??= setTimeout(flushAll, flushAfter);
    },

    async stop() {
      if (timer !== null) clearTimeout(timer);
      await flushAll();
    },
  };
}

function batchSize(events: readonly { readonly message: string }[]): number {
  let bytes = 0;
  const end = events.findIndex(({ message }, position) => {
    bytes += Buffer.byteLength(message) + 26;
    return position > 0 && (bytes > mostBytes || position >= mostEvents);
  });
  return end < 0 ? events.length : end;
}

function isNotFound(error: unknown): boolean {
  return error instanceof WireError && error.code === "ResourceNotFoundException";
}

function isThere(error: unknown): boolean {
  return error instanceof WireError && error.code === "ResourceAlreadyExistsException";
}

function unlessThere(error: unknown): void {
  if (!isThere(error)) throw error;
}

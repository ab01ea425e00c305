import { join } from "node:path";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import type { CodeStore } from "../code/code-store.ts";
import type { Target } from "../functions.ts";
import type { Configuration } from "../state.ts";
import { environmentOf } from "./environment.ts";
import { type FunctionErrorBody, type Instance, type Outcome, startInstance } from "./instance.ts";
import { type LogTarget, logWriter } from "./log-writer.ts";
import { platformLines } from "./platform-lines.ts";
import { type Demand, pool } from "./pool.ts";
import { reaper } from "./reaper.ts";
import type { RoleSessions } from "./role-session.ts";
import { runtimeFolder } from "./runtime-folder.ts";

export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly trace: string;
  /** Base64 of JSON, as callers send it. */
  readonly clientContext: string | null;
}

export interface Execution {
  /** JSON. */
  readonly payload: Uint8Array;
  readonly error: FunctionErrorBody | null;
  /** That the handler took; without starting it. */
  readonly milliseconds: number;
  /** Lines that the invocation left in the log. */
  readonly log: readonly string[];
}

export interface Executor {
  /** @throws WireError where the function is throttled or cannot be started */
  run(target: Target, invocation: Invocation): Promise<Execution>;
  /** Ends a function's processes after a change. */
  retire(functionName: string): void;
  stop(): Promise<void>;
}

const largestResponse = 6_291_556;

/** Runs functions: processes, their environment, their logs. */
export function executor(context: ServiceContext, code: CodeStore, sessions: RoleSessions): Executor {
  const processes = pool();
  const writer = logWriter(context);
  const folder = runtimeFolder();
  const guard = reaper(folder);
  const logTargets = new WeakMap<Instance, LogTarget>();
  const underWay = new Set<Promise<Execution>>();

  return {
    run(target, invocation) {
      const execution = run(target, invocation).finally(() => underWay.delete(execution));
      underWay.add(execution);
      return execution;
    },

    retire: (functionName) => processes.retire(functionName),

    async stop() {
      processes.stop();
      guard.stop();
      // Their last lines are written, too.
      await Promise.allSettled(underWay);
      await writer.stop();
    },
  };

  async function run(target: Target, invocation: Invocation): Promise<Execution> {
    const { configuration, record } = target;
    const lines: string[] = [];
    const platform = platformLines(configuration);
    let logTarget: LogTarget | null = null;
    const log = (line: string) => {
      lines.push(line);
      if (logTarget !== null) writer.write(logTarget, line);
    };
    const demand: Demand = {
      key: `${record.name}:${configuration.version}:${configuration.revisionId}`,
      functionName: record.name,
      reservedConcurrency: record.reservedConcurrency,
      async start() {
        const { credentials, caller } = await sessions(record.name, configuration.role);
        const destination = newLogTarget(record.name, configuration, caller, context);
        const write = (line: string) => writer.write(destination, line);
        for (const line of platform.init()) write(line);
        const started = await startInstance(
          {
            runtimeFolder: folder,
            taskRoot: code.folderOf(configuration.codeHash),
            environment: environment(target, destination.stream, credentials),
            memoryMb: configuration.memoryMb,
            reaper: guard,
          },
          write,
        );
        if ("instance" in started) logTargets.set(started.instance, destination);
        else logTarget = destination;
        return started;
      },
    };
    const lease = await processes.lease(demand);
    if ("error" in lease) {
      for (const line of platform.start(invocation.requestId)) log(line);
      const error = withRequestId(lease.error, invocation.requestId);
      finish(platform, invocation, null, lease.milliseconds, error, 0, log);
      const payload = Buffer.from(JSON.stringify(error));
      return { payload, error, milliseconds: lease.milliseconds, log: lines };
    }
    const { instance, cold } = lease;
    logTarget = logTargets.get(instance) ?? null;
    for (const line of platform.start(invocation.requestId)) log(line);
    const startedAt = performance.now();
    try {
      const outcome = limited(await runOn(instance, target, invocation, log));
      const duration = performance.now() - startedAt;
      const error = outcome.kind === "error" ? outcome.error : null;
      if (outcome.kind === "error" && outcome.timedOut) {
        for (const line of platform.failure(invocation.requestId, outcome.error, context.clock.now()))
          log(line);
      }
      const init = cold ? instance.initMilliseconds : null;
      finish(platform, invocation, init, duration, error, outcome.memoryMb, log);
      const payload =
        outcome.kind === "result" ? outcome.payload : Buffer.from(JSON.stringify(outcome.error));
      return { payload, error, milliseconds: duration, log: lines };
    } finally {
      processes.release(demand, instance);
    }
  }

  function environment(
    { record, configuration }: Target,
    logStream: string,
    credentials: Parameters<typeof environmentOf>[4],
  ): Record<string, string> {
    const paths = {
      taskRoot: code.folderOf(configuration.codeHash),
      runtimeFolder: folder,
      compileCache: join(context.blobFolder, "lambda-compile-cache"),
    };
    return environmentOf(record.name, configuration, paths, logStream, credentials, context);
  }

  function finish(
    platform: ReturnType<typeof platformLines>,
    invocation: Invocation,
    initMs: number | null,
    durationMs: number,
    error: FunctionErrorBody | null,
    maxMemoryMb: number,
    log: (line: string) => void,
  ): void {
    const status = error === null ? "success" : error.errorType === "Sandbox.Timedout" ? "timeout" : "error";
    const { requestId, trace } = invocation;
    const errorType = error?.errorType ?? null;
    const report = { requestId, trace, initMs, durationMs, maxMemoryMb, status, errorType } as const;
    for (const line of platform.end(report, context.clock.now())) log(line);
  }
}

function runOn(
  instance: Instance,
  { configuration, arn }: Target,
  invocation: Invocation,
  log: (line: string) => void,
): Promise<Outcome> {
  const timeout = configuration.timeoutSeconds * 1000;
  const job = {
    id: invocation.requestId,
    payload: invocation.payload,
    deadline: Date.now() + timeout,
    arn,
    trace: invocation.trace,
    clientContext: readClientContext(invocation.clientContext),
  };
  return instance.run(job, timeout, log);
}

function limited(outcome: Outcome): Outcome {
  if (outcome.kind === "error" || outcome.payload.length <= largestResponse) return outcome;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${largestResponse} bytes).`;
  const error = { errorType: "Function.ResponseSizeTooLarge", errorMessage };
  return { kind: "error", error, memoryMb: outcome.memoryMb, timedOut: false };
}

function newLogTarget(
  name: string,
  { version, logging }: Configuration,
  caller: Caller,
  context: ServiceContext,
): LogTarget {
  const day = new Date(context.clock.now()).toISOString().slice(0, 10).replaceAll("-", "/");
  const id = context.ids.hex(32);
  const own = logging.group === `/aws/lambda/${name}`;
  return {
    group: logging.group,
    stream: own ? `${day}/[${version}]${id}` : `${day}/${name}[${version}]${id}`,
    caller,
  };
}

function readClientContext(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  } catch {
    return null;
  }
}

/** Errors of starting say which request met them. */
function withRequestId(error: FunctionErrorBody, requestId: string): FunctionErrorBody {
  if (error.trace !== undefined || error.errorMessage.startsWith("RequestId:")) return error;
  return { ...error, errorMessage: `RequestId: ${requestId} ${error.errorMessage}` };
}

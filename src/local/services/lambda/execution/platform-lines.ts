import type { Configuration } from "../state.ts";
import type { FunctionErrorBody } from "./instance.ts";

/** What Lambda itself writes into a function's log around an invocation. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly initMs: number | null;
  readonly maxMemoryMb: number;
  readonly status: "success" | "error" | "timeout";
  readonly errorType: string | null;
  /** `Root=1-...;Parent=...;Sampled=1` */
  readonly trace: string;
}

const systemLevels = ["DEBUG", "INFO", "WARN"];

export interface PlatformLines {
  init(): string[];
  start(requestId: string): string[];
  /** A sentence of Lambda's own within an invocation, such as a timeout. */
  failure(requestId: string, error: FunctionErrorBody, now: number): string[];
  end(report: Report, now: number): string[];
}

/**
 * START, END and REPORT as text, or platform events where the function logs JSON.
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function platformLines(configuration: Configuration): PlatformLines {
  return configuration.logging.format === "JSON" ? jsonLines(configuration) : textLines(configuration);
}

function textLines({ version, memoryMb, runtime, tracing }: Configuration): PlatformLines {
  return {
    init: () => [
      `INIT_START Runtime Version: ${runtime.replace("nodejs", "nodejs:").replace(".x", ".local")}\n`,
    ],
    start: (requestId) => [`START RequestId: ${requestId} Version: ${version}\n`],
    failure: (requestId, error, now) => [
      `${new Date(now).toISOString()} ${requestId} ${error.errorMessage.replace(/^RequestId: \S+ Error: /, "")}\n`,
    ],
    end(report) {
      const { requestId, durationMs, initMs, maxMemoryMb } = report;
      const init = initMs === null ? "" : `Init Duration: ${initMs.toFixed(2)} ms\t`;
      const traced = tracing === "Active" ? `\n${traceLine(report.trace)}` : "";
      return [
        `END RequestId: ${requestId}\n`,
        `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed(report)} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${maxMemoryMb} MB\t${init}${traced}\n`,
      ];
    },
  };
}

function jsonLines({ version, memoryMb, runtime, logging }: Configuration): PlatformLines {
  const lowest = systemLevels.indexOf(logging.systemLevel ?? "INFO");
  const line = (level: string, now: number, type: string, record: object) =>
    systemLevels.indexOf(level) < lowest
      ? []
      : [JSON.stringify({ time: new Date(now).toISOString(), type: `platform.${type}`, record })];
  return {
    init: () =>
      line("INFO", Date.now(), "initStart", {
        initializationType: "on-demand",
        phase: "init",
        runtimeVersion: runtime,
        functionVersion: version,
      }),
    start: (requestId) => line("INFO", Date.now(), "start", { requestId, version }),
    failure: () => [],
    end(report, now) {
      const { requestId, durationMs, initMs, maxMemoryMb, status, errorType } = report;
      const failed = status !== "success";
      const outcome = { status, ...(errorType !== null && { errorType }) };
      return [
        ...line(failed ? "WARN" : "DEBUG", now, "runtimeDone", {
          requestId,
          ...outcome,
          metrics: { durationMs },
        }),
        ...line(failed ? "WARN" : "INFO", now, "report", {
          requestId,
          metrics: {
            durationMs: round(durationMs),
            billedDurationMs: billed(report),
            memorySizeMB: memoryMb,
            maxMemoryUsedMB: maxMemoryMb,
            ...(initMs !== null && { initDurationMs: round(initMs) }),
          },
          ...outcome,
        }),
      ];
    },
  };
}

/** Since August 2025 initialisation is billed, too. */
function billed({ durationMs, initMs }: Report): number {
  return Math.max(Math.ceil(durationMs + (initMs ?? 0)), 1);
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

function traceLine(trace: string): string {
  const part = (name: string) => new RegExp(`${name}=([^;]+)`).exec(trace)?.[1] ?? "";
  return `XRAY TraceId: ${part("Root")}\tSegmentId: ${part("Parent")}\tSampled: ${part("Sampled") === "1"}\t`;
}

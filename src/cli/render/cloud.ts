import type { ResetResult } from "../../operations/cloud/reset.ts";
import type { RunningCloud } from "../../operations/cloud/running-cloud.ts";
import type { StopResult } from "../../operations/cloud/stop.ts";
import type { Style } from "../style.ts";

/** What `plinth cloud start` and `status` say of a running cloud. */
export function renderRunningCloud(cloud: RunningCloud, style: Style): string {
  const rows: [string, string][] = [
    ["Endpoint", style.cyan(cloud.endpoint)],
    ["Region", cloud.region],
    ["Account", cloud.accountId],
    ["Access key", `${cloud.credentials.accessKeyId} ${style.dim("/")} ${cloud.credentials.secretAccessKey}`],
    ["CA file", cloud.caFile],
    ["State", cloud.state],
    ["Process", String(cloud.pid)],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(11)} ${value}`);
  return `${[style.green("The local cloud is running."), ...lines].join("\n")}\n`;
}

export function renderNotRunning(state: string, style: Style): string {
  return `${style.yellow("No local cloud is running")} over ${state}\n`;
}

export function renderStopped(result: StopResult, style: Style): string {
  if (result.pid === null) return renderNotRunning(result.state, style);
  return `${style.green("Stopped")} the local cloud (process ${result.pid}). Its state stays in ${result.state}\n`;
}

export function renderReset(result: ResetResult, style: Style): string {
  return result.removed
    ? `${style.green("Removed")} all state in ${result.state}\n`
    : `There is no state in ${result.state}\n`;
}

/** Shells that `plinth cloud env` writes for. `sh` suits bash, zsh and all others like them. */
export const shells = ["sh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

/** Lines that set environment variables in a shell. */
export function renderEnvironment(variables: Readonly<Record<string, string>>, shell: Shell): string {
  return Object.entries(variables)
    .map(([name, value]) => `${assignments[shell](name, value)}\n`)
    .join("");
}

const assignments: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
};

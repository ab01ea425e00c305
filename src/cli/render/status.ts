import type { StageHealth, StatusResult } from "../../operations/status.ts";
import type { Style } from "../style.ts";
import { renderOutputRows } from "./outputs.ts";

/** How a stage is, what needs attention last, so that it is what stays in sight. */
export function renderStatus(result: StatusResult, style: Style): string {
  const where = style.dim(`(account ${result.account}, ${result.region})`);
  const lines = [
    `${style.bold(result.name)} ${where}${result.protected ? ` ${style.yellow("protected")}` : ""}`,
    ...stackLines(result, style),
    ...(result.outputs === null ? [] : renderOutputRows(result.outputs, style)),
    ...(result.health === null ? [] : healthLines(result.health, style)),
    ...result.building.map(({ name, kind }) =>
      style.yellow(
        kind === "index"
          ? `  ! ${name} is building: lists by it are not complete yet. plinth deploy goes on with it.`
          : `  ! ${name} does not hold for every record yet. plinth deploy goes on with it.`,
      ),
    ),
    ...(result.outOfDate === null ? [] : [style.yellow(`  ! ${result.outOfDate}`)]),
    ...(result.temporary
      ? [
          style.dim(
            "  The local cloud is not running; this is what it left: plinth dev, or plinth cloud start.",
          ),
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function stackLines({ stacks, deployedAt }: StatusResult, style: Style): readonly string[] {
  if (stacks.length === 0) return [`  ${style.yellow("Nothing is deployed.")}`];
  return [
    ...stacks.map(({ name, status, reason }) => {
      const failed = /FAILED|ROLLBACK/.test(status);
      const color = failed ? style.red : status.endsWith("_COMPLETE") ? style.green : style.yellow;
      return `  ${name.padEnd(28)} ${color(status)}${failed && reason !== null ? ` ${reason}` : ""}`;
    }),
    `  ${"Deployed".padEnd(13)} ${deployedAt === null ? "never" : localTime(deployedAt)}`,
  ];
}

function healthLines({ functions, api, alarms }: StageHealth, style: Style): readonly string[] {
  const failing = functions.filter(({ errors }) => errors > 0);
  const calls = functions.reduce((sum, each) => sum + each.calls, 0);
  const parts = [
    ...(api === null ? [] : [counted(api.requests, "GraphQL request")]),
    counted(calls, "function call"),
  ];
  return [
    `  ${"Last hour".padEnd(13)} ${parts.join(", ")}`,
    ...(api !== null && api.faults > 0
      ? [
          style.red(
            `  ! The GraphQL API failed ${api.faults === 1 ? "once" : `${number(api.faults)} times`}.`,
          ),
        ]
      : []),
    ...failing.map(({ name, errors, calls: all }) =>
      style.red(`  ! ${name} failed ${number(errors)} of ${number(all)} times: plinth logs ${name}`),
    ),
    ...alarms.map(({ name, description, since }) =>
      style.red(
        `  ! alarm ${name}${description === null ? "" : `: ${description}`}${since === null ? "" : ` (since ${localTime(since)})`}`,
      ),
    ),
  ];
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

/** `2026-11-22 19:04`, in the clock of whoever reads it. */
function localTime(iso: string): string {
  const at = new Date(iso);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

import { UserError } from "../../errors/user-error.ts";
import type { BackendChange, DevEvent, FileChanges } from "../../operations/dev.ts";
import type { Style } from "../style.ts";
import { renderError } from "./error.ts";
import { renderLogEntry } from "./log-entry.ts";
import { seedCounts } from "./seed.ts";
import { duration } from "./step.ts";

/**
 * What `plinth dev` writes for an event, as whole lines; nothing for what only the panel shows.
 *
 * @param debug with the stack traces of errors
 */
export function renderDevEvent(event: DevEvent, style: Style, debug = false): string {
  switch (event.kind) {
    case "live":
      return line(event.at, `${style.green(liveText(event))}`, style);
    case "unchanged":
      return line(event.at, style.dim(`${trigger(event.files)}: nothing to deploy`), style);
    case "failed":
      return failedText(event, style, debug);
    case "log":
      return renderLogEntry(event.entry, { style, width: 12 });
    case "seeded":
      return seededText(event, style, debug);
    case "notice":
      return line(event.at, style.dim(event.message), style);
    default:
      return "";
  }
}

/** `12:03:04`, in the time zone of whoever reads it. */
export function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

function line(at: number, text: string, style: Style): string {
  return `${style.dim(clock(at))} ${text}\n`;
}

function liveText(event: Extract<DevEvent, { kind: "live" }>): string {
  const took = duration(event.milliseconds);
  if (event.first) return `Ready in ${took}`;
  const what = event.repaired ? "as it was deployed" : changesText(event.changes) || "deployed";
  return `${trigger(event.files)}: ${what}; live in ${took}`;
}

function failedText(event: Extract<DevEvent, { kind: "failed" }>, style: Style, debug: boolean): string {
  const asks = event.accept.length > 0;
  const head = asks ? style.yellow("waits") : style.red("not deployed");
  const after = event.served ? style.dim("The last good version goes on being served.\n") : "";
  return `${line(event.at, `${trigger(event.files)}: ${head}`, style)}${renderError(inDev(event.error), style, debug)}${after}`;
}

/** Nobody runs a command again here: saving is enough. */
function inDev(error: unknown): unknown {
  if (!(error instanceof UserError)) return error;
  const remedy = error.remedy
    .replace(/and run the command again\./, "and save.")
    .replace(/, and deploy again(?:: a deployment can always be repeated)?\./, ", and save.");
  const { code, message, problems, exit, cause } = error;
  const said = new UserError({ code, message, remedy, problems, exit, cause });
  if (error.stack !== undefined) said.stack = error.stack;
  return said;
}

function seededText(event: Extract<DevEvent, { kind: "seeded" }>, style: Style, debug: boolean): string {
  const { at, result, error } = event;
  if (result === null)
    return `${line(at, `seed.ts: ${style.red("failed")}`, style)}${renderError(error, style, debug)}`;
  return line(at, `seed.ts: ${seedCounts(result)} in ${duration(result.milliseconds)}`, style);
}

/** What somebody did: the file, or the first of several. */
function trigger(files: FileChanges | null): string {
  if (files === null) return "redeploy";
  // Models and functions are what people think in: named before what goes along with them.
  const weight = (path: string) =>
    /^(models|functions)\//.test(path) ? 0 : path === "plinth.config.ts" ? 1 : 2;
  const all = [
    ...files.modified,
    ...files.created,
    ...files.deleted.map((path) => `${path} removed`),
  ].toSorted((a, b) => weight(a) - weight(b));
  const [first = "project", ...others] = all;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

const mostChanges = 4;

/** `field dueOn added, index byDueOn added`; with the model in front where there are several. */
function changesText(changes: readonly BackendChange[]): string {
  const models = new Set(changes.map((change) => ("model" in change ? change.model : "")));
  const texts = changes.map((change) => changeText(change, models.size > 1));
  const shown = texts.slice(0, mostChanges).join(", ");
  return texts.length > mostChanges ? `${shown} and ${texts.length - mostChanges} more` : shown;
}

function changeText(change: BackendChange, withModel: boolean): string {
  const of = (name: string) => ("model" in change && withModel ? `${change.model}.${name}` : name);
  switch (change.kind) {
    case "addModel":
      return `model ${change.model} added`;
    case "removeModel":
      return `model ${change.model} removed`;
    case "moveModel":
      return `model ${change.model} moved to ${change.to}`;
    case "addField":
      return `field ${of(change.field)} added`;
    case "removeField":
      return `field ${of(change.field)} removed`;
    case "changeField":
      return `field ${of(change.field)} is now ${change.to}`;
    case "addIndex":
      return `index ${of(change.index)} added`;
    case "removeIndex":
      return `index ${of(change.index)} removed`;
    case "addUnique":
      return `unique ${of(change.unique)} added`;
    case "removeUnique":
      return `unique ${of(change.unique)} removed`;
    case "addFunction":
      return `function ${change.function} added`;
    case "removeFunction":
      return `function ${change.function} removed`;
  }
}

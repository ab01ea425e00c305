import { type PanelState, type PanelStatus, shownRequests } from "../dev/panel-state.ts";
import type { Style } from "../style.ts";
import { clock } from "./dev-event.ts";
import { duration } from "./step.ts";

const labelWidth = 10;

/**
 * The panel below what streams by, as whole lines of at most a terminal's width.
 *
 * @param width columns
 * @param height rows that it may take; requests give way first
 */
export function renderDevPanel(
  state: PanelState,
  style: Style,
  width: number,
  height: number,
): readonly string[] {
  const room = Math.max(0, height - 9);
  return [
    style.dim("─".repeat(width)),
    `${style.bold(state.app ?? "plinth dev")} ${style.dim("local")}  ${status(state.status, style)}`,
    ...addresses(state).map(([label, url]) => row(label, url, width, style.cyan, style)),
    ...users(state, width, style),
    ...requests(state, width, Math.min(room, shownRequests), style),
    style.dim(keys(state.status)),
  ];
}

function status(now: PanelStatus, style: Style): string {
  if (now.kind === "working") return style.yellow(`● ${now.what} ...`);
  if (now.kind === "live") return `${style.green("● live")} ${style.dim(`since ${clock(now.at)}`)}`;
  if (now.accept.length > 0)
    return style.yellow("● waiting: data would be lost; the last good version is served");
  return style.red(
    now.served ? "● broken; the last good version is served" : "● broken; nothing is served yet",
  );
}

function addresses({ outputs, endpoint }: PanelState): readonly (readonly [string, string])[] {
  const found: readonly (readonly [string, string | null | undefined])[] = [
    ["GraphQL", outputs?.graphqlUrl],
    ["Realtime", outputs?.realtimeUrl],
    ["HTTP API", outputs?.httpUrl],
    ["Outbox", endpoint === null ? null : `${endpoint}/_plinth/outbox`],
  ];
  return found.flatMap(([label, url]) => (url ? [[label, url] as const] : []));
}

function users({ users: known }: PanelState, width: number, style: Style): readonly string[] {
  if (known === null) return [];
  const latest = known.latest.map(({ name }) => name).join(", ");
  const text = known.count === 0 ? "none yet" : `${known.count}  ${latest}`;
  return [row("Users", text, width, (part) => part, style)];
}

function requests(state: PanelState, width: number, room: number, style: Style): readonly string[] {
  if (room === 0 || state.outputs === null) return [];
  if (state.foreignCloud) return [row("Requests", "shown where the cloud runs", width, style.dim, style)];
  if (state.requests.length === 0) return [row("Requests", "none yet", width, style.dim, style)];
  return state.requests.slice(0, room).map(({ at, request }, index) => {
    const { name, status: code, milliseconds } = request;
    const room = width - labelWidth - 30;
    const text = `${clock(at)}  ${cut(name, room).padEnd(Math.min(room, 32))} ${code}  ${duration(milliseconds)}`;
    return row(index === 0 ? "Requests" : "", text, width, code >= 400 ? style.red : (part) => part, style);
  });
}

function row(
  label: string,
  text: string,
  width: number,
  colour: (text: string) => string,
  style: Style,
): string {
  return `${style.dim(label.padEnd(labelWidth))}${colour(cut(text, width - labelWidth))}`;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 3))}...`;
}

function keys(now: PanelStatus): string {
  const accept = now.kind === "broken" && now.accept.length > 0 ? "a accept the loss   " : "";
  return `${accept}r redeploy   o open   q quit`;
}

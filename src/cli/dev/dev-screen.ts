import type { DevEvent } from "../../operations/dev.ts";
import { renderDevEvent } from "../render/dev-event.ts";
import { renderDevPanel } from "../render/dev-panel.ts";
import type { Style } from "../style.ts";
import { emptyPanel, panelAfter } from "./panel-state.ts";

/** Where `plinth dev` shows what happens. */
export interface DevScreen {
  show(event: DevEvent): void;
  /** Takes the panel away, and leaves what stays. */
  close(): void;
}

/** For logs, pipes and CI: whole lines, nothing drawn over. */
export function plainScreen(write: (text: string) => void, style: Style, debug: boolean): DevScreen {
  return {
    show(event) {
      const text = renderDevEvent(event, style, debug);
      if (text !== "") write(text);
      if (event.kind === "live" && event.first) {
        const { graphqlUrl, realtimeUrl, httpUrl } = event.outputs;
        for (const [name, url] of Object.entries({
          GraphQL: graphqlUrl,
          Realtime: realtimeUrl,
          "HTTP API": httpUrl,
        }))
          if (url !== null) write(`${name}: ${url}\n`);
      }
      if (event.kind === "request") {
        const { name, status, milliseconds } = event.request;
        write(`${name} ${status} ${Math.round(milliseconds)} ms\n`);
      }
    },
    close() {},
  };
}

/** The part of a terminal that the screen needs. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  on(event: "resize", listener: () => void): void;
  off(event: "resize", listener: () => void): void;
}

const sequence = "\u001b[";
/** Terminals that know this show what comes between at once (https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036). */
const beginFrame = `${sequence}?2026h`;
const endFrame = `${sequence}?2026l`;
const hideCursor = `${sequence}?25l`;
const showCursor = `${sequence}?25h`;
/** Many events at once are one frame. In milliseconds. */
const frame = 30;

/**
 * A terminal: lines stream by above, and the panel stays below them. Everything that changes between two frames is written
 * in one piece, and nothing is written where nothing changes.
 */
export function terminalScreen(terminal: Terminal, style: Style, debug: boolean): DevScreen {
  let state = emptyPanel;
  let pending = "";
  let drawn: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const panel = () => renderDevPanel(state, style, Math.max(20, terminal.columns), terminal.rows - 2);
  const up = () =>
    drawn.length === 0 ? "" : `\r${drawn.length > 1 ? `${sequence}${drawn.length - 1}A` : ""}${sequence}J`;

  function draw(): void {
    timer = undefined;
    if (closed) return;
    const lines = panel();
    if (pending === "" && lines.join("\n") === drawn.join("\n")) return;
    terminal.write(`${beginFrame}${hideCursor}${up()}${pending}${lines.join("\n")}${endFrame}`);
    pending = "";
    drawn = lines;
  }

  function later(): void {
    timer ??= setTimeout(draw, frame);
  }

  // A narrower terminal has broken the lines that were there: how many they are now is its own secret.
  const resized = () => {
    drawn = [];
    pending = `\r${sequence}J${pending}`;
    later();
  };
  terminal.on("resize", resized);
  later();

  return {
    show(event) {
      state = panelAfter(state, event);
      pending += renderDevEvent(event, style, debug);
      later();
    },
    close() {
      if (closed) return;
      clearTimeout(timer);
      closed = true;
      terminal.off("resize", resized);
      terminal.write(`${up()}${pending}${showCursor}`);
    },
  };
}

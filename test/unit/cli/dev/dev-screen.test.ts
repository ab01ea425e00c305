import { expect, test, vi } from "vitest";
import { plainScreen, type Terminal, terminalScreen } from "../../../../src/cli/dev/dev-screen.ts";
import { jsonScreen } from "../../../../src/cli/dev/json-screen.ts";
import { plainStyle } from "../../../../src/cli/style.ts";
import { failed, live, request } from "./events.ts";

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[?0-9;]*[A-Za-z]`, "g");

function fakeTerminal(columns = 80, rows = 24) {
  const written: string[] = [];
  const listeners = new Set<() => void>();
  const terminal: Terminal = {
    columns,
    rows,
    write: (text) => void written.push(text),
    on: (_event, listener) => void listeners.add(listener),
    off: (_event, listener) => void listeners.delete(listener),
  };
  const plain = () => written.map((text) => text.replaceAll(escapes, ""));
  return { terminal, written, plain, listeners };
}

/** Frames come after a moment, so that many events are one. */
function withTime(work: (pass: () => void) => void): void {
  vi.useFakeTimers();
  try {
    work(() => vi.advanceTimersByTime(100));
  } finally {
    vi.useRealTimers();
  }
}

test("lines stay, and the panel is drawn anew below them, all in one piece", () =>
  withTime((pass) => {
    const { terminal, written, plain } = fakeTerminal();
    const screen = terminalScreen(terminal, plainStyle, false);
    pass();
    screen.show(live({ first: true, files: null }));
    screen.show(request("createInvoice"));
    screen.show(request("getInvoice", 401));
    pass();
    expect(written).toHaveLength(2);
    const lines = (plain()[1] ?? "").trim().split("\n");
    expect(lines[0]).toBe("12:03:04 Ready in 412 ms");
    expect(lines).toContain("acme local  ● live since 12:03:04");
    expect(lines).toContain("GraphQL   http://localhost:4510/graphql/abc");
    expect(lines.filter((line) => line.includes("8 ms")).map((line) => line.replaceAll(/\s+/g, " "))).toEqual(
      ["Requests 12:03:04 getInvoice 401 8 ms", " 12:03:04 createInvoice 200 8 ms"],
    );
    // The old panel is gone over, line by line.
    expect(written[1]).toContain(`${String.fromCharCode(27)}[2A`);
    screen.close();
  }));

test("nothing is written where nothing changes", () =>
  withTime((pass) => {
    const { terminal, written } = fakeTerminal();
    const screen = terminalScreen(terminal, plainStyle, false);
    pass();
    screen.show({ kind: "step", step: "plan" });
    pass();
    expect(written).toHaveLength(1);
    screen.close();
  }));

test("no line is wider than the terminal, and the panel leaves room for lines", () =>
  withTime((pass) => {
    const { terminal, plain } = fakeTerminal(40, 14);
    const screen = terminalScreen(terminal, plainStyle, false);
    screen.show(live());
    for (let index = 0; index < 20; index += 1) screen.show(request(`aVeryLongNameOfAnOperation${index}`));
    pass();
    const panel = (plain()[0] ?? "").split("─\n")[1]?.split("\n") ?? [];
    expect(panel.length).toBeGreaterThan(4);
    expect(panel.length).toBeLessThan(13);
    for (const line of panel) expect(line.length).toBeLessThanOrEqual(40);
    screen.close();
  }));

test("in the end the panel goes, what was said stays, and nobody listens any more", () =>
  withTime((pass) => {
    const { terminal, plain, written, listeners } = fakeTerminal();
    const screen = terminalScreen(terminal, plainStyle, false);
    pass();
    screen.show(live());
    screen.close();
    screen.close();
    expect(plain().at(-1)).toContain("models/invoice.ts: deployed; live in 412 ms\n");
    expect(plain().at(-1)).not.toContain("GraphQL");
    expect(written.at(-1)).toContain(`${String.fromCharCode(27)}[?25h`);
    expect(listeners.size).toBe(0);
    pass();
    expect(written).toHaveLength(2);
  }));

test("a change that waits says what to press", () =>
  withTime((pass) => {
    const { terminal, plain } = fakeTerminal();
    const screen = terminalScreen(terminal, plainStyle, false);
    screen.show(live());
    screen.show(failed({ accept: ["remove-field:Invoice.note"] }));
    pass();
    expect(plain()[0]).toContain("a accept the loss");
    screen.close();
  }));

test("without a terminal: whole lines; in JSON: an event a line, errors in the shape of all commands", () => {
  const lines: string[] = [];
  const plain = plainScreen((text) => lines.push(text), plainStyle, false);
  plain.show(live({ first: true, files: null }));
  plain.show(request("getInvoice"));
  expect(lines.join("")).toBe(
    [
      "12:03:04 Ready in 412 ms",
      "GraphQL: http://localhost:4510/graphql/abc",
      "Realtime: ws://localhost:4510/graphql/abc/realtime",
      "getInvoice 200 8 ms",
      "",
    ].join("\n"),
  );

  const json: string[] = [];
  const screen = jsonScreen((text) => json.push(text));
  screen.show(live());
  screen.show(failed());
  expect(json.map((line) => JSON.parse(line))).toMatchObject([
    { kind: "live", outputs: { app: "acme" } },
    { kind: "failed", ok: false, error: { code: "PLINTH_FAILED", message: "Broken" } },
  ]);
});

import { describe, expect, test } from "vitest";
import { renderLogEntry } from "../../../../src/cli/render/log-entry.ts";
import { colourStyle, plainStyle } from "../../../../src/cli/style.ts";
import type { LogEntry } from "../../../../src/operations/logs.ts";

const entry: LogEntry = {
  time: "2026-11-22T18:53:17.577Z",
  source: "greet",
  kind: "line",
  level: "info",
  message: "Greeting",
  requestId: "1f54d6ca",
  tenant: "acme",
  fields: { length: 2 },
  error: null,
};
const render = (more: Partial<LogEntry>, zone = "UTC") =>
  renderLogEntry({ ...entry, ...more }, { style: plainStyle, width: 8, zone });

describe("renderLogEntry", () => {
  test("a line", () => {
    expect(render({})).toBe(
      "2026-11-22 18:53:17.577  greet     info   Greeting  length=2  tenant=acme  request=1f54d6ca\n",
    );
  });

  test("in the time zone of whoever reads it", () => {
    expect(render({}, "Asia/Tokyo")).toMatch(/^2026-11-23 03:53:17\.577 /);
    expect(render({ time: "2026-11-22T00:00:00.000Z" })).toMatch(/^2026-11-22 00:00:00\.000 /);
  });

  test("an error with its stack and its cause", () => {
    const error = {
      name: "TypeError",
      message: "no mail",
      stack: [
        { text: "fail (functions/greet/handler.ts:14:9)", own: true },
        { text: "callHandler (infra/runtime/lambda/run.ts:73:16)", own: false },
      ],
      cause: { name: "Error", message: "no socket", stack: [], cause: null },
    };
    expect(
      render({ level: "error", message: "Failed", fields: {}, tenant: null, requestId: null, error }),
    ).toBe(
      `2026-11-22 18:53:17.577  greet     error  Failed
    TypeError: no mail
      at fail (functions/greet/handler.ts:14:9)
      at callHandler (infra/runtime/lambda/run.ts:73:16)
    caused by Error: no socket
`,
    );
  });

  test("an error by itself is its own headline", () => {
    const stack = [{ text: "functions/greet/handler.ts:3:31", own: true }];
    const error = { name: "TypeError", message: "no url", stack, cause: null };
    expect(render({ level: "error", message: "no url", fields: {}, tenant: null, error })).toBe(
      `2026-11-22 18:53:17.577  greet     error  TypeError: no url  request=1f54d6ca
      at functions/greet/handler.ts:3:31
`,
    );
  });

  test("a message of several lines", () => {
    expect(render({ message: "one\ntwo", fields: {}, tenant: null })).toBe(
      "2026-11-22 18:53:17.577  greet     info   one  request=1f54d6ca\n    two\n",
    );
  });

  test("fields of every kind", () => {
    const fields = { text: "a b", empty: "", quoted: 'x"y', list: [1, "a"], nothing: null, flag: true };
    expect(render({ fields, tenant: null, requestId: null })).toContain(
      String.raw`Greeting  text="a b"  empty=""  quoted="x\"y"  list=[1,"a"]  nothing=null  flag=true`,
    );
  });

  test("what was logged cannot command the terminal", () => {
    const evil = "\u001b]0;owned\u0007\u001b[2J\r\u202ea";
    const shown = render({
      message: evil,
      source: evil,
      tenant: evil,
      requestId: evil,
      fields: { [evil]: evil },
      error: { name: evil, message: evil, stack: [{ text: evil, own: true }], cause: null },
    });
    const commands = [...shown].filter(
      (character) => /[\p{Cc}\p{Cf}]/u.test(character) && character !== "\n",
    );
    expect(commands).toEqual([]);
    expect(shown).toContain(String.raw`\u001b[2J`);
  });

  test("colour marks the level", () => {
    const shown = renderLogEntry({ ...entry, level: "error" }, { style: colourStyle, width: 5, zone: "UTC" });
    expect(shown).toContain(colourStyle.red("error"));
  });
});

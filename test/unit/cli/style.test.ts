import { expect, test } from "vitest";
import { colourStyle, plainStyle, styleFor } from "../../../src/cli/style.ts";

const terminal = { isTTY: true, hasColors: () => true };

test("a terminal gets colour, a pipe does not", () => {
  expect(styleFor(terminal, {})).toBe(colourStyle);
  expect(styleFor({}, {})).toBe(plainStyle);
  expect(styleFor({ isTTY: true, hasColors: () => false }, {})).toBe(plainStyle);
});

test("NO_COLOR wins, unless it is empty", () => {
  expect(styleFor(terminal, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(plainStyle);
  expect(styleFor(terminal, { NO_COLOR: "" })).toBe(colourStyle);
});

test("FORCE_COLOR asks for colour in a pipe", () => {
  expect(styleFor({}, { FORCE_COLOR: "1" })).toBe(colourStyle);
  expect(styleFor(terminal, { FORCE_COLOR: "0" })).toBe(plainStyle);
});

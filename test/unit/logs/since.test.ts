import { describe, expect, test } from "vitest";
import { since } from "../../../src/logs/since.ts";

const now = Date.parse("2026-11-22T18:00:00.000Z");

describe("since", () => {
  test.each([
    ["0s", 0],
    ["90s", 90_000],
    ["10m", 600_000],
    ["2h", 7_200_000],
    ["3d", 259_200_000],
    ["1w", 604_800_000],
    [" 5m ", 300_000],
  ])("%j ago", (text, milliseconds) => {
    expect(since(text, now)).toBe(now - milliseconds);
  });

  test.each([
    ["2026-11-22T17:30:00Z", "2026-11-22T17:30:00.000Z"],
    ["2026-11-22T17:30:00.250Z", "2026-11-22T17:30:00.250Z"],
    ["2026-11-22T17:30+02:00", "2026-11-22T15:30:00.000Z"],
    ["2026-11-20 08:00:00Z", "2026-11-20T08:00:00.000Z"],
  ])("%j", (text, time) => {
    expect(new Date(since(text, now)).toISOString()).toBe(time);
  });

  test("without a zone it is local time", () => {
    expect(since("2026-11-20T08:00", now)).toBe(new Date(2026, 10, 20, 8).getTime());
    expect(since("2026-11-20", now)).toBe(new Date(2026, 10, 20).getTime());
  });

  test.each([
    "",
    "yesterday",
    "10",
    "m",
    "-5m",
    "1.5h",
    "10 minutes",
    "2026-13-01",
    "2026-11-22T25:00",
    "5y",
  ])("%j is refused", (text) => {
    expect(() => since(text, now)).toThrow(expect.objectContaining({ code: "TIME_INVALID", exit: 2 }));
  });

  test("the future is refused as such", () => {
    expect(() => since("2026-11-23T00:00:00Z", now)).toThrow("in the future");
  });
});

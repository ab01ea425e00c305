import { describe, expect, test } from "vitest";
import { parseSchedule } from "../../../../src/local/schedules/schedule-expression.ts";

const from = Date.UTC(2026, 2, 28, 20);
const next = (text: string, zone = "UTC", after = from) => {
  const at = parseSchedule(text, zone).next(after, from);
  return at === null ? null : new Date(at).toISOString();
};

describe("cron", () => {
  test.each([
    [
      "every fifteen minutes in a span of hours",
      "cron(0/15 8-9 ? * 6#3 *)",
      "UTC",
      "2026-04-17T08:00:00.000Z",
    ],
    ["weekdays by name", "cron(0 6 ? * MON-FRI *)", "America/New_York", "2026-03-30T10:00:00.000Z"],
    ["a span of weekdays that goes round", "cron(0 9 ? * FRI-MON *)", "UTC", "2026-03-29T09:00:00.000Z"],
    ["the last day of the month", "cron(0 0 L * ? *)", "UTC", "2026-03-31T00:00:00.000Z"],
    ["the last Friday", "cron(0 0 ? * 6L *)", "UTC", "2026-04-24T00:00:00.000Z"],
    ["the weekday nearest to a day", "cron(0 0 5W * ? *)", "UTC", "2026-04-06T00:00:00.000Z"],
    ["a leap day", "cron(0 0 29 2 ? *)", "UTC", "2028-02-29T00:00:00.000Z"],
    ["a day that never comes", "cron(0 0 30 2 ? *)", "UTC", null],
    ["a year that has passed", "cron(0 0 1 1 ? 2020)", "UTC", null],
    ["a time that clocks skip", "cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-30T00:30:00.000Z"],
  ])("%s", (_, text, zone, wanted) => {
    expect(next(text, zone)).toBe(wanted);
  });

  test("a time that comes twice counts once", () => {
    const first = parseSchedule("cron(30 2 * * ? *)", "Europe/Berlin").next(Date.UTC(2026, 9, 24, 12), 0);
    expect(new Date(first ?? 0).toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(next("cron(30 2 * * ? *)", "Europe/Berlin", first ?? 0)).toBe("2026-10-26T01:30:00.000Z");
  });
});

test("rates count from their start", () => {
  expect(next("rate(5 minutes)", "UTC", from + 1)).toBe("2026-03-28T20:05:00.000Z");
  expect(next("rate(1 day)", "UTC", from + 25 * 3_600_000)).toBe("2026-03-30T20:00:00.000Z");
});

test("at happens once, in its zone", () => {
  expect(next("at(2026-11-22T12:00:00)", "Europe/Berlin")).toBe("2026-11-22T11:00:00.000Z");
  expect(next("at(2026-01-01T12:00:00)")).toBeNull();
});

test.each([
  "rate(0 minutes)",
  "rate(1 minutes)",
  "rate(5 minute)",
  "rate(5 weeks)",
  "cron(0 0 * * * *)",
  "cron(0 0 ? * ? *)",
  "cron(60 0 * * ? *)",
  "cron(0 0 * * ?)",
  "cron(0/0 0 * * ? *)",
  "at(tomorrow)",
  "every day",
])("refuses %s", (text) => {
  expect(() => parseSchedule(text, "UTC")).toThrow();
});

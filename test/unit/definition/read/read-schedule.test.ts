import { expect, test } from "vitest";
import { readCron, readEvery } from "../../../../src/definition/read/read-schedule.ts";

test.each([
  ["1 hour", "rate(1 hour)"],
  ["1 minutes", "rate(1 minute)"],
  ["15 minutes", "rate(15 minutes)"],
  ["7 days", "rate(7 days)"],
])("every %s is %s", (text, expression) => {
  expect(readEvery(text)).toEqual({ expression });
});

test.each(["0 hours", "1 week", "1.5 hours", "-1 hour", "hour", "", 5, null])(
  "every %j is refused",
  (value) => {
    expect(readEvery(value)).toHaveProperty("problem");
  },
);

// From EventBridge Scheduler's user guide, "Cron-based schedules".
test.each([
  "0 10 * * ? *",
  "15 12 * * ? *",
  "0 18 ? * MON-FRI *",
  "0 8 1 * ? *",
  "0/10 * ? * MON-FRI *",
  "0/5 8-17 ? * MON-FRI *",
  "0 9 ? * 2#1 *",
  "15 10 ? * 6L 2026-2030",
  "0 0 L * ? *",
  "0 0 3W JAN,JUL ? *",
  "*/5 * * * ? *",
])("cron %s is fine", (text) => {
  expect(readCron(text)).toEqual({ expression: `cron(${text})` });
});

test.each([
  "* * * * *",
  "0 24 * * ? *",
  "60 0 * * ? *",
  "0 0 32 * ? *",
  "0 0 0 * ? *",
  "0 0 ? 13 1 *",
  "0 0 ? * 8 *",
  "0 0 ? * MON#6 *",
  "0 0 * * * *",
  "0 0 ? * ? *",
  "5-1 * * * ? *",
  "0/0 * * * ? *",
  "1//2 * * * ? *",
  "0 0 * * ? 1969",
  "0 0 * * ? *; drop",
  "a b c d e f",
  "",
  7,
])("cron %j is refused", (value) => {
  expect(readCron(value)).toHaveProperty("problem");
});

import { expect, test } from "vitest";
import { parseAlarmRule } from "../../../../../src/local/services/cloudwatch/alarms/alarm-rule.ts";

const states: Readonly<Record<string, "OK" | "ALARM" | "INSUFFICIENT_DATA">> = {
  a: "ALARM",
  b: "OK",
  "c d": "INSUFFICIENT_DATA",
};

test.each([
  ['ALARM("a")', true],
  ["ALARM(b)", false],
  ["OK(b) AND ALARM(a)", true],
  ["OK(a) OR OK(b)", true],
  ["NOT ALARM(a)", false],
  ['INSUFFICIENT_DATA("c d")', true],
  ["(OK(a) OR OK(b)) AND NOT (ALARM(b) OR FALSE)", true],
  ["TRUE", true],
  ["ALARM(gone)", false],
])("%s is %s", (rule, wanted) => {
  expect(parseAlarmRule(rule).holds((name) => states[name] ?? null)).toBe(wanted);
});

test("names what it looks at", () => {
  expect(parseAlarmRule('ALARM("a") AND OK(b)').children).toEqual(["a", "b"]);
});

test.each(["", "ALARM", "ALARM(", "ALARM(a) ALARM(b)", "RED(a)", "(ALARM(a)"])("refuses %s", (rule) => {
  expect(() => parseAlarmRule(rule)).toThrow();
});

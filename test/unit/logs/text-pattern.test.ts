import { expect, test } from "vitest";
import { filterPattern } from "../../../src/local/services/logs/filter/filter-pattern.ts";
import { textPattern } from "../../../src/logs/text-pattern.ts";

const line = String.raw`{"message":"He said \"no\" to C:\\temp","tenant":"acme","n":"50% [a] {b} -x ?y"}`;

test.each(["acme", '"tenant":"acme"', String.raw`said \"no\"`, "He said", "50%", "[a] {b}", "-x ?y", "C:"])(
  "%j is found as it stands in the line",
  (text) => {
    expect(filterPattern(textPattern(text))(line)).toBe(true);
  },
);

test.each(["Acme", "acme ", "said no", "b -y"])("%j is not in it", (text) => {
  expect(filterPattern(textPattern(text))(line)).toBe(false);
});

test.each(["", "  ", "a\nb", "x".repeat(1_023)])("%j is refused", (text) => {
  expect(() => textPattern(text)).toThrow(expect.objectContaining({ code: "FILTER_INVALID", exit: 2 }));
});

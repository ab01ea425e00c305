import { expect, test } from "vitest";
import { closest } from "../../../src/cli/closest.ts";

const commands = ["init", "add-model", "add-function", "generate", "synth"];

test.each([
  ["generat", "generate"],
  ["genrate", "generate"],
  ["snyth", "synth"],
  ["int", "init"],
  ["addmodel", "add-model"],
  ["add_function", "add-function"],
  ["SYNTH", "synth"],
])("%s means %s", (word, meant) => {
  expect(closest(word, commands)).toBe(meant);
});

test.each([["deploy"], ["x"], [""], ["a".repeat(10_000)]])("%s is near nothing", (word) => {
  expect(closest(word, commands)).toBeNull();
});

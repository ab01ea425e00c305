import { expect, test } from "vitest";
import { helpTopic } from "../../../../src/cli/help/help-topic.ts";

test.each([
  [[], []],
  [["--help"], []],
  [["-h"], []],
  [["help"], []],
  [["help", "synth"], ["synth"]],
  [["synth", "--help"], ["synth"]],
  [["synth", "--stage", "prod", "-h"], ["synth"]],
  [
    ["tenant", "create", "--help"],
    ["tenant", "create"],
  ],
])("%j asks for help about %j", (argv, topic) => {
  expect(helpTopic(argv)).toEqual(topic);
});

test.each([[["synth"]], [["add-model", "--", "--help"]]])("%j does not ask for help", (argv) => {
  expect(helpTopic(argv)).toBeNull();
});

import { expect, test } from "vitest";
import { unknownCommand } from "../../../src/cli/unknown-command.ts";

const ids = ["init", "add-model", "tenant:create", "tenant:suspend"];

test.each([
  [["ini"], 'Did you mean "plinth init"?'],
  [["tenant", "crate"], 'Did you mean "plinth tenant create"?'],
  [["tenant", "susspend", "acme"], 'Did you mean "plinth tenant suspend"?'],
  [["addmodel", "Invoice"], 'Did you mean "plinth add-model"?'],
  [["rm"], 'See "plinth --help" for the commands.'],
  [["tenant"], 'See "plinth tenant --help" for the commands.'],
  [["tenant", "obliterate"], 'See "plinth tenant --help" for the commands.'],
])("%j", (words, remedy) => {
  expect(unknownCommand(words, ids)).toMatchObject({ code: "UNKNOWN_COMMAND", exit: 2, remedy });
});

test("a word of ten thousand characters is cut", () => {
  expect(unknownCommand(["x".repeat(10_000)], ids).message.length).toBeLessThan(120);
});

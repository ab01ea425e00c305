import { expect, test } from "vitest";
import { parseLock } from "../../../src/definition/parse-lock.ts";
import { printLock } from "../../../src/definition/print-lock.ts";
import { UserError } from "../../../src/errors/user-error.ts";
import { everythingLock } from "../../support/backends/everything.ts";

const good = printLock(everythingLock);

const edited = (from: string | RegExp, to: string): string => {
  const text = good.replace(from, to);
  expect(text).not.toBe(good);
  return text;
};

const broken: readonly (readonly [what: string, text: () => string, message: string])[] = [
  ["nothing at all", () => "", "The file is not JSON."],
  ["half a file", () => good.slice(0, 200), "The file is not JSON."],
  ["a list", () => "[]", "It is not an object."],
  ["null", () => "null", "It is not an object."],
  ["no version", () => edited('"version": 1,', ""), "Its version is missing."],
  [
    "a newer version",
    () => edited('"version": 1', '"version": 2'),
    "It has version 2, which this Plinth does not know.",
  ],
  ["an unknown key", () => edited('"version": 1', '"version": 1, "extra": {}'), "extra has no meaning."],
  [
    "a bad model name",
    () => edited('"Invoice":', '"in voice":'),
    '"in voice" is no name that Plinth writes there.',
  ],
  ["a slot out of range", () => edited(/"slot":\d+/, '"slot":13'), "is not a whole number from 1 to 12."],
  ["a slot that is text", () => edited(/"slot":\d+/, '"slot":"1"'), "is not a whole number from 1 to 12."],
  ["a shard of 0", () => edited(/"shard": \d+/, '"shard": 0'), "is not a whole number from 1 to 10000."],
  [
    "retired that is text",
    () => edited('"retired": false', '"retired": "no"'),
    "retired is neither true nor false.",
  ],
  ["hash that is text", () => edited(/"hash":\["\w+"\]/, '"hash":"status"'), "is not a list of names."],
  [
    "hash and sort that are empty",
    () => edited(/"hash":\["\w+"\],"sort":\[[^\]]*\]/, '"hash":[],"sort":[]'),
    "is not a list of names.",
  ],
  ["a missing revision", () => edited(/"revision":1,/, ""), "revision is not a whole number"],
  [
    "models that is a list",
    () => '{"version": 1, "models": [], "functions": {}}',
    "models is not an object.",
  ],
];

test.each(broken)("%s is refused", (_, text, message) => {
  const error = failure(text());
  expect(error.problems.map((problem) => problem.message).join("\n")).toContain(message);
  expect(error.remedy).toContain("git checkout HEAD -- plinth.lock.json");
  for (const problem of error.problems) expect(problem.file).toBe("plinth.lock.json");
});

test("an index may have nothing to look up by, where it sorts", () => {
  const text = edited(/"hash":\["\w+"\],"sort":\[[^\]]*\]/, '"hash":[],"sort":["dueOn"]');
  expect(printLock(parseLock(text))).toBe(text);
});

test("conflict markers are explained, with their line", () => {
  const text = good.split("\n").toSpliced(2, 0, "<<<<<<< HEAD", "=======", ">>>>>>> other").join("\n");
  const { problems, remedy } = failure(text);
  expect(problems).toMatchObject([{ line: 3, message: "Git left conflict markers in the file." }]);
  expect(remedy).toContain("git checkout --ours -- plinth.lock.json (or --theirs), then run plinth generate");
});

test("two branches that took one slot are explained, with the line of the later index", () => {
  const text = good.replace(/("byStatusAndTotal": \{"slot":)\d+/, (_, start: string) => `${start}3`);
  const error = failure(text);
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0]?.message).toContain("both have slot 3; this happens when two branches");
  expect(text.split("\n")[(error.problems[0]?.line ?? 0) - 1]).toContain("byStatusAndTotal");
});

test("line ends of Windows do no harm", () => {
  expect(parseLock(good.replaceAll("\n", "\r\n"))).toEqual(everythingLock);
});

function failure(text: string): UserError {
  try {
    parseLock(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

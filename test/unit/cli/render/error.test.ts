import { expect, test } from "vitest";
import { errorResult, exitCodeOf } from "../../../../src/cli/error-result.ts";
import { renderError } from "../../../../src/cli/render/error.ts";
import { plainStyle } from "../../../../src/cli/style.ts";
import { Cancelled } from "../../../../src/errors/cancelled.ts";
import { UserError } from "../../../../src/errors/user-error.ts";

const wrong = new UserError({
  code: "DEFINITION_WRONG",
  message: "The definition has 2 problems.",
  remedy: "Correct them and run the command again.",
  problems: [
    {
      file: "models/invoice.ts",
      line: 7,
      message: 'there is no model "Costumer".',
      remedy: 'Did you mean "Customer"?',
    },
    { file: null, line: null, message: "--stages is empty.", remedy: "Name one." },
  ],
  cause: new Error("secret detail"),
});

test("an error shows what happened, each problem with its place, and the fix", () => {
  expect(renderError(wrong, plainStyle)).toBe(`Error: The definition has 2 problems.

  models/invoice.ts:7  there is no model "Costumer".
    Did you mean "Customer"?
  --stages is empty.
    Name one.

Fix: Correct them and run the command again.
`);
});

test("advice that holds for every problem is given once", () => {
  const problem = (file: string) => ({ file, line: null, message: "is there.", remedy: "Rename it." });
  const error = new UserError({
    code: "X",
    message: "No.",
    remedy: "Again.",
    problems: [problem("a"), problem("b")],
  });
  expect(renderError(error, plainStyle)).toBe(
    "Error: No.\n\n  a  is there.\n  b  is there.\n    Rename it.\n\nFix: Again.\n",
  );
});

test("a stack trace is shown with --debug alone", () => {
  const bug = new Error("undefined is not a function");
  expect(renderError(bug, plainStyle)).not.toContain("at ");
  expect(renderError(bug, plainStyle, true)).toContain("error.test.ts");
  expect(renderError(wrong, plainStyle, true)).toContain("Caused by: Error: secret detail");
});

test("the form for scripts is stable and holds no stack", () => {
  expect(errorResult(wrong)).toEqual({
    ok: false,
    error: { code: wrong.code, message: wrong.message, remedy: wrong.remedy, problems: wrong.problems },
  });
  expect(errorResult(new Error("x")).error.code).toBe("PLINTH_FAILED");
  expect(errorResult(new Cancelled()).error.code).toBe("CANCELLED");
});

test("exit codes say whose fault it was", () => {
  expect(exitCodeOf(wrong)).toBe(2);
  expect(exitCodeOf(new Cancelled())).toBe(130);
  expect(exitCodeOf(new Error("x"))).toBe(1);
});

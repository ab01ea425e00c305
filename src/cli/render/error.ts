import { Cancelled } from "../../errors/cancelled.ts";
import { type Problem, UserError } from "../../errors/user-error.ts";
import type { Style } from "../style.ts";

/**
 * An error as a person reads it: what happened, each problem with its place and what to write, and what to do.
 *
 * @param error anything thrown
 * @param showStack with `--debug`
 */
export function renderError(error: unknown, style: Style, showStack = false): string {
  const stack = showStack && error instanceof Error ? `\n${style.dim(stackOf(error))}\n` : "";
  if (error instanceof Cancelled) return `${error.message}\n${stack}`;
  if (error instanceof UserError) {
    const problems = renderProblems(error.problems, style);
    const gap = error.problems.length > 0 ? "\n" : "";
    return `${style.red("Error:")} ${error.message}\n${gap}${problems}${gap}${style.bold("Fix:")} ${error.remedy}\n${stack}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return [
    `${style.red("Plinth failed:")} ${message}`,
    "This is a fault in Plinth, not in your project. Please report it, with the output of the same command and --debug.",
    stack,
  ].join("\n");
}

/** Longer lists are cut: the first few tell the story, and `--json` has them all. */
const mostProblems = 40;

function renderProblems(problems: readonly Problem[], style: Style): string {
  const shown = problems.slice(0, mostProblems);
  const left = problems.length - shown.length;
  // The same advice under each of many lines is noise: it is said once.
  const same = shown.length > 1 && shown.every(({ remedy }) => remedy === shown[0]?.remedy);
  const lines = shown.map((problem) => {
    const place = problem.file === null ? "" : `${style.cyan(placeOf(problem))}  `;
    return `  ${place}${problem.message}\n${same || problem.remedy === "" ? "" : `    ${style.dim(problem.remedy)}\n`}`;
  });
  const once =
    same && shown[0] !== undefined && shown[0].remedy !== "" ? [`    ${style.dim(shown[0].remedy)}\n`] : [];
  return [...lines, ...once, ...(left > 0 ? [`  and ${left} more (--json lists all)\n`] : [])].join("");
}

function placeOf(problem: Problem): string {
  return problem.line === null ? `${problem.file}` : `${problem.file}:${problem.line}`;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : "";
  return `${error.stack ?? error.message}${cause}`;
}

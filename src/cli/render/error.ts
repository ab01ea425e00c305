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
    const problems = error.problems.map((problem) => renderProblem(problem, style)).join("");
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

function renderProblem(problem: Problem, style: Style): string {
  const place = problem.file === null ? "" : `${style.cyan(placeOf(problem))}  `;
  return `  ${place}${problem.message}\n    ${style.dim(problem.remedy)}\n`;
}

function placeOf(problem: Problem): string {
  return problem.line === null ? `${problem.file}` : `${problem.file}:${problem.line}`;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : "";
  return `${error.stack ?? error.message}${cause}`;
}

import { realpathSync } from "node:fs";
import { type Problem, UserError } from "../errors/user-error.ts";
import { buildBackend } from "./build-backend.ts";
import type { Finding, Report } from "./finding.ts";
import type { Backend } from "./ir.ts";
import { loadFiles } from "./load/load-files.ts";
import { openSession } from "./load/module-session.ts";
import type { Overlay } from "./load/overlay.ts";
import { readDefinition } from "./read/read-definition.ts";
import { validate } from "./validate/validate.ts";

export interface LoadOptions {
  /** Files as they would be after a change, in place of what is on disk. Nothing is written. */
  readonly overlay?: Overlay;
}

/**
 * Reads a project's `plinth.config.ts`, `models/` and `functions/` and checks them.
 *
 * The files run in this process, each time anew; what they print goes to stderr.
 *
 * @returns the IR, frozen and complete
 * @throws UserError `DEFINITION_INVALID` with every problem in every file, each with its line and remedy
 */
export async function loadDefinition(projectDir: string, options: LoadOptions = {}): Promise<Backend> {
  const root = realpathSync(projectDir);
  const session = openSession(root, options.overlay ?? []);
  try {
    const { loaded, problems } = await loadFiles(root, options.overlay ?? [], session);
    const findings: Finding[] = [];
    const report: Report = (place, message, remedy) => findings.push({ place, message, remedy });
    const draft = readDefinition(loaded, report);
    const backend = buildBackend(draft, report);
    validate(draft, backend, report);
    if (problems.length === 0 && findings.length === 0) return backend;
    throw invalid([...problems, ...(await located(findings, session.text))]);
  } finally {
    session.close();
  }
}

async function located(
  findings: readonly Finding[],
  text: (file: string) => string | null,
): Promise<readonly Problem[]> {
  if (findings.length === 0) return [];
  // The parser takes longer to load than a whole correct project takes to check.
  const { locate } = await import("./locate/locate.ts");
  return locate(findings, text);
}

function invalid(problems: readonly Problem[]): UserError {
  const sorted = problems.toSorted(
    (a, b) =>
      compare(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0) || compare(a.message, b.message),
  );
  const count = sorted.length === 1 ? "1 problem" : `${sorted.length} problems`;
  return new UserError({
    code: "DEFINITION_INVALID",
    message: `The definition of your backend has ${count}.`,
    remedy:
      sorted.length === 1
        ? "Correct it and run the command again."
        : "Correct them and run the command again.",
    problems: sorted,
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

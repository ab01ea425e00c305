import { realpathSync } from "node:fs";
import { UserError } from "../errors/user-error.ts";
import type { Finding, Report } from "./finding.ts";
import type { App } from "./ir.ts";
import { loadFile } from "./load/load-files.ts";
import { openSession } from "./load/module-session.ts";
import { readDefinition } from "./read/read-definition.ts";

/**
 * Reads `plinth.config.ts` alone: what commands need that run a stage rather than change it. Broken models are none of
 * their business.
 *
 * @param projectDir absolute path
 * @throws UserError `DEFINITION_INVALID`
 */
export async function loadApp(projectDir: string): Promise<App> {
  const root = realpathSync(projectDir);
  const session = openSession(root, []);
  try {
    const { loaded: config, problems } = await loadFile(root, "plinth.config.ts", session);
    const findings: Finding[] = [];
    const report: Report = (place, message, remedy) => findings.push({ place, message, remedy });
    const { app } = readDefinition({ config, models: [], functions: [], broken: new Set() }, report);
    if (problems.length === 0 && findings.length === 0) return app;
    const { locate } = await import("./locate/locate.ts");
    throw new UserError({
      code: "DEFINITION_INVALID",
      message: "plinth.config.ts has problems.",
      remedy: "Correct them and run the command again.",
      problems: [...problems, ...(findings.length === 0 ? [] : await locate(findings, session.text))],
    });
  } finally {
    session.close();
  }
}

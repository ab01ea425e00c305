import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDefinition } from "../../../../src/definition/load-definition.ts";
import { UserError } from "../../../../src/errors/user-error.ts";

/** What somebody wrote, and what they are told: `file:line | message | remedy`. */
export interface Case {
  readonly what: string;
  /** Files besides a good configuration; a text alone is `models/invoice.ts`, below one line of imports. */
  readonly files: string | Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** Imports everything, so that what follows starts on line 2. */
export const imports =
  'import { all, any, belongsTo, boolean, date, dateTime, decimal, defineConfig, email, file, fileUpload, hasMany, hasOne, http, id, integer, json, manyToMany, model, modelChange, money, mutation, object, oneOf, phone, query, schedule, signIn, text, time, url } from "plinth";\n';

const goodConfig =
  'import { defineConfig } from "plinth";\nexport default defineConfig({ name: "acme", region: "eu-west-1", roles: ["admin", "member"] });\n';

/** A function's two files. */
export function functionFiles(name: string, definition: string): Record<string, string> {
  return {
    [`functions/${name}/function.ts`]: `${imports}export default ${definition};\n`,
    [`functions/${name}/handler.ts`]: "export {};\n",
    "models/customer.ts": `${imports}export const Customer = model({ name: text() });\n`,
  };
}

/** A configuration in place of the good one. */
export function configFiles(config: string): Record<string, string> {
  return { "plinth.config.ts": `${imports}export default defineConfig(${config});\n` };
}

/** Loads the files, none of which is ever written to disk, and tells what is wrong with them. */
export async function problemsOf({ files }: Pick<Case, "files">): Promise<readonly string[]> {
  const given = typeof files === "string" ? { "models/invoice.ts": `${imports}${files}\n` } : files;
  const project = mkdtempSync(join(tmpdir(), "plinth-definition-"));
  const overlay = Object.entries({ "plinth.config.ts": goodConfig, ...given }).map(([path, after]) => ({
    path,
    after,
  }));
  try {
    await loadDefinition(project, { overlay });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(
      ({ file, line, message, remedy }) =>
        `${file}${line === null ? "" : `:${line}`} | ${message} | ${remedy}`,
    );
  } finally {
    rmSync(project, { recursive: true });
  }
}

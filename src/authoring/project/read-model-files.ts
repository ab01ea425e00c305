import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles } from "../../definition/load/project-files.ts";
import { UserError } from "../../errors/user-error.ts";
import type { ModelFile } from "./declared-names.ts";

/**
 * Every file of `models/` that belongs to the definition.
 *
 * @param project absolute path
 * @throws UserError where a file is not UTF-8: writing it back would change what cannot be read
 */
export function readModelFiles(project: string): readonly ModelFile[] {
  return projectFiles(project, []).models.map((path) => ({ path, text: readUtf8(project, path) }));
}

function readUtf8(project: string, path: string): string {
  const bytes = readFileSync(join(project, path));
  try {
    // A byte order mark stays part of the text.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new UserError({
      code: "FILE_NOT_UTF8",
      message: `${path} is not UTF-8 text.`,
      remedy: "Save it as UTF-8, then run the command again. Nothing was changed.",
      cause,
    });
  }
}

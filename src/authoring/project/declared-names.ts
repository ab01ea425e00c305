import { UserError } from "../../errors/user-error.ts";
import { type Declaration, declarationsIn } from "../edit/find-declarations.ts";
import { parseSource } from "../edit/source-file.ts";

/** A file of the user's `models/` as it is on disk. */
export interface ModelFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What the files of a project export, as far as it was looked for. */
export type DeclaredNames = ReadonlyMap<string, Declaration>;

/**
 * Finds exported models, enums and objects. Files that mention none of the names are not even parsed.
 *
 * @param names to look for; null: all
 * @throws UserError where a file that has to be read is not TypeScript
 */
export async function declaredNames(
  files: readonly ModelFile[],
  names: readonly string[] | null,
): Promise<DeclaredNames> {
  const found = new Map<string, Declaration>();
  for (const { path, text } of files) {
    if (names !== null && !names.some((name) => text.includes(name))) continue;
    const parsed = await parseSource(path, text);
    if (!parsed.ok) throw brokenFile(path, parsed.line, parsed.message);
    for (const declaration of declarationsIn(parsed.file)) {
      if (!found.has(declaration.name)) found.set(declaration.name, declaration);
    }
  }
  return found;
}

function brokenFile(path: string, line: number, message: string): UserError {
  return new UserError({
    code: "MODEL_FILE_BROKEN",
    message: `${path} cannot be read: it has a syntax error.`,
    remedy: "Correct it, then run the command again. Nothing was changed.",
    problems: [{ file: path, line, message, remedy: "Correct the syntax." }],
  });
}

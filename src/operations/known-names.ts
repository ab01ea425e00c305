import { declaredNames } from "../authoring/project/declared-names.ts";
import { readModelFiles } from "../authoring/project/read-model-files.ts";

/** What a project's files declare, for offering it as an answer. */
export interface KnownNames {
  readonly models: readonly string[];
  /** Exported enums and objects. */
  readonly types: readonly string[];
}

/**
 * Reads the names without running anything, so that a definition with mistakes can still be added to.
 *
 * @param project absolute path
 */
export async function knownNames(project: string): Promise<KnownNames> {
  const declared = [...(await declaredNames(readModelFiles(project), null)).values()];
  const made = (...builders: readonly string[]) =>
    declared
      .filter(({ chain }) => chain !== null && builders.includes(chain.builder))
      .map(({ name }) => name)
      .sort();
  return { models: made("model"), types: made("oneOf", "object") };
}

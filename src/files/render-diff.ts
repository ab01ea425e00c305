import { createTwoFilesPatch } from "diff";
import type { FileChange } from "./file-change.ts";

/**
 * A unified diff of changes, as `git diff` would show them. Plain text, no colour.
 *
 * @param changes in the order they should be shown
 */
export function renderDiff(changes: readonly FileChange[]): string {
  return changes
    .map((change) =>
      createTwoFilesPatch(
        change.before === null ? "/dev/null" : `a/${change.path}`,
        change.after === null ? "/dev/null" : `b/${change.path}`,
        change.before ?? "",
        change.after ?? "",
        undefined,
        undefined,
        { context: 3 },
      ).replace(/^=+\n/, ""),
    )
    .join("\n");
}

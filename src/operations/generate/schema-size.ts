import { UserError } from "../../errors/user-error.ts";
import type { GeneratedFile } from "../../generators/generator.ts";

/** AppSync's quota "Schema document size" is 1 MB and cannot be raised; the least that this may mean, in bytes. */
export const largestSchema = 1_000_000;

/** What the header that `files/` adds takes at most, in bytes. */
const headerRoom = 500;

/**
 * Refuses an API that AppSync would refuse, minutes into a deploy and in fewer words.
 *
 * @param files everything that was generated
 * @throws UserError SCHEMA_TOO_LARGE
 */
export function refuseLargeSchema(files: readonly GeneratedFile[]): void {
  for (const { path, content } of files) {
    if (!path.endsWith(".graphql") || content.kind !== "text") continue;
    const bytes = Buffer.byteLength(content.text);
    if (bytes + headerRoom <= largestSchema) continue;
    const size = `${(bytes / 1_000_000).toFixed(2)} MB`;
    throw new UserError({
      code: "SCHEMA_TOO_LARGE",
      message: `The API of these models would be ${size} of GraphQL; AWS AppSync takes 1 MB at most. Nothing was written.`,
      remedy:
        "Remove indexes that nobody looks up by, shorten descriptions, turn groups of fields that are only shown into json(), " +
        "or give part of the models a project of its own.",
      problems: [
        {
          file: path,
          line: null,
          message: `would have ${bytes.toLocaleString("en-US")} bytes.`,
          remedy: `It may have ${(largestSchema - headerRoom).toLocaleString("en-US")}.`,
        },
      ],
    });
  }
}

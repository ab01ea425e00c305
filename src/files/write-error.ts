import { UserError } from "../errors/user-error.ts";

/** What is written beside its place and then moved there: `a.ts.plinth-1f2e3d4c.tmp`, `/.new.plinth-1f2e3d4c`. */
const inTheMaking = /(?:(?<=[/\\])\.([^/\\]+)|[/\\]?)\.plinth-[0-9a-f]{8}(?:\.tmp)?$/;

/**
 * What the disk's refusal to look or write means to a person; anything else is returned as it is.
 *
 * @param error thrown before anything was changed
 */
export function writeError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const path = (error as NodeJS.ErrnoException).path?.replace(inTheMaking, "$1");
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new UserError({
      code: "FOLDER_NOT_WRITABLE",
      message: `${path ?? "A folder of the project"} cannot be written.`,
      remedy: "Nothing was changed. Make it writable for you (chmod u+w), or run the command as its owner.",
      cause: error,
    });
  }
  if (code === "ENOSPC") {
    return new UserError({
      code: "DISK_FULL",
      message: "The disk is full.",
      remedy: "Nothing was changed. Free some space and run the command again.",
      cause: error,
    });
  }
  if (code === "ENOTDIR" || code === "EISDIR" || code === "EEXIST") {
    return new UserError({
      code: "NOT_A_FOLDER",
      message: `${path ?? "A path of the project"} is not what Plinth expects there (a file where a folder belongs, or the other way round).`,
      remedy: "Nothing was changed. Move it away and run the command again.",
      cause: error,
    });
  }
  if (code === "ENAMETOOLONG") {
    return new UserError({
      code: "PATH_TOO_LONG",
      message: `The path is longer than the disk allows: ${(path ?? "").slice(-60)}`,
      remedy: "Nothing was changed. Choose a shorter name.",
      cause: error,
    });
  }
  return error;
}

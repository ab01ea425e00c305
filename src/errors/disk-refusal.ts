import { UserError } from "./user-error.ts";

/** What the disk said, as the middle of a sentence. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: "may not be read or written by you",
  EPERM: "may not be read or written by you",
  EROFS: "is on a disk that cannot be written",
  EISDIR: "is a folder where a file belongs",
  ENOTDIR: "lies below a file where a folder belongs",
  ELOOP: "is a link that leads to itself",
};

/**
 * What it means to a person that the disk refused, where nothing closer to it said so; anything else is returned as it is.
 *
 * @param error thrown anywhere in a command
 */
export function asDiskRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { code = "", path } = error as NodeJS.ErrnoException;
  const refusal = refusals[code];
  if (refusal === undefined || path === undefined) return error;
  return new UserError({
    code: "DISK_REFUSED",
    message: `${path} ${refusal}.`,
    remedy:
      code === "EISDIR" || code === "ENOTDIR" || code === "ELOOP"
        ? "Move it away and run the command again."
        : "Give yourself the right (chmod u+rw), or run the command as its owner.",
    cause: error,
  });
}

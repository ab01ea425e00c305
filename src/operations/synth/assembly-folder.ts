import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { writeError } from "../../files/write-error.ts";

/** A new assembly in the making, beside the one it is going to replace. */
export interface AssemblyFolder {
  readonly folder: string;
  /** Puts it in place of the old one. */
  replace(): void;
  discard(): void;
}

/**
 * @param out absolute path of the assembly
 * @throws UserError OUT_IS_NOT_AN_ASSEMBLY where the folder holds something else, which replacing would delete
 */
export function newAssembly(out: string): AssemblyFolder {
  if (existsSync(out) && !isAssembly(out)) {
    throw new UserError({
      code: "OUT_IS_NOT_AN_ASSEMBLY",
      message: `${out} holds something other than a cloud assembly.`,
      remedy: "Name an empty or a new folder with --out.",
    });
  }
  const suffix = `.plinth-${randomBytes(4).toString("hex")}`;
  const folder = out + suffix;
  try {
    mkdirSync(dirname(out), { recursive: true });
  } catch (error) {
    throw writeError(error);
  }
  return {
    folder,
    replace() {
      const old = `${folder}-old`;
      if (existsSync(out)) renameSync(out, old);
      renameSync(folder, out);
      rmSync(old, { recursive: true, force: true });
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isAssembly(path: string): boolean {
  try {
    const names = readdirSync(path);
    return names.length === 0 || names.includes("manifest.json") || names.includes("cdk.out");
  } catch {
    // A file.
    return false;
  }
}

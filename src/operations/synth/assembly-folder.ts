import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
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
  const suffix = `.plinth-${randomBytes(4).toString("hex")}`;
  const folder = out + suffix;
  let first: string | undefined;
  try {
    refuseForeign(out);
    first = mkdirSync(folder, { recursive: true });
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
    discard() {
      rmSync(folder, { recursive: true, force: true });
      if (first !== undefined) removeEmpty(dirname(folder), first);
    },
  };
}

/** Removes a folder and those above it, up to the first that was made, as long as nothing is in them. */
function removeEmpty(folder: string, first: string): void {
  for (let path = folder; path.startsWith(first) && readdirSync(path).length === 0; path = dirname(path)) {
    rmdirSync(path);
  }
}

/**
 * Everything that the CDK writes into an assembly (aws-cdk-lib, cx-api and assets): replacing a folder deletes what is in
 * it, and whatever is not on this list is somebody else's.
 */
const written =
  /^(?:manifest\.json|tree\.json|validation-report\.json|synth\.lock|read\.\d+\.\d+\.lock|.+\.(?:template|assets|metadata)\.json|asset\.[0-9a-f]{64}(?:\.[a-z0-9]+)*|assembly-.+)$/;

/** @throws UserError OUT_IS_NOT_AN_ASSEMBLY */
function refuseForeign(out: string): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) throw notAnAssembly(`${out} is a file.`);
  const entries = readdirSync(out, { withFileTypes: true });
  // A project has a folder of that name; an assembly has a file.
  const foreign = entries.find(
    (entry) => !(entry.name === "cdk.out" ? entry.isFile() : written.test(entry.name)),
  );
  if (foreign !== undefined) {
    throw notAnAssembly(
      `${out} holds ${foreign.name}, which is no part of a cloud assembly. Nothing was changed.`,
    );
  }
}

function notAnAssembly(message: string): UserError {
  return new UserError({
    code: "OUT_IS_NOT_AN_ASSEMBLY",
    message,
    remedy: "The folder of the assembly is replaced as a whole. Name an empty or a new one with --out.",
  });
}

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { runProgram } from "./run-program.ts";

export type GitOutcome =
  | "committed"
  /** A repository, everything staged, no commit: git does not know who the author is. */
  | "staged"
  /** The folder already lies in a repository, whose history is its owner's affair. */
  | "inside-repository"
  | "no-git";

/**
 * Makes a folder a git repository with a first commit of everything in it.
 *
 * @param folder absolute path
 * @param message of the commit
 */
export async function startRepository(
  folder: string,
  message: string,
  signal: AbortSignal,
): Promise<GitOutcome> {
  if (isInRepository(folder)) return "inside-repository";
  const git = (...words: string[]) => runProgram({ program: "git", arguments: words, folder, signal });
  const made = await git("init", "--quiet", "--initial-branch=main");
  if (made.code !== 0) return "no-git";
  if ((await git("add", "--all")).code !== 0) return "no-git";
  // Never signs: a passphrase prompt has no place in the middle of this.
  const commit = await git(
    "-c",
    "commit.gpgsign=false",
    "commit",
    "--quiet",
    "--no-verify",
    `--message=${message}`,
  );
  return commit.code === 0 ? "committed" : "staged";
}

function isInRepository(start: string): boolean {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return false;
  }
}

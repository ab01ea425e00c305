import { existsSync, readdirSync, type Stats, statSync } from "node:fs";
import { basename } from "node:path";
import { Cancelled } from "../errors/cancelled.ts";
import { UserError } from "../errors/user-error.ts";
import { writeError } from "../files/write-error.ts";
import { type GitOutcome, startRepository } from "../project/git.ts";
import { install, installLeavings } from "../project/install.ts";
import { detectPackageManager, type PackageManager } from "../project/package-manager.ts";
import { doStep, type OperationContext } from "./context.ts";
import { generate } from "./generate.ts";
import { type Answers, checkAnswers } from "./init/answers.ts";
import { fixedPaths, projectFiles } from "./init/project-files.ts";
import { refuseClashes, stage } from "./init/staging.ts";

/** The package manager for a project at a place: see `detectPackageManager`. */
export function packageManagerFor(target: string): PackageManager {
  return detectPackageManager(target, process.env);
}

export interface InitInput {
  /** Absolute path of the project to be. */
  readonly target: string;
  readonly answers: Answers;
  readonly manager: PackageManager;
  readonly install: boolean;
  readonly git: boolean;
}

export interface InitResult {
  readonly name: string;
  readonly folder: string;
  readonly packageManager: PackageManager;
  readonly installed: boolean;
  readonly git: GitOutcome | "not-empty" | "skipped";
}

/**
 * Refuses a place where a project cannot be made, before anything is asked.
 *
 * @param target absolute path
 * @throws UserError
 */
export function assertRoom(target: string): void {
  const found = look(target);
  if (found === undefined) return;
  if (!found.isDirectory()) {
    throw new UserError({
      code: "NOT_A_FOLDER",
      message: `${target} is a file. Nothing was written.`,
      remedy: 'Name a folder: "plinth init <folder>".',
    });
  }
  refuseClashes(fixedPaths(), target);
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw writeError(error);
  }
}

/**
 * Makes a project: writes it beside its place, generates `infra/`, moves it there in one go, installs, and starts a git
 * repository. Interrupted before the end, it leaves nothing.
 *
 * @throws UserError where an answer does not do, something is in the way, or the installation fails (the project stays then)
 */
export async function init(input: InitInput, context: OperationContext): Promise<InitResult> {
  checkAnswers(input.answers);
  assertRoom(input.target);
  const wasEmpty = !existsSync(input.target) || readdirSync(input.target).length === 0;
  const undo = await writeProject(input, context);
  try {
    const failure = input.install ? await installDependencies(input, context) : null;
    cancelIfAborted(context);
    const git = await startGit(input, wasEmpty, context);
    cancelIfAborted(context);
    // A project whose installation failed is whole: the remedy names the one command that is left to run.
    if (failure !== null) throw failure.error;
    return {
      name: input.answers.name,
      folder: input.target,
      packageManager: input.manager,
      installed: input.install,
      git,
    };
  } catch (error) {
    if (!context.signal.aborted) throw error;
    undo([...installLeavings, ...(wasEmpty ? [".git"] : [])]);
    throw new Cancelled();
  }
}

async function writeProject(input: InitInput, context: OperationContext) {
  const staging = stage(input.target);
  try {
    const project = projectFiles(input.answers, input.manager);
    await doStep(context, "write", async () => {
      for (const file of project.files) staging.write(file.path, file.content);
      return { result: undefined, detail: null };
    });
    await generate({ project: staging.folder, check: false, force: false }, context);
    const tarball = await project.ownPackage;
    if (tarball !== null) staging.write(tarball.path, tarball.content);
    cancelIfAborted(context);
    return staging.place();
  } catch (error) {
    staging.discard();
    throw writeError(error);
  }
}

/** @returns what was thrown, or null */
async function installDependencies(
  input: InitInput,
  context: OperationContext,
): Promise<{ error: unknown } | null> {
  try {
    await doStep(context, "install", async (progress) => {
      await install(input.target, input.manager, context.signal, progress);
      return { result: undefined, detail: `with ${input.manager}` };
    });
    return null;
  } catch (error) {
    return { error };
  }
}

async function startGit(
  input: InitInput,
  wasEmpty: boolean,
  context: OperationContext,
): Promise<InitResult["git"]> {
  if (!input.git) return "skipped";
  // What else is in the folder is not Plinth's to commit.
  if (!wasEmpty) return "not-empty";
  return doStep(context, "git", async () => {
    const message = `Start ${basename(input.target)} with Plinth`;
    const outcome = await startRepository(input.target, message, context.signal);
    return { result: outcome, detail: gitDetail[outcome] };
  });
}

const gitDetail: Readonly<Record<GitOutcome, string>> = {
  committed: "with a first commit",
  staged: "everything staged; commit it once git knows your name",
  "inside-repository": "already inside one",
  "no-git": "git is not installed",
};

function cancelIfAborted(context: OperationContext): void {
  if (context.signal.aborted) throw new Cancelled();
}

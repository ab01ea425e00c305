import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;

export type PackageManager = (typeof packageManagers)[number];

const lockfiles: Readonly<Record<string, PackageManager>> = {
  "package-lock.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  // Its workspaces are there before their first install.
  "pnpm-workspace.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/**
 * The package manager that a person most likely means for a folder. In this order: what the folder or the repository
 * around it already uses (`packageManager` field, lockfile), the one that started Plinth (`npx`, `pnpm dlx`,
 * `yarn dlx`, `bunx` say so in their user agent), the first on the PATH.
 *
 * @param folder absolute path; need not exist
 */
export function detectPackageManager(folder: string, environment: NodeJS.ProcessEnv): PackageManager {
  return (
    usedAround(folder) ??
    known(environment["npm_config_user_agent"]?.split("/")[0]) ??
    packageManagers.find((manager) => isOnPath(manager, environment)) ??
    "npm"
  );
}

/** Whether a program can be started by its name. */
export function isOnPath(program: string, environment: NodeJS.ProcessEnv): boolean {
  const endings = process.platform === "win32" ? [".cmd", ".exe", ".bat"] : [""];
  const folders = (environment["PATH"] ?? environment["Path"] ?? "")
    .split(delimiter)
    .filter((one) => one !== "");
  return folders.some((folder) => endings.some((ending) => isProgram(join(folder, program + ending))));
}

/** What installs everything that a package.json asks for. */
export function installArguments(manager: PackageManager): readonly string[] {
  // npm's audit and funding notes are advice about other people's packages: not what somebody new needs to read. With
  // "http" it says what it fetches, which is the only progress it shows without a terminal of its own.
  return manager === "npm" ? ["install", "--no-audit", "--no-fund", "--loglevel=http"] : ["install"];
}

/** How a script of package.json is run: `npm run synth`, `yarn synth`. */
export function runScript(manager: PackageManager, script: string): string {
  return manager === "yarn" ? `yarn ${script}` : `${manager} run ${script}`;
}

/** How a program of an installed package is run: `npx plinth`. */
export function runProgram(manager: PackageManager, program: string): string {
  const runner = { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" }[manager];
  return `${runner} ${program}`;
}

function usedAround(start: string): PackageManager | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const declared = declaredIn(join(folder, "package.json"));
    if (declared !== null) return declared;
    const lockfile = Object.keys(lockfiles).find((name) => existsSync(join(folder, name)));
    if (lockfile !== undefined) return lockfiles[lockfile] ?? null;
    // A lockfile above the repository belongs to something else.
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return null;
  }
}

function declaredIn(path: string): PackageManager | null {
  if (!existsSync(path)) return null;
  try {
    const field: unknown = JSON.parse(readFileSync(path, "utf8")).packageManager;
    return typeof field === "string" ? known(field.split("@")[0]) : null;
  } catch {
    // An unreadable package.json says nothing about package managers; whoever needs it will complain about it.
    return null;
  }
}

function known(name: string | undefined): PackageManager | null {
  return packageManagers.find((manager) => manager === name) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

import { delimiter, dirname } from "node:path";
import { exitCode, UserError } from "../errors/user-error.ts";
import { installArguments, isOnPath, type PackageManager } from "./package-manager.ts";
import { runProgram } from "./run-program.ts";

/** What an interrupted installation can leave in a folder. */
export const installLeavings: readonly string[] = [
  "node_modules",
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  ".yarn",
  ".pnp.cjs",
  ".pnp.loader.mjs",
];

/**
 * Installs a project's dependencies.
 *
 * @param folder absolute path of the project
 * @param onProgress what the package manager is at, in a few words
 * @throws UserError INSTALL_FAILED or PACKAGE_MANAGER_MISSING; the project is left as it is
 */
export async function install(
  folder: string,
  manager: PackageManager,
  signal: AbortSignal,
  onProgress: (detail: string) => void,
): Promise<void> {
  const words = installArguments(manager);
  const command = `${manager} ${words[0]}`;
  const again = `The project is written. Once that is solved: cd ${folder} && ${command}`;
  if (!isOnPath(manager, process.env)) {
    throw new UserError({
      code: "PACKAGE_MANAGER_MISSING",
      message: `${manager} is not on the PATH, so the dependencies are not installed.`,
      remedy: `Install ${manager}. ${again}`,
      exit: exitCode.toolFailed,
    });
  }
  const result = await runProgram({
    program: manager,
    arguments: words,
    isScript: true,
    folder,
    environment: environment(),
    signal,
    onLine: (line) => {
      const detail = progressIn(line);
      if (detail !== null) onProgress(detail);
    },
  });
  if (result.code === 0) return;
  const said = (result.errors || result.output)
    .split("\n")
    .filter((line) => line.trim() !== "" && fetched(line) === null);
  throw new UserError({
    code: "INSTALL_FAILED",
    message: `"${command}" failed${result.code === null ? "" : ` with exit code ${result.code}`}. The last it said:\n${said
      .slice(-8)
      .map((line) => `  ${line}`)
      .join("\n")}`,
    remedy: again,
    exit: exitCode.toolFailed,
  });
}

/** The package manager runs on the Node that Plinth runs on, also where the system's is older. */
function environment(): NodeJS.ProcessEnv {
  // Windows spells it Path.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, [name]: [dirname(process.execPath), process.env[name] ?? ""].join(delimiter) };
}

function progressIn(line: string): string | null {
  const name = fetched(line);
  if (name !== null) return `fetched ${name}`;
  return line === "" || /^npm (warn|notice|http)/.test(line) ? null : line;
}

/** The package of `npm http fetch GET 200 https://host/@scope%2fname ...` or `.../name/-/name-1.0.0.tgz ...`. */
function fetched(line: string): string | null {
  const path = /^npm http \S+ GET \d+ https?:\/\/[^/]+\/(\S+)/.exec(line)?.[1];
  return path === undefined ? null : decodeURIComponent(path.replace(/\/-\/.*$/, ""));
}

import { relative } from "node:path";
import type { InitResult } from "../../operations/init.ts";
import type { Style } from "../style.ts";

/** What runs a package's program, by package manager. */
const runners = { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" } as const;

/**
 * What `plinth init` says at the end: where the project is, and the next commands to type.
 *
 * @param cwd absolute path from which those commands will be typed
 */
export function renderInit(result: InitResult, cwd: string, style: Style): string {
  const way = relative(cwd, result.folder);
  const run = runners[result.packageManager];
  const commands = [
    ...(way === "" ? [] : [`cd ${/^[\w./\\-]+$/.test(way) ? way : JSON.stringify(way)}`]),
    ...(result.installed ? [] : [`${result.packageManager} install`]),
    `${run} plinth add-model Customer name:text email:email:unique`,
    `${run} plinth dev`,
  ];
  return `\n${style.green("Ready:")} ${style.bold(result.name)}${way === "" ? "" : ` in ${way}`}\n\n${commands
    .map((command) => `  ${style.cyan(command)}`)
    .join("\n")}\n`;
}

import type { PackageManager } from "../../project/package-manager.ts";
import { dependenciesWithScripts, scaffoldDependencies } from "./scaffold-dependencies.ts";

/**
 * The project's package.json.
 *
 * @param name of the app
 * @param plinth what to depend on: a version range, or `file:vendor/...`
 */
export function printPackage(name: string, plinth: string, manager: PackageManager): string {
  const devDependencies = Object.entries({ ...scaffoldDependencies, plinth })
    .filter(([dependency]) => dependency !== "node" || canInstallNode(manager))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = {
    name,
    private: true,
    type: "module",
    scripts: {
      generate: "plinth generate",
      check: "plinth generate --check",
      synth: "plinth synth",
      types: "tsc",
    },
    devDependencies: Object.fromEntries(devDependencies),
    ...approvals(manager),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Yarn runs the install script of the package `node` with that very package as its Node, before it is there.
 */
function canInstallNode(manager: PackageManager): boolean {
  return manager !== "yarn";
}

/**
 * Each package manager has its own way to say which packages may run scripts when installed; pnpm and Yarn have theirs in
 * files of their own.
 */
function approvals(manager: PackageManager): object {
  const approved = Object.fromEntries(dependenciesWithScripts.map((name) => [name, true]));
  switch (manager) {
    case "npm":
      return { allowScripts: approved };
    case "bun":
      return { trustedDependencies: dependenciesWithScripts };
    case "pnpm":
    case "yarn":
      return {};
  }
}

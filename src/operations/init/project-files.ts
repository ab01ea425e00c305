import { packageRoot } from "../../files/package-root.ts";
import { templatePaths, templateText } from "../../files/template-text.ts";
import { ownPackage, packOwnPackage } from "../../project/own-package.ts";
import type { PackageManager } from "../../project/package-manager.ts";
import type { Answers } from "./answers.ts";
import { printConfig } from "./print-config.ts";
import { printPackage } from "./print-package.ts";
import { dependenciesWithScripts } from "./scaffold-dependencies.ts";

export interface ProjectFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface ProjectFiles {
  readonly files: readonly ProjectFile[];
  /** Plinth itself, where nobody else can fetch it. Compressing it takes a while, so it goes on beside other work. */
  readonly ownPackage: Promise<ProjectFile> | null;
}

/**
 * The files of a new project that are the user's from the start: everything but what `generate` writes.
 *
 * A Plinth that is not on the registry goes along as a tarball, so that every package manager, and every fresh clone of
 * the user's repository, installs this very build.
 */
export function projectFiles(answers: Answers, manager: PackageManager): ProjectFiles {
  const root = packageRoot();
  const own = ownPackage(root);
  const path = `vendor/plinth-${own.version}.tgz`;
  const plinth = own.kind === "published" ? `^${own.version}` : `file:${path}`;
  return {
    files: [
      ...templatePaths("project").map((name) => ({
        path: finalPath(name),
        content: templateText(`project/${name}`),
      })),
      ...managerFiles(manager),
      { path: "plinth.config.ts", content: printConfig(answers) },
      { path: "package.json", content: printPackage(answers.name, plinth, manager) },
    ],
    ownPackage: own.kind === "published" ? null : packOwnPackage(root).then((content) => ({ path, content })),
  };
}

/** Paths that `init` writes whatever the answers are: to be free, or it is no place for a new project. */
export function fixedPaths(): readonly string[] {
  return [...templatePaths("project").map(finalPath), "plinth.config.ts", "package.json", "plinth.lock.json"];
}

/** npm leaves files out of packages that are named `.gitignore`, so templates are named `_gitignore`. */
function finalPath(template: string): string {
  return template.replace(/^_/, ".");
}

/** Settings that a package manager wants in a file of its own. */
function managerFiles(manager: PackageManager): ProjectFile[] {
  switch (manager) {
    case "npm":
    case "bun":
      return [];
    case "pnpm":
      return [{ path: "pnpm-workspace.yaml", content: pnpmSettings() }];
    case "yarn":
      // Yarn's own way of installing has no node_modules, which Node needs in order to run the CDK app.
      return [{ path: ".yarnrc.yml", content: "nodeLinker: node-modules\nenableScripts: true\n" }];
  }
}

/** pnpm 10 reads the list, later ones the map. */
function pnpmSettings(): string {
  const list = dependenciesWithScripts.map((name) => `  - ${name}`);
  const map = dependenciesWithScripts.map((name) => `  ${name}: true`);
  return `${["onlyBuiltDependencies:", ...list, "allowBuilds:", ...map].join("\n")}\n`;
}

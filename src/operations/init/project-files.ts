import { packageRoot } from "../../files/package-root.ts";
import { templatePaths, templateText } from "../../files/template-text.ts";
import { ownPackage, packOwnPackage } from "../../project/own-package.ts";
import type { PackageManager } from "../../project/package-manager.ts";
import type { Answers } from "./answers.ts";
import { printConfig } from "./print-config.ts";
import { printPackage } from "./print-package.ts";

export interface ProjectFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * The files of a new project that are the user's from the start: everything but what `generate` writes.
 *
 * A Plinth that is not on the registry goes along as a tarball, so that every package manager, and every fresh clone of
 * the user's repository, installs this very build.
 */
export async function projectFiles(
  answers: Answers,
  manager: PackageManager,
): Promise<readonly ProjectFile[]> {
  const root = packageRoot();
  const own = ownPackage(root);
  const tarball = `vendor/plinth-${own.version}.tgz`;
  const plinth = own.kind === "published" ? `^${own.version}` : `file:${tarball}`;
  return [
    ...templatePaths("project").map((path) => ({
      path: finalPath(path),
      content: templateText(`project/${path}`),
    })),
    ...managerFiles(manager),
    { path: "plinth.config.ts", content: printConfig(answers) },
    { path: "package.json", content: printPackage(answers.name, plinth, manager) },
    ...(own.kind === "build" ? [{ path: tarball, content: await packOwnPackage(root) }] : []),
  ];
}

/** Paths that `init` writes whatever the answers are: to be free, or it is no place for a new project. */
export function fixedPaths(): readonly string[] {
  return [...templatePaths("project").map(finalPath), "plinth.config.ts", "package.json", "plinth.lock.json"];
}

/** npm leaves files out of packages that are named `.gitignore`, so templates are named `_gitignore`. */
function finalPath(template: string): string {
  return template.replace(/^_/, ".");
}

function managerFiles(manager: PackageManager): ProjectFile[] {
  // Yarn's own way of installing has no node_modules, which Node needs in order to run the CDK app.
  if (manager === "yarn") return [{ path: ".yarnrc.yml", content: "nodeLinker: node-modules\n" }];
  return [];
}

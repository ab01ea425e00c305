import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type TarballEntry, tarball } from "./tarball.ts";

/** How a new project can depend on the Plinth that makes it. */
export type OwnPackage =
  /** This very version is on the registry. */
  | { readonly kind: "published"; readonly version: string }
  /** A checkout, or installed from a tarball: nobody else can fetch it, so it has to go along. */
  | { readonly kind: "build"; readonly version: string };

/**
 * Tells where the running Plinth comes from. Publishing leaves a mark in `dist/` (`scripts/mark-release.ts`), which
 * every way of installing keeps; a checkout or a tarball made by hand has none.
 *
 * @param root folder of the Plinth package
 */
export function ownPackage(root: string): OwnPackage {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { kind: existsSync(join(root, "dist", "RELEASE")) ? "published" : "build", version };
}

/**
 * Packs the running Plinth as `npm pack` would, without needing npm and in a tenth of its time.
 *
 * @param root folder of the Plinth package, built
 * @returns the bytes of a .tgz, the same for the same files
 */
export async function packOwnPackage(root: string): Promise<Buffer> {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
  // These three are in every npm package, listed or not.
  const always = readdirSync(root).filter((name) =>
    /^(package\.json|readme(\..*)?|licen[cs]e(\..*)?)$/i.test(name),
  );
  const paths = [...new Set([...always, ...files].flatMap((name) => filesAt(join(root, name))))].sort();
  const entries = paths.map((path): TarballEntry => {
    const inside = relative(root, path).split(sep).join("/");
    return { path: `package/${inside}`, content: readFileSync(path), executable: inside.startsWith("bin/") };
  });
  return tarball(entries);
}

function filesAt(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesAt(join(path, name)));
}

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** Files that decide what a bundle holds without being part of it. */
const settings = [
  "package.json",
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "tsconfig.json",
  "infra/runtime/bundle.ts",
  "infra/runtime/bundle-cache.ts",
];

export interface BundleCache {
  /** The folder with the bundles, or undefined where they have to be built. */
  readonly folder: string | undefined;
  /** Where esbuild should pretend to write: a folder as deep in the project as the real one. */
  readonly outdir: string;
  /**
   * Keeps new bundles, instead of all older ones.
   *
   * @param inputs every file that went into them, relative to the project
   * @returns their folder
   */
  store(files: readonly OutputFile[], inputs: readonly string[]): string;
}

interface OutputFile {
  /** Below `outdir`. */
  readonly path: string;
  readonly contents: Uint8Array;
  readonly text: string;
}

interface State {
  readonly folder: string;
  /** A digest of each input, by its path relative to the project. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Finds out whether the bundles of the last run can be used again. */
export function openBundleCache(projectDir: string, entries: object): BundleCache {
  const root = join(projectDir, ".plinth", "cache", "bundles");
  const stateFile = join(root, "state.json");
  const outdir = join(root, "out");
  const circumstances = hash(JSON.stringify([entries, esbuildVersion(projectDir)]));
  const digests = (paths: readonly string[]) =>
    Object.fromEntries([...new Set([...settings, ...paths])].map((path) => [path, digest(projectDir, path)]));
  const nameOf = (inputs: Readonly<Record<string, string>>) =>
    hash(JSON.stringify([circumstances, Object.entries(inputs)])).slice(0, 16);

  const state = readState(stateFile);
  const current = state && nameOf(digests(Object.keys(state.inputs)));
  const usable = state !== undefined && current === state.folder && existsSync(join(root, state.folder));
  return {
    folder: usable ? join(root, state.folder) : undefined,
    outdir,
    store(files, paths) {
      const inputs = digests(paths);
      const folder = nameOf(inputs);
      for (const file of files) {
        const target = join(root, folder, relative(outdir, file.path));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, target.endsWith(".map") ? withoutPlaces(file.text) : file.contents);
      }
      writeFileSync(`${stateFile}.new`, JSON.stringify({ folder, inputs } satisfies State));
      renameSync(`${stateFile}.new`, stateFile);
      for (const older of readdirSync(root).filter((name) => name !== folder && name !== "state.json")) {
        rmSync(join(root, older), { recursive: true, force: true });
      }
      return join(root, folder);
    },
  };
}

function readState(file: string): State | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as State;
  } catch {
    return undefined; // Cut short by a crash: build anew.
  }
}

/** Sources by content. Packages, which only the package manager writes, by size and time: reading them would take longer. */
function digest(projectDir: string, path: string): string {
  const file = join(projectDir, path);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return "absent";
  return path.includes("node_modules/") ? `${stat.size} ${stat.mtimeMs}` : hash(readFileSync(file));
}

function esbuildVersion(projectDir: string): string {
  const require = createRequire(join(projectDir, "package.json"));
  const manifest: { readonly version: string } = require("esbuild/package.json");
  return manifest.version;
}

/** Source maps name files as seen from the bundle; name them as seen from the project, wherever packages are installed. */
function withoutPlaces(text: string): string {
  const map: { sources: string[] } = JSON.parse(text);
  map.sources = map.sources.map((source) => source.replace(/^(?:\.\.\/)+(?:.*\/(?=node_modules\/))?/, ""));
  return JSON.stringify(map);
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

import { createHash } from "node:crypto";
import {
  cpSync,
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

/** What is bundled in one go and kept under one name. */
export interface Bundle {
  readonly name: string;
  /** Files relative to the project, by what they become: a path without ending. */
  readonly entryPoints: Readonly<Record<string, string>>;
}

export interface BundleCache {
  /** @returns the folder that holds a bundle, or undefined where it has to be built */
  folder(bundle: Bundle): string | undefined;
  /** What a bundle that is kept imports when it runs, besides what Node has. */
  imports(bundle: Bundle): readonly string[];
  /** Where esbuild should pretend to write: a folder as deep in the project as the real one. */
  readonly outdir: string;
  store(bundle: Bundle, built: Built): void;
  /**
   * Puts data beside the code of a Lambda.
   *
   * @returns a folder like the code's own, each of whose folders holds the data's files too
   */
  joined(code: Bundle, data: Bundle): string;
  /** Writes down what is kept, and removes all else. */
  close(): void;
}

export interface Built {
  readonly files: readonly OutputFile[];
  /** Every file that was read, relative to the project. */
  readonly inputs: readonly string[];
  readonly imports: readonly string[];
}

interface OutputFile {
  /** Below `outdir`. */
  readonly path: string;
  readonly contents: Uint8Array;
  readonly text: string;
}

interface Kept {
  readonly folder: string;
  readonly inputs: readonly string[];
  readonly imports: readonly string[];
}

/** Finds out which bundles of earlier runs can be used again. */
export function openBundleCache(projectDir: string): BundleCache {
  const root = join(projectDir, ".plinth", "cache", "bundles");
  const stateFile = join(root, "state.json");
  const outdir = join(root, "out");
  const known = readState(stateFile);
  const used = new Map<string, Kept>();
  const folders = new Set<string>();
  const digests = new Map<string, string>();
  const version = esbuildVersion(projectDir);

  const digest = (path: string): string => {
    const found = digests.get(path) ?? digestOf(projectDir, path);
    digests.set(path, found);
    return found;
  };
  const nameOf = ({ entryPoints }: Bundle, inputs: readonly string[]): string => {
    const paths = [...new Set([...settings, ...inputs])];
    return shortHash([version, entryPoints, paths.map((path) => [path, digest(path)])]);
  };
  const use = (name: string, kept: Kept): string => {
    used.set(name, kept);
    folders.add(kept.folder);
    return join(root, kept.folder);
  };

  return {
    outdir,
    folder(bundle) {
      const kept = used.get(bundle.name) ?? known[bundle.name];
      if (kept === undefined) return undefined;
      const usable = used.has(bundle.name) || nameOf(bundle, kept.inputs) === kept.folder;
      return usable && existsSync(join(root, kept.folder)) ? use(bundle.name, kept) : undefined;
    },
    imports: ({ name }) => used.get(name)?.imports ?? [],
    store(bundle, { files, inputs, imports }) {
      const folder = nameOf(bundle, inputs);
      for (const file of files) {
        const target = join(root, folder, relative(outdir, file.path));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, target.endsWith(".map") ? withoutPlaces(file.text) : file.contents);
      }
      use(bundle.name, { folder, inputs, imports });
    },
    joined(code, data) {
      const parts = [code, data].map(({ name }) => used.get(name)?.folder ?? "");
      const folder = shortHash(parts);
      const [codeFolder = "", dataFolder = ""] = parts.map((each) => join(root, each));
      folders.add(folder);
      if (existsSync(join(root, folder))) return join(root, folder);
      // Made whole beside its place: what a crash leaves half done is not taken for it.
      const making = join(root, `${folder}.${process.pid}`);
      for (const name of readdirSync(codeFolder)) {
        cpSync(join(codeFolder, name), join(making, name), { recursive: true });
        cpSync(dataFolder, join(making, name), { recursive: true });
      }
      renameSync(making, join(root, folder));
      return join(root, folder);
    },
    close() {
      const next = `${stateFile}.${process.pid}`;
      writeFileSync(next, JSON.stringify(Object.fromEntries(used)));
      renameSync(next, stateFile);
      for (const older of readdirSync(root).filter((name) => name !== "state.json" && !folders.has(name))) {
        rmSync(join(root, older), { recursive: true, force: true });
      }
    },
  };
}

function readState(file: string): Readonly<Record<string, Kept>> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, Kept>;
  } catch {
    return {}; // Cut short by a crash: build anew.
  }
}

/** Sources by content. Packages, which only the package manager writes, by size and time: reading them would take longer. */
function digestOf(projectDir: string, path: string): string {
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

function shortHash(value: unknown): string {
  return hash(JSON.stringify(value)).slice(0, 16);
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

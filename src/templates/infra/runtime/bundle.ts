import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BundleCache, openBundleCache } from "./bundle-cache.ts";

/** AppSync's limit for the code of one function, in bytes. */
const largestFunction = 32_768;

/** What to bundle: entry files relative to the project, by name. */
export interface Entries {
  readonly lambdas: Readonly<Record<string, string>>;
  readonly appsyncFunctions: Readonly<Record<string, string>>;
}

export interface Bundles {
  /** @returns the folder of a Lambda's bundle, with `index.mjs` in it */
  lambda(name: string): string;
  /** @returns the code of an AppSync function */
  appsyncFunction(name: string): string;
}

/**
 * Bundles all Lambdas in one esbuild run and all AppSync functions in another, at the same time. The result is kept in
 * `.plinth/cache/bundles` and reused until a file that went into it changes. Its bytes depend on the sources alone: not on
 * the machine, not on where the project is.
 *
 * @param projectDir absolute path of the project
 */
export async function bundle(projectDir: string, entries: Entries): Promise<Bundles> {
  const cache = openBundleCache(projectDir, entries);
  const folder = cache.folder ?? (await build(projectDir, entries, cache));
  return {
    lambda: (name) => join(folder, "lambdas", name),
    appsyncFunction: (name) => readFileSync(join(folder, "appsync", `${name}.js`), "utf8"),
  };
}

async function build(projectDir: string, entries: Entries, cache: BundleCache): Promise<string> {
  // Only now: a synth that finds everything in the cache never starts esbuild.
  const esbuild = await import("esbuild");
  const common = {
    absWorkingDir: projectDir,
    bundle: true,
    format: "esm",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  } as const;
  const results = await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: mapKeys(entries.lambdas, (name) => `lambdas/${name}/index`),
      outdir: cache.outdir,
      outExtension: { ".js": ".mjs" },
      platform: "node",
      target: "node24",
      mainFields: ["module", "main"],
      // Small files start faster. Names stay, for code that looks at them; the map brings stack traces back to the sources.
      minify: true,
      keepNames: true,
      sourcemap: "linked",
      sourcesContent: false,
      // For packages that are CommonJS inside.
      banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    }),
    esbuild.build({
      ...common,
      entryPoints: mapKeys(entries.appsyncFunctions, (name) => `appsync/${name}`),
      outdir: cache.outdir,
      platform: "node",
      target: "es2020",
      external: ["@aws-appsync/utils", "@aws-appsync/utils/*"],
    }),
  ]).catch(() => {
    // esbuild has told what is wrong, with file and line.
    throw new Error("The code of the functions cannot be bundled: see above.");
  });
  const files = results.flatMap(({ outputFiles }) => outputFiles);
  for (const { path, contents } of files.filter((file) =>
    file.path.startsWith(join(cache.outdir, "appsync")),
  )) {
    if (contents.byteLength > largestFunction) {
      throw new Error(`${path} has ${contents.byteLength} bytes; AppSync takes ${largestFunction} at most.`);
    }
  }
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return cache.store(files, inputs);
}

function mapKeys(
  record: Readonly<Record<string, string>>,
  rename: (key: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), value]));
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { type Bundle, type BundleCache, openBundleCache } from "./bundle-cache.ts";

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

/** What the models say, which changes more often than the code that reads it. */
const backendFile = "infra/backend.gen.ts";

/**
 * Bundles each Lambda by itself, all AppSync functions together, and the models' data beside the Lambdas that read it. Each
 * result is kept in `.plinth/cache/bundles` and reused until a file that went into it changes: a changed handler costs one
 * small bundle, and a changed model none with an SDK in it. The bytes depend on the sources alone: not on the machine, not
 * on where the project is, not on what else was bundled.
 *
 * @param projectDir absolute path of the project
 */
export async function bundle(projectDir: string, entries: Entries): Promise<Bundles> {
  const cache = openBundleCache(projectDir);
  const lambdas = Object.entries(entries.lambdas).map(([name, entry]) => lambdaBundle(name, entry));
  const backend: Bundle = { name: "backend", entryPoints: { backend: backendFile } };
  const appsync: Bundle = { name: "appsync", entryPoints: entries.appsyncFunctions };
  const stale = [
    ...lambdas.map((each) => ({ each, options: code })),
    { each: backend, options: data },
    { each: appsync, options: resolvers },
  ].filter(({ each }) => cache.folder(each) === undefined);
  await Promise.all(stale.map(({ each, options }) => build(projectDir, each, options, cache))).catch(() => {
    // esbuild has told what is wrong, with file and line.
    throw new Error("The code of the functions cannot be bundled: see above.");
  });
  const kept = (each: Bundle) => cache.folder(each) ?? "";
  checkSizes(entries, kept(appsync));
  const folders = new Map(
    lambdas.map((each) => {
      const withData = cache.imports(each).includes(dataModule);
      return [each.name, withData ? cache.joined(each, backend) : kept(each)];
    }),
  );
  cache.close();
  const functions = kept(appsync);
  return {
    lambda: (name) => join(folders.get(`lambdas/${name}`) ?? "", name),
    appsyncFunction: (name) => readFileSync(join(functions, `${name}.js`), "utf8"),
  };
}

const lambdaBundle = (name: string, entry: string): Bundle => ({
  name: `lambdas/${name}`,
  entryPoints: { [`${name}/index`]: entry },
});

const common = {
  bundle: true,
  format: "esm",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
} as const satisfies BuildOptions;

const node = {
  ...common,
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node24",
  // Small files start faster.
  minify: true,
} as const satisfies BuildOptions;

const dataModule = "./backend.mjs";

/** The data is bundled by itself and found beside the Lambda's own file. */
const dataApart: Plugin = {
  name: "data-apart",
  setup(build) {
    build.onResolve({ filter: /\/backend\.gen\.ts$/ }, () => ({
      path: dataModule,
      external: true,
      sideEffects: false,
    }));
  },
};

const code: BuildOptions = {
  ...node,
  mainFields: ["module", "main"],
  // Names stay, for code that looks at them; the map brings stack traces back to the sources.
  keepNames: true,
  sourcemap: "linked",
  sourcesContent: false,
  plugins: [dataApart],
  // For packages that are CommonJS inside.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
};

const data: BuildOptions = node;

const resolvers: BuildOptions = {
  ...common,
  platform: "node",
  target: "es2020",
  external: ["@aws-appsync/utils", "@aws-appsync/utils/*"],
};

async function build(
  projectDir: string,
  each: Bundle,
  options: BuildOptions,
  cache: BundleCache,
): Promise<void> {
  // Only now: a synth that finds everything in the cache never starts esbuild.
  const esbuild = await import("esbuild");
  const result = await esbuild.build({
    ...options,
    metafile: true,
    absWorkingDir: projectDir,
    entryPoints: { ...each.entryPoints },
    outdir: cache.outdir,
  });
  const outputs = Object.values(result.metafile.outputs);
  cache.store(each, {
    files: result.outputFiles ?? [],
    inputs: Object.keys(result.metafile.inputs),
    imports: outputs
      .flatMap(({ imports }) => imports.filter(({ external }) => external))
      .map(({ path }) => path),
  });
}

function checkSizes({ appsyncFunctions }: Entries, folder: string): void {
  for (const name of Object.keys(appsyncFunctions)) {
    const bytes = readFileSync(join(folder, `${name}.js`)).byteLength;
    if (bytes > largestFunction) {
      throw new Error(`${name}.js has ${bytes} bytes; AppSync takes ${largestFunction} at most.`);
    }
  }
}

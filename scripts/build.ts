import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { build, type Metafile } from "esbuild";

/**
 * Builds `dist/`: the bundled command line, the language that users import with its types, and the templates.
 *
 * It is built beside the old one and takes its place when it is whole: whoever runs Plinth meanwhile, or after a build that
 * failed, has one that works.
 *
 * Everything in JavaScript is bundled, since one file loads several times faster than a thousand. What stays outside
 * is in `dependencies`: packages with a native part.
 */
const root = dirname(import.meta.dirname);
const dist = join(root, `dist.next-${process.pid}`);
const external = ["oxc-parser", "typescript"];

/** A process of its own, which `plinth dev` starts. */
const warmProcess = "src/operations/synth/warm/warm-process.ts";

/** Bundled packages in CommonJS expect these three names. */
const commonJsNames = [
  'import{createRequire as __createRequire}from"node:module";',
  "const require=__createRequire(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname;",
].join("");

async function bundleCommandLine(): Promise<Metafile> {
  const commands = globSync("src/commands/**/*.ts", { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts", warmProcess, ...commands],
    outbase: "src",
    outdir: dist,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.18",
    // Of ES modules only what is used gets into the bundle: AWS's clients load sooner.
    mainFields: ["module", "main"],
    // Names stay: stack traces shown with --debug and oclif's errors are told by them.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    external,
    banner: { js: commonJsNames },
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** What `import ... from "plinth"` loads: by itself, small, without dependencies. */
async function bundleLanguage(): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/index.ts"],
    outdir: dist,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22.18",
    metafile: true,
    logLevel: "warning",
  });
  const foreign = Object.values(metafile.outputs).flatMap((output) => output.imports.map((one) => one.path));
  if (foreign.length > 0)
    throw new Error(`The language must import nothing, but imports ${foreign.join(", ")}`);
}

async function emitDeclarations(): Promise<void> {
  const tsc = join(root, "node_modules/typescript7/bin/tsc");
  const compiler = spawn(
    process.execPath,
    [tsc, "-p", join(root, "scripts/tsconfig.declarations.json"), "--outDir", dist],
    {
      stdio: "inherit",
    },
  );
  const code = await new Promise((resolve) => compiler.on("exit", resolve));
  if (code !== 0) throw new Error("The language's types do not compile.");
}

/** Texts that users get as they are. What else lies in `src/templates` is for checking them here. */
function copyTemplates(): void {
  for (const folder of ["project", "infra"]) {
    cpSync(join(root, "src/templates", folder), join(dist, "templates", folder), { recursive: true });
  }
}

/** The CDK's bootstrap template, from the version of its command line that projects get. */
function copyBootstrapTemplate(): void {
  const source = join(root, "node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml");
  cpSync(source, join(dist, "templates/bootstrap.yaml"));
}

/** What runs inside the processes of the local cloud's Lambda functions: Node starts these files as they are. */
function copyLambdaRuntime(): void {
  cpSync(join(root, "src/local/services/lambda/runtime"), join(dist, "lambda-runtime"), { recursive: true });
}

/** The licences of what the bundles contain, as those licences ask for. */
function writeNotices(metafile: Metafile): void {
  const names = Object.keys(metafile.inputs).flatMap(
    (path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [],
  );
  const packages = [...new Set(names.filter((path) => path.includes("node_modules/")))].sort();
  const notices = packages.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = globSync("{LICEN[CS]E,licen[cs]e}*", { cwd: join(root, folder) })[0];
    const text =
      file === undefined ? `Licence: ${license}` : readFileSync(join(root, folder, file), "utf8").trim();
    return `${name} ${version}\n${"-".repeat(60)}\n${text}\n`;
  });
  writeFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), notices.join("\n\n"));
}

mkdirSync(dist);
process.on("exit", () => rmSync(dist, { recursive: true, force: true }));
copyTemplates();
copyBootstrapTemplate();
copyLambdaRuntime();
const [metafile] = await Promise.all([bundleCommandLine(), bundleLanguage(), emitDeclarations()]);
writeNotices(metafile);
replaceOld();
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`Built dist/: ${(bytes / 1024).toFixed(0)} KiB of commands.`);

function replaceOld(): void {
  const [current, old] = [join(root, "dist"), `${dist}-old`];
  if (existsSync(current)) renameSync(current, old);
  renameSync(dist, current);
  rmSync(old, { recursive: true, force: true });
}

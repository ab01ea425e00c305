import { readFileSync, statSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UserError } from "../../../errors/user-error.ts";
import { generateFiles } from "./generate-files.ts";
import type { Turn, WarmAnswer, WarmRequest } from "./messages.ts";

/**
 * Run as a process in the project's folder: loads the CDK and the project's constructs, and then generates or runs the CDK
 * app each time it is told to, with everything that models, functions and `custom.ts` decide read anew.
 *
 * What stays loaded between turns is `infra/runtime/`, the two stacks, and packages. Each such file is looked at before
 * a turn, and where one has changed the turn is refused: what is written is always what a new process would write.
 */
const project = process.cwd();
const root = join(project, sep);
const lasting = [join(project, "infra", "runtime", sep)];
const lastingFiles = ["foundation-stack.ts", "service-stack.ts"].map((name) => join(project, "infra", name));
/** The installer's own records: packages themselves are too many to look at. */
const records = ["package.json", "node_modules/.package-lock.json", "node_modules/.modules.yaml"];
const stamps = new Map<string, string>();
let turn = 0;

const isOwn = (path: string): boolean => path.startsWith(root) && !path.includes(`${sep}node_modules${sep}`);
const lasts = (path: string): boolean =>
  lastingFiles.includes(path) ||
  lasting.some((folder) => path.startsWith(folder)) ||
  !/\.([mc]?ts|m?js|json)$/.test(path) ||
  path.endsWith(".cts");

const pathOf = (url: string): string | null => (url.startsWith("file:") ? fileURLToPath(url) : null);

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const path = pathOf(found.url);
    if (path === null || !isOwn(path) || lasts(path)) return found;
    // What a lasting file imports lasts with it.
    const importer = context.parentURL === undefined ? null : pathOf(context.parentURL);
    if (importer !== null && isOwn(importer) && lasts(importer)) return found;
    return { ...found, url: `${pathToFileURL(path).href}?turn=${turn}` };
  },
  load(url, context, next) {
    const path = pathOf(url);
    if (path !== null && isOwn(path) && !url.includes("?turn=")) stamps.set(path, stampOf(path));
    return next(url, context);
  },
});

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "absent" : `${stat.size} ${stat.mtimeMs}`;
}

async function warmUp(): Promise<void> {
  for (const file of records) stamps.set(join(project, file), stampOf(join(project, file)));
  const { clearAssetHashCache } = assetStaging();
  clearAssetHashCache();
  for (const file of [
    "runtime/bundle.ts",
    ...lastingFiles.map((path) => path.slice(join(project, "infra", sep).length)),
  ]) {
    await import(pathToFileURL(join(project, "infra", file)).href);
  }
  const esbuild: typeof import("esbuild") = createRequire(join(root, "package.json"))("esbuild");
  await esbuild.transform("");
}

function assetStaging(): { clearAssetHashCache(): void } {
  return createRequire(join(root, "package.json"))("./infra/runtime/cdk.cjs").AssetStaging;
}

async function run({ app, out, context }: Turn): Promise<WarmAnswer> {
  if ([...stamps].some(([path, stamp]) => stampOf(path) !== stamp)) return { kind: "stale" };
  turn += 1;
  process.env["CDK_OUTDIR"] = out;
  process.env["CDK_CONTEXT_JSON"] = JSON.stringify(context);
  assetStaging().clearAssetHashCache();
  await import(`${pathToFileURL(join(project, app)).href}?turn=${turn}`);
  // An app that calls process.exit, or ends without an assembly, has not done its work.
  readFileSync(join(out, "manifest.json"));
  return { kind: "done", heap: process.memoryUsage().heapUsed };
}

// A project that cannot be loaded yet is told of when it is run.
let ready: Promise<unknown> = warmUp().catch(() => {});

/** Models and functions are read anew each time, too, and stay in memory: better in this process, which is replaced. */
async function generate(): Promise<WarmAnswer> {
  try {
    return { kind: "generated", ...(await generateFiles(project)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, remedy, problems } = error;
    return { kind: "refused", code, message, remedy, problems };
  }
}

process.on("message", (message: WarmRequest) => {
  ready = ready
    .then(() => (message.kind === "turn" ? run(message) : generate()))
    .catch((): WarmAnswer => ({ kind: "failed" }))
    .then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());

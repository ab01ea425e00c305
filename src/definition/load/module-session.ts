import { existsSync, readFileSync } from "node:fs";
import {
  type LoadFnOutput,
  type LoadHookContext,
  type ResolveFnOutput,
  type ResolveHookContext,
  registerHooks,
} from "node:module";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import { languageEntry } from "./language-entry.ts";
import type { Overlay } from "./overlay.ts";

/** Runs a project's own modules, each read anew, with the overlay in place of what is on disk. */
export interface ModuleSession {
  /** @param file relative to the project, forward slashes */
  load(file: string): Promise<Readonly<Record<string, unknown>>>;
  /** The import that failed with this error: who wrote what. */
  failedImport(error: unknown): FailedImport | null;
  /** Text of a file as this session sees it; null where there is none. */
  text(file: string): string | null;
  close(): void;
}

export interface FailedImport {
  readonly specifier: string;
  /** Absolute path of the importing file. */
  readonly importer: string;
}

let sessions = 0;

/**
 * The import of Node itself. Made of text because bundlers and test runners rewrite the keyword, and what they put in its
 * place knows nothing of the hooks below. Code that a test runner evaluates may not import like this; for it there is the
 * second way, which is not the first because Node prints a warning when it is used.
 *
 * @param url absolute: a relative one would start from the working directory
 */
async function nativeImport(url: string): Promise<Record<string, unknown>> {
  try {
    return await plainImport(url);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === noImporter)) throw error;
    const options = { importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
    return await (compileFunction(importing, ["url"], options) as typeof plainImport)(url);
  }
}

const importing = "return import(url)";
const plainImport = new Function("url", importing) as (url: string) => Promise<Record<string, unknown>>;
const noImporter = "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING";

/**
 * Starts a session. Its modules carry the session's number as a query, so that a second load in the same process never
 * sees the first one's; nothing is written to disk.
 *
 * @param projectDir absolute
 */
export function openSession(projectDir: string, overlay: Overlay): ModuleSession {
  const mark = `plinth=${++sessions}`;
  const root = join(projectDir, sep);
  const changed = new Map(overlay.map(({ path, after }) => [join(projectDir, path), after]));
  const failures = new WeakMap<object, FailedImport>();
  const entry = languageEntry();

  const isOwn = (url: string): boolean =>
    url.startsWith("file:") && new URL(url).searchParams.get("plinth") === `${mark.slice(7)}`;
  const belongs = (path: string): boolean =>
    path.startsWith(root) && !path.includes(`${sep}node_modules${sep}`);

  const resolve = (
    specifier: string,
    context: ResolveHookContext,
    next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput,
  ): ResolveFnOutput => {
    if (specifier === "plinth") return { url: entry, shortCircuit: true };
    // A file of the definition itself, which may stand in the overlay only.
    if (isOwn(specifier)) return { url: specifier, shortCircuit: true };
    if (context.parentURL === undefined || !isOwn(context.parentURL)) return next(specifier, context);
    if (/^(\.\.?\/|\/|file:)/.test(specifier)) {
      const path = fileURLToPath(new URL(specifier, context.parentURL));
      if (typeof changed.get(path) === "string") return { url: marked(path), shortCircuit: true };
    }
    try {
      const found = next(specifier, context);
      if (!found.url.startsWith("file:")) return found;
      const path = fileURLToPath(found.url);
      if (!belongs(path)) return found;
      if (changed.get(path) === null) throw new Error(`${path} is removed by this change`);
      return /\.m?[jt]s$/.test(path) ? { ...found, url: marked(path), shortCircuit: true } : found;
    } catch (error) {
      if (typeof error === "object" && error !== null) {
        failures.set(error, { specifier, importer: fileURLToPath(context.parentURL) });
      }
      throw error;
    }
  };

  const load = (
    url: string,
    context: LoadHookContext,
    next: (url: string, context?: Partial<LoadHookContext>) => LoadFnOutput,
  ): LoadFnOutput => {
    if (!isOwn(url)) return next(url, context);
    const path = fileURLToPath(url);
    const format = path.endsWith("ts") ? "module-typescript" : "module";
    return { format, source: changed.get(path) ?? readFileSync(path, "utf8"), shortCircuit: true };
  };

  const marked = (path: string): string => `${pathToFileURL(path).href}?${mark}`;
  const hooks = registerHooks({ resolve, load });
  return {
    load: (file) => nativeImport(marked(join(projectDir, file))),
    failedImport: (error) =>
      typeof error === "object" && error !== null ? (failures.get(error) ?? null) : null,
    text: (file) => {
      const path = join(projectDir, file);
      const given = changed.get(path);
      if (given !== undefined) return given;
      return existsSync(path) ? readFileSync(path, "utf8") : null;
    },
    close: () => hooks.deregister(),
  };
}

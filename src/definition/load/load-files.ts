import type { Problem } from "../../errors/user-error.ts";
import * as language from "../language/index.ts";
import type { Loaded, LoadedFile } from "../read/loaded.ts";
import { explainFailure, neverEnds } from "./explain-failure.ts";
import type { ModuleSession } from "./module-session.ts";
import { withoutExit } from "./no-exit.ts";
import type { Overlay } from "./overlay.ts";
import { configFile, projectFiles } from "./project-files.ts";
import { withQuietOutput } from "./quiet-output.ts";

/** A file that waits for something never ends; and Node would leave silently when nothing else is left to do. */
const patienceSeconds = 10;

/** Runs every file of the definition. One that fails is reported; the others are read all the same. */
export async function loadFiles(
  projectDir: string,
  overlay: Overlay,
  session: ModuleSession,
): Promise<{ loaded: Loaded; problems: readonly Problem[] }> {
  const { models, functions, problems: misplaced } = projectFiles(projectDir, overlay);
  const problems = [...misplaced];
  const load = async (file: string): Promise<LoadedFile | null> => {
    const { loaded, problems: found } = await run(projectDir, file, session);
    problems.push(...found);
    return loaded;
  };
  return withoutExit(() =>
    withQuietOutput(async () => {
      const config = session.text(configFile) === null ? null : load(configFile);
      if (config === null)
        problems.push({
          file: configFile,
          line: null,
          message: "The file does not exist.",
          remedy: "Write it, or start a project with plinth init.",
        });
      const modelFiles = await Promise.all(models.map(load));
      const functionFiles = await Promise.all(
        functions.map(async ({ name, file }) => ({ name, loaded: await load(file) })),
      );
      return {
        problems: distinct(problems),
        loaded: {
          config: await config,
          models: modelFiles.filter((each) => each !== null),
          functions: functionFiles.flatMap(({ name, loaded }) =>
            loaded === null ? [] : [{ ...loaded, name }],
          ),
          broken: new Set(
            models
              .filter((_, i) => modelFiles[i] === null)
              .flatMap((file) => exportedNames(session.text(file) ?? "")),
          ),
        },
      };
    }),
  );
}

interface LoadedOne {
  readonly loaded: LoadedFile | null;
  readonly problems: readonly Problem[];
}

/** Runs one file of the definition. */
export async function loadFile(projectDir: string, file: string, session: ModuleSession): Promise<LoadedOne> {
  return withoutExit(() => withQuietOutput(() => run(projectDir, file, session)));
}

async function run(projectDir: string, file: string, session: ModuleSession): Promise<LoadedOne> {
  try {
    const exports = await patiently(session.load(file));
    if (exports !== null) return { loaded: { file, exports }, problems: [] };
    return { loaded: null, problems: [neverEnds(file, patienceSeconds)] };
  } catch (error) {
    const vocabulary = Object.keys(language);
    return { loaded: null, problems: [explainFailure(error, file, projectDir, session, vocabulary)] };
  }
}

async function patiently<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patienceSeconds * 1000, null);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a file that cannot run seems to export. */
function exportedNames(text: string): readonly string[] {
  return [...text.matchAll(/^\s*export\s+(?:const|let|var)\s+(\w+)/gm)].flatMap(([, name]) => name ?? []);
}

/** One fault shows once, however many files import the one it is in. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, message }) => {
    const key = `${file}:${line}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

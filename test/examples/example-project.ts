import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "../../src/operations/generate.ts";

const root = join(import.meta.dirname, "../..");

/** An operation's context that nobody watches. */
export const unwatched = { report: () => {}, signal: new AbortController().signal };

/** A copy of an example in a temporary folder, complete as `init` and `generate` leave a project. */
export interface ExampleProject {
  readonly folder: string;
  read(file: string): string;
  remove(): void;
}

export async function generatedExample(name: string): Promise<ExampleProject> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `plinth-${name}-`)));
  const ours = new Set(
    ["infra", "client", "node_modules", "cdk.out"].map((each) => join(root, "examples", name, each)),
  );
  cpSync(join(root, "examples", name), folder, { recursive: true, filter: (path) => !ours.has(path) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  cpSync(join(root, "src/templates/project/cdk.json"), join(folder, "cdk.json"));
  writeFileSync(join(folder, "tsconfig.json"), tsconfig());
  await generate({ project: folder, check: false, force: false }, unwatched);
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What every project is given, except that `plinth` is these sources instead of a package. */
function tsconfig(): string {
  const given: unknown = JSON.parse(readFileSync(join(root, "src/templates/project/tsconfig.json"), "utf8"));
  const paths = { plinth: [join(root, "src/index.ts")] };
  const config = Object(given);
  return JSON.stringify({ ...config, compilerOptions: { ...config.compilerOptions, paths } });
}

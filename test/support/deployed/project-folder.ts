import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generate } from "../../../src/operations/generate.ts";

const root = join(import.meta.dirname, "../../..");
const madeHere = ["infra", "client", "node_modules", "cdk.out", ".plinth"];

/** An operation's context that nobody watches. */
export const unwatched = { report: () => {}, signal: new AbortController().signal };

/** A project in a temporary folder, complete as `init` and `generate` leave one. */
export interface ProjectFolder {
  readonly folder: string;
  read(file: string): string;
  /** Writes the user's own files, relative to the project. Null removes one. */
  write(files: Readonly<Record<string, string | null>>): void;
  generate(): Promise<void>;
  remove(): void;
}

/** What a project is made of: a folder that is copied (without what is generated), or texts by path. */
export type ProjectSource =
  | { readonly folder: string }
  | { readonly name: string; readonly files: Readonly<Record<string, string>> };

/** Makes a project and generates everything that belongs to it. Its packages are those of this checkout. */
export async function projectFolder(source: ProjectSource): Promise<ProjectFolder> {
  const name = "name" in source ? source.name : source.folder.split(/[\\/]/).at(-1);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `plinth-${name}-`)));
  const project: ProjectFolder = {
    folder,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    write(files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        if (text === null) rmSync(join(folder, file));
        else writeFileSync(join(folder, file), text);
      }
    },
    async generate() {
      await generate({ project: folder, check: false, force: false }, unwatched);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  if ("folder" in source) {
    const left = new Set(madeHere.map((each) => join(source.folder, each)));
    cpSync(source.folder, folder, { recursive: true, filter: (path) => !left.has(path) });
  } else project.write({ "package.json": '{ "type": "module", "private": true }', ...source.files });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  cpSync(join(root, "src/templates/project/cdk.json"), join(folder, "cdk.json"));
  writeFileSync(join(folder, "tsconfig.json"), tsconfig());
  await project.generate();
  return project;
}

/** What every project is given, except that `plinth` is these sources instead of a package. */
function tsconfig(): string {
  const given: unknown = JSON.parse(readFileSync(join(root, "src/templates/project/tsconfig.json"), "utf8"));
  const paths = { plinth: [join(root, "src/index.ts")] };
  const config = Object(given);
  return JSON.stringify({ ...config, compilerOptions: { ...config.compilerOptions, paths } });
}

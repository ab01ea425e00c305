import type { GeneratedFile, Generator } from "../generator.ts";
import { functionFile } from "./function-file.ts";
import { templateFiles } from "./template-files.ts";
import { typesFile } from "./types-file.ts";

/** The Lambdas: their runtime as it is, the types of the project's data, and one file a function. */
export const types: Generator = (backend) => [
  ...templateFiles.map((path): GeneratedFile => ({ path, content: { kind: "template", template: path } })),
  textFile("infra/types.gen.ts", typesFile(backend)),
  ...backend.functions.map((fn) => textFile(`infra/functions/${fn.name}.gen.ts`, functionFile(fn, backend))),
];

function textFile(path: string, text: string): GeneratedFile {
  return { path, content: { kind: "text", text } };
}

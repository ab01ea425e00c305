import type { GeneratedFile, Generator } from "../generator.ts";
import { modelFiles } from "./file-names.ts";
import { modelData } from "./model-data.ts";
import { printIndex, printModel } from "./print-model.ts";
import { templateFiles } from "./template-files.ts";

/** What answers the API: the functions and key encodings as they are, and one data file a model. */
export const resolvers: Generator = (backend, lock) => {
  const names = backend.models.map(({ name }) => name);
  const files = modelFiles(names);
  return [
    ...templateFiles.map((path): GeneratedFile => ({ path, content: { kind: "template", template: path } })),
    ...backend.models.map((model) =>
      textFile(
        `infra/models/${files.get(model.name)}.gen.ts`,
        printModel(model.name, modelData(model, backend, lock)),
      ),
    ),
    textFile("infra/models/index.gen.ts", printIndex(names)),
  ];
};

function textFile(path: string, text: string): GeneratedFile {
  return { path, content: { kind: "text", text } };
}

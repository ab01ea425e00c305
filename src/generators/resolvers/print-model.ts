import { printLiteral } from "../print-literal.ts";
import { constantName, modelFiles } from "./file-names.ts";

/** The text of `infra/models/<model>.gen.ts`. */
export function printModel(name: string, data: object): string {
  return `import type { ModelSpec } from "../runtime/data/spec.ts";

export const ${constantName(name)}: ModelSpec = ${printLiteral(data)};
`;
}

/** The text of `infra/models/index.gen.ts`. @param names of all models, sorted */
export function printIndex(names: readonly string[]): string {
  const files = modelFiles(names);
  const imports = names.map(
    (name) => `import { ${constantName(name)} } from "./${files.get(name)}.gen.ts";\n`,
  );
  const elements = names.map((name) => `  ${constantName(name)},\n`).join("");
  return `import type { ModelSpec } from "../runtime/data/spec.ts";
${imports.join("")}
export const models: readonly ModelSpec[] = [${elements === "" ? "" : `\n${elements}`}];
`;
}

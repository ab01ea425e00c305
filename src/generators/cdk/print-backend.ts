import { printLiteral } from "../print-literal.ts";
import type { BackendData } from "./backend-data.ts";

/** The text of `infra/backend.gen.ts`. */
export function printBackend({ app, files, enums, modelStacks, functions }: BackendData): string {
  return `import { models } from "./models/index.gen.ts";
import type { BackendSettings } from "./runtime/constructs/settings.ts";

export const backend: BackendSettings = {
  app: ${printLiteral(app, 1)},
  files: ${printLiteral(files, 1)},
  models,
  enums: ${printLiteral(enums, 1)},
  modelStacks: ${printLiteral(modelStacks, 1)},
  functions: ${printLiteral(functions, 1)},
};
`;
}

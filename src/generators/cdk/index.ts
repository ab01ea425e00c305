import type { GeneratedFile, Generator } from "../generator.ts";
import { backendData } from "./backend-data.ts";
import { printBackend } from "./print-backend.ts";
import { templateFiles } from "./template-files.ts";

/** The CDK app: its stacks and constructs as they are, and the data they read. */
export const cdk: Generator = (backend, lock) => [
  ...templateFiles.map((path): GeneratedFile => ({ path, content: { kind: "template", template: path } })),
  { path: "infra/custom.ts", content: { kind: "template", template: "infra/custom.ts" }, once: true },
  {
    path: "infra/backend.gen.ts",
    content: { kind: "text", text: printBackend(backendData(backend, lock)) },
  },
];

import type { Entries } from "../bundle.ts";
import { appsyncFunctions } from "../resolvers/manifest.ts";
import type { BackendSettings } from "./settings.ts";

/** Every file of the project that runs in the cloud: what esbuild has to bundle. */
export function entriesOf({ functions }: BackendSettings): Entries {
  return {
    lambdas: {
      "pre-token": "infra/runtime/triggers/pre-token.ts",
      changes: "infra/runtime/triggers/changes.ts",
      files: "infra/runtime/triggers/files.ts",
      ...Object.fromEntries(functions.map(({ name }) => [name, `infra/functions/${name}.gen.ts`])),
    },
    appsyncFunctions: Object.fromEntries(appsyncFunctions.map(({ name, file }) => [name, `infra/${file}`])),
  };
}

import type { Models } from "./db/create-db.ts";
import type { SecretReader } from "./secrets.ts";

/** What the wrappers know of a function. Written into `infra/functions/<name>.gen.ts`. */
export interface FunctionSettings {
  /** kebab-case: the folder below `functions/`. */
  readonly name: string;
  /** `models` of `infra/types.gen.ts`. */
  readonly models: Models;
  /** Left out: the function has no secrets, and no client for them in its bundle. */
  readonly secrets?: SecretReader;
  /** Names of its own environment variables. */
  readonly env?: readonly string[];
}

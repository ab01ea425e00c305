import type { App } from "../../../definition/ir.ts";
import type { Problem } from "../../../errors/user-error.ts";

/** What the process that works for `plinth dev` is told. */
export type WarmRequest = Turn | { readonly kind: "generate" };

/** Run the CDK app. */
export interface Turn {
  readonly kind: "turn";
  /** The app, relative to the project: `infra/app.ts`. */
  readonly app: string;
  /** Absolute path of the assembly to write. */
  readonly out: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What it answers. */
export type WarmAnswer =
  /** The assembly is written; with what the process's heap now holds, in bytes. */
  | { readonly kind: "done"; readonly heap: number }
  /** A file that it had loaded for good has changed: another process has to do it. */
  | { readonly kind: "stale" }
  | ({ readonly kind: "generated" } & Generated)
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly remedy: string;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "failed" }
  /** It has not answered. */
  | { readonly kind: "late" };

/** What generating has done. */
export interface Generated {
  /** What plinth.config.ts says. */
  readonly app: App;
  /** Files that were written or removed, relative to the project. */
  readonly paths: readonly string[];
}

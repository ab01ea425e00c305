/** What the process that runs the CDK app again and again is told. */
export interface Turn {
  /** The app, relative to the project: `infra/app.ts`. */
  readonly app: string;
  /** Absolute path of the assembly to write. */
  readonly out: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What it answers. */
export type TurnResult =
  /** Written; with what the process's heap now holds, in bytes. */
  | { readonly kind: "done"; readonly heap: number }
  /** A file that it had loaded for good has changed: another process has to do it. */
  | { readonly kind: "stale" }
  | { readonly kind: "failed" };

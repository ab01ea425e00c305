import type { Backend } from "../definition/ir.ts";
import type { Lock } from "../definition/lock.ts";

/** One file a generator wants in the user's project. */
export interface GeneratedFile {
  /** Relative to the project, forward slashes: `infra/models/invoice.gen.ts`. */
  readonly path: string;
  readonly content: GeneratedContent;
  /** True: written when absent, and the user's own from then on (no header, never updated, never pruned). */
  readonly once?: true;
}

export type GeneratedContent =
  /** Finished text, without the header: `files/` adds it in the comment style of the file's ending. */
  | { readonly kind: "text"; readonly text: string }
  /** A real file below `src/templates/`, shipped as it is: `infra/app.ts`. */
  | { readonly kind: "template"; readonly template: string };

/** A pure function: no clock, no disk, no randomness. The lock given is already up to date with the backend. */
export type Generator = (backend: Backend, lock: Lock) => readonly GeneratedFile[];

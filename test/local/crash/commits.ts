import { copyFileSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { StatementSync } from "node:sqlite";

/**
 * Copies a cloud's state folder after each transaction that it commits: what `kill -9` at that moment would have left. The
 * copy is made inside the commit, so nothing can be written meanwhile.
 */
export class Commits {
  readonly folders: string[] = [];
  readonly #run = StatementSync.prototype.run;
  readonly #state: string;
  readonly #target: string;

  constructor(state: string, target: string) {
    this.#state = state;
    this.#target = target;
  }

  /** Has every statement watched from now on. Only a `COMMIT`, or a write outside of transactions, ends one. */
  watch(): void {
    const commits = this;
    const run = this.#run;
    let open = false;
    StatementSync.prototype.run = function (this: StatementSync, ...parameters) {
      const changes = run.apply(this, parameters as never);
      if (this.sourceSQL.startsWith("BEGIN")) open = true;
      else if (this.sourceSQL === "COMMIT") open = false;
      if (!open) commits.#copy();
      return changes;
    } as typeof run;
  }

  stop(): void {
    StatementSync.prototype.run = this.#run;
  }

  #copy(): void {
    const folder = join(this.#target, String(this.folders.length));
    mkdirSync(folder, { recursive: true });
    for (const name of ["state.sqlite", "state.sqlite-wal"]) {
      if (existsSync(join(this.#state, name))) copyFileSync(join(this.#state, name), join(folder, name));
    }
    cpSync(join(this.#state, "blobs"), join(folder, "blobs"), { recursive: true });
    this.folders.push(folder);
  }
}

import { type Problem, UserError } from "../errors/user-error.ts";
import { type Lock, slotCount } from "./lock.ts";

const file = "plinth.lock.json";

/**
 * Reads `plinth.lock.json` strictly.
 *
 * @throws UserError `LOCK_BROKEN` with every problem in it, also where git left its conflict markers
 */
export function parseLock(text: string): Lock {
  const conflict = text.split("\n").findIndex((line) => /^(<{7}|={7}|>{7})( |$)/.test(line.trimEnd()));
  if (conflict >= 0) {
    const problem = {
      file,
      line: conflict + 1,
      message: "Git left conflict markers in the file.",
      remedy: "Keep the entries of both sides, or take one side: generating adds what that one lacks.",
    };
    throw broken([problem], mergeRemedy);
  }
  const checker = new Checker(text);
  const value = checker.parse();
  const lock = checker.problems.length === 0 ? checker.lock(value) : null;
  if (lock === null || checker.problems.length > 0) throw broken(checker.problems);
  return lock;
}

const lostRemedy = `Restore it: git checkout HEAD -- ${file}. It says where stored data is, and cannot be made anew once something is deployed.`;

/** Which side matters: the entries of what is deployed say where its data is. */
const mergeRemedy = `Take the side that is deployed: git checkout --ours -- ${file} (or --theirs), then run plinth generate.`;

function broken(problems: readonly Problem[], remedy = lostRemedy): UserError {
  return new UserError({ code: "LOCK_BROKEN", message: `${file} cannot be used.`, remedy, problems });
}

type Entry = Readonly<Record<string, unknown>>;

class Checker {
  readonly problems: Problem[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): unknown {
    try {
      return JSON.parse(this.#text);
    } catch (error) {
      const line = /line (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
      this.problems.push({
        file,
        line: line === undefined ? null : Number(line),
        message: "The file is not JSON.",
        remedy: "Undo the last edit of it.",
      });
      return null;
    }
  }

  lock(value: unknown): Lock | null {
    const whole = this.#object(value, [], ["version", "models", "functions"]);
    if (whole === null) return null;
    if (whole.version !== 1) {
      const newer = typeof whole.version === "number" && whole.version > 1;
      this.#wrong(
        ["version"],
        newer
          ? `It has version ${whole.version}, which this Plinth does not know.`
          : "Its version is missing.",
        newer ? "Update Plinth." : 'Write "version": 1.',
      );
      return null;
    }
    return {
      version: 1,
      models: this.#each(whole.models, ["models"], /^[A-Z][A-Za-z0-9]{0,49}$/, (model, path) => {
        const { shard, retired, indexes } = this.#object(model, path, ["shard", "retired", "indexes"]) ?? {};
        return {
          shard: this.#number(shard, [...path, "shard"], 10_000),
          retired: this.#flag(retired, path),
          indexes: this.#indexes(indexes, [...path, "indexes"]),
        };
      }),
      functions: this.#each(whole.functions, ["functions"], /^[a-z][a-z0-9-]{0,63}$/, (each, path) => {
        const { shard, retired } = this.#object(each, path, ["shard", "retired"]) ?? {};
        return { shard: this.#number(shard, [...path, "shard"], 10_000), retired: this.#flag(retired, path) };
      }),
    };
  }

  #indexes(value: unknown, path: readonly string[]): Lock["models"][string]["indexes"] {
    const indexes = this.#each(value, path, /^by[A-Z][A-Za-z0-9]{0,80}$/, (index, at) => {
      const { slot, revision, hash, sort, retired } =
        this.#object(index, at, ["slot", "revision", "hash", "sort", "retired"]) ?? {};
      return {
        slot: this.#number(slot, [...at, "slot"], slotCount),
        revision: this.#number(revision, [...at, "revision"], 1_000_000),
        // An index that only sorts has nothing to look up by.
        hash: this.#names(hash, [...at, "hash"], Array.isArray(sort) && sort.length > 0 ? 0 : 1),
        sort: this.#names(sort, [...at, "sort"], 0),
        retired: this.#flag(retired, at),
      };
    });
    const taken = new Map<number, string>();
    for (const [name, { slot, retired }] of Object.entries(indexes)) {
      if (retired) continue;
      const other = taken.get(slot);
      if (other !== undefined) {
        this.#wrong(
          [...path, name],
          `"${other}" and "${name}" of ${path[1]} both have slot ${slot}; this happens when two branches that each add an index are merged.`,
          `Remove the entry of the one that is not deployed yet, and run plinth generate: it gets another slot.`,
        );
      }
      taken.set(slot, name);
    }
    return indexes;
  }

  #each<T>(
    value: unknown,
    path: readonly string[],
    names: RegExp,
    read: (value: unknown, path: readonly string[]) => T,
  ): Readonly<Record<string, T>> {
    const object = this.#object(value, path, null);
    return Object.fromEntries(
      Object.keys(object ?? {}).map((name) => {
        if (!names.test(name))
          this.#wrong(
            [...path, name],
            `${JSON.stringify(name.slice(0, 60))} is no name that Plinth writes there.`,
            "Undo the last edit of the file.",
          );
        return [name, read(object?.[name], [...path, name])];
      }),
    );
  }

  #object(value: unknown, path: readonly string[], keys: readonly string[] | null): Entry | null {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      this.#wrong(path, `${path.join(".") || "It"} is not an object.`, "Undo the last edit of the file.");
      return null;
    }
    const unknown = keys === null ? undefined : Object.keys(value).find((key) => !keys.includes(key));
    if (unknown !== undefined)
      this.#wrong(
        [...path, unknown],
        `${[...path, unknown].join(".").slice(0, 120)} has no meaning.`,
        "Remove it.",
      );
    return value as Entry;
  }

  #number(value: unknown, path: readonly string[], most: number): number {
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value;
    this.#wrong(
      path,
      `${path.join(".")} is not a whole number from 1 to ${most}.`,
      "Undo the last edit of the file.",
    );
    return 1;
  }

  #flag(value: unknown, path: readonly string[]): boolean {
    if (typeof value !== "boolean")
      this.#wrong(
        [...path, "retired"],
        `${path.join(".")}.retired is neither true nor false.`,
        "Undo the last edit of the file.",
      );
    return value === true;
  }

  #names(value: unknown, path: readonly string[], least: number): readonly string[] {
    if (
      Array.isArray(value) &&
      value.length >= least &&
      value.every((each): each is string => typeof each === "string")
    )
      return value;
    this.#wrong(path, `${path.join(".")} is not a list of names.`, "Undo the last edit of the file.");
    return [];
  }

  /** The line of the innermost key of the path, found by looking for the keys one after the other. */
  #wrong(path: readonly string[], message: string, remedy: string): void {
    let offset = 0;
    let found = -1;
    for (const key of path) {
      const at = this.#text.indexOf(`${JSON.stringify(key)}`, offset);
      if (at < 0) break;
      [found, offset] = [at, at + key.length];
    }
    const line = found < 0 ? null : this.#text.slice(0, found).split("\n").length;
    this.problems.push({ file, line, message, remedy });
  }
}

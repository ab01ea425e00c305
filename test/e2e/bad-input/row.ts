/** A wrong command line, or a right one in a project that is not. */
export interface Row {
  /** The command line. A list is passed on as it is; a text is split at spaces. */
  readonly words: string | readonly string[];
  /** A piece of what names the place: file and line, argument and column, or flag. */
  readonly place: string;
  /** A piece of what to write or do instead. */
  readonly remedy: string;
  /** Files of the project that are otherwise than in the good one; null: gone. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Folder in which the command is typed, relative to the project. */
  readonly folder?: string;
}

/** Of 10,000 characters. */
export const long = "a".repeat(10_000);

/** What a template literal would run. */
export const hole = (code: string) => `$\{${code}}`;

/** Rows of commands that begin alike. */
export function rows(
  start: string,
  table: readonly (readonly [words: string | readonly string[], place: string, remedy: string])[],
): readonly Row[] {
  const first = start.split(" ");
  return table.map(([words, place, remedy]) => ({
    words: [...first, ...(typeof words === "string" ? words.split(" ") : words)],
    place,
    remedy,
  }));
}

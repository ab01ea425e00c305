/** What the files of a project gave when they ran, before anything was made of it. */
export interface Loaded {
  /** Null where the file is missing or failed. */
  readonly config: LoadedFile | null;
  readonly models: readonly LoadedFile[];
  readonly functions: readonly LoadedFunction[];
  /** Names exported, as far as can be told, by model files that failed: others may point to them. */
  readonly broken: ReadonlySet<string>;
}

export interface LoadedFile {
  /** Relative to the project, forward slashes. */
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface LoadedFunction extends LoadedFile {
  /** The folder's name. */
  readonly name: string;
}

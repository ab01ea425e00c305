/** What one file is before and after an edit. `null`: the file is not there. */
export interface FileChange {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

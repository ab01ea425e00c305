/**
 * Files as they would be after a change that is not on disk yet; `after: null` means removed. Paths are relative to the
 * project, with forward slashes.
 */
export type Overlay = readonly { readonly path: string; readonly after: string | null }[];

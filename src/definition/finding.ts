/**
 * Something wrong in the definition, with its place in words of the language. Line numbers are looked up only when there is
 * something to show: that takes a parser, which would cost every run of a correct project.
 */
export interface Finding {
  readonly place: Place;
  readonly message: string;
  readonly remedy: string;
}

export interface Place {
  /** Relative to the project, forward slashes. */
  readonly file: string;
  /** How to get there from the top of the file; as far as it can be followed. */
  readonly path: readonly Step[];
}

export type Step =
  /** A named export, or `default`. */
  | { readonly export: string }
  /** A property of the object literal, or of the object that the first call of a chain takes. */
  | { readonly property: string }
  /** The nth call (from 0) of a method on the chain; -1 is the last. */
  | { readonly call: string; readonly nth: number };

export type Report = (place: Place, message: string, remedy: string) => void;

/** The place one step further in. */
export function within(place: Place, step: Step): Place {
  return { file: place.file, path: [...place.path, step] };
}

/** A place for the whole file. */
export function wholeFile(file: string): Place {
  return { file, path: [] };
}

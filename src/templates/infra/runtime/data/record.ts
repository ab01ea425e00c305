/** A stored value as AppSync and the document client give it: plain JavaScript. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value };

/** A record, or any item of the table, with plain values. */
export type Item = { readonly [attribute: string]: Value };

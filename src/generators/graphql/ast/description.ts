import { Kind, type StringValueNode } from "graphql";

/**
 * A description. Any text is safe: runs of white space and control characters become one space, so that the block string
 * is one paragraph, and the printer escapes the rest.
 *
 * @returns undefined where nothing is left to say
 */
export function descriptionNode(text: string | null): StringValueNode | undefined {
  const value = (text ?? "")
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return value === "" ? undefined : { kind: Kind.STRING, value, block: true };
}

/** `{ description }` to spread into a node; nothing where there is none. */
export function described(text: string | null): { readonly description?: StringValueNode } {
  const description = descriptionNode(text);
  return description === undefined ? {} : { description };
}

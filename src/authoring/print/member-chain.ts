import type { CodeStyle } from "./code-style.ts";
import { bracketed, group, hardLine, indent, type Layout } from "./layout.ts";

/** One `.name(args)`. */
export interface ChainedCall {
  readonly name: string;
  readonly args: readonly Layout[];
  /** The formatter finds an argument too intricate for a chain of three calls on one line. */
  readonly intricate?: boolean;
}

/** `name(a, b)`; an object or list at the end hugs the parentheses. */
export function call(name: string, args: readonly Layout[], style: CodeStyle): Layout {
  if (typeof args.at(-1) === "object") {
    return [name, "(", args.map((arg, i): Layout => (i === 0 ? arg : [", ", arg])), ")"];
  }
  return bracketed(`${name}(`, args, ")", "", style);
}

/**
 * `text().max(20).unique()`: on one line, or each call on its own where that is too long.
 *
 * @param root a call, or a bare name: formatters take a capitalized name for a factory and keep its first call beside it
 */
export function memberChain(root: Layout, calls: readonly ChainedCall[], style: CodeStyle): Layout {
  const links = calls.map(({ name, args }): Layout => [".", call(name, args, style)]);
  const beside = typeof root === "string" && !root.endsWith(")") ? 1 : 0;
  if (links.length < 2 + beside) return group([root, links]);
  const below = links.slice(beside).map((link): Layout => [hardLine, link]);
  const broken: Layout = [root, links.slice(0, beside), indent(below)];
  const count = calls.length + 1 - beside;
  if (count > 2 && calls.some(({ intricate }) => intricate === true)) return broken;
  return { kind: "either", flat: [root, links], broken };
}

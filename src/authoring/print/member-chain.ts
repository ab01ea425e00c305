import type { CodeStyle } from "./code-style.ts";
import { bracketed, group, hardLine, indent, type Layout } from "./layout.ts";

/** One `.name(args)`. */
export interface ChainedCall {
  readonly name: string;
  readonly args: readonly Layout[];
}

/** `name(a, b)`; a single object or list hugs the parentheses. */
export function call(name: string, args: readonly Layout[], style: CodeStyle): Layout {
  const [only] = args;
  if (args.length === 1 && only !== undefined && typeof only !== "string") return [name, "(", only, ")"];
  return bracketed(`${name}(`, args, ")", "", style);
}

/** `text().max(20).unique()`: on one line, or each call on its own where that is too long. */
export function memberChain(root: Layout, calls: readonly ChainedCall[], style: CodeStyle): Layout {
  const links = calls.map(({ name, args }): Layout => [".", call(name, args, style)]);
  if (links.length < 2) return group([root, links]);
  return {
    kind: "either",
    flat: [root, links],
    broken: [root, indent(links.map((link) => [hardLine, link]))],
  };
}

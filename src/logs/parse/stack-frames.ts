import type { StackFrame } from "../log-entry.ts";

/** Where functions lie while they run: `/var/task` on AWS, below the hash of their code in the local cloud. */
const home = /(?:file:\/\/\/?)?(?:\/var\/task|(?:[A-Za-z]:)?[\\/][^\s()]*[\\/][0-9a-f]{64})[\\/]/g;

/** Lambda's own code on both sides, and Node's. */
const outside = /node:|\/var\/runtime\/|[\\/]lambda-runtime[\\/]|[\\/]lambda[\\/]runtime[\\/][\w-]+\.cjs/;

/** A text with the project's paths in place of those where a function lies while it runs. */
export function withProjectPaths(text: string): string {
  return text.replace(home, "");
}

/**
 * The frames of a stack trace, with the project's paths. Source maps are applied where the function runs; frames of the
 * machinery that called it are left out.
 *
 * @param stack as Node writes it, or its lines
 */
export function stackFrames(stack: unknown): readonly StackFrame[] {
  const lines = Array.isArray(stack) ? stack.map(String) : typeof stack === "string" ? stack.split("\n") : [];
  return lines
    .filter((line) => /^\s*at /.test(line) && !outside.test(line))
    .map((line) => {
      const text = withProjectPaths(line.trim().replace(/^at /, ""));
      return {
        text,
        own: !/(?:^|[(\s])(?:infra[\\/]runtime|.*node_modules)[\\/]/.test(text) && /:\d+:\d+\)?$/.test(text),
      };
    });
}

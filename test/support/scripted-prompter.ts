import type { Prompter } from "../../src/cli/prompts/prompter.ts";

/** A prompter that answers from a list. A text that its question refuses is noted, and the next one taken. */
export function scriptedPrompter(answers: readonly unknown[]): Prompter & { readonly refusals: string[] } {
  const left = [...answers];
  const refusals: string[] = [];
  const next = (message: string): unknown => {
    if (left.length === 0) throw new Error(`No answer is left for: ${message}`);
    return left.shift();
  };
  return {
    refusals,
    async text({ message, check }) {
      for (;;) {
        const answer = String(next(message));
        const reason = check(answer);
        if (reason === null) return answer;
        refusals.push(reason);
      }
    },
    async choice({ message, choices }) {
      const answer = next(message);
      const found = choices.find(({ value }) => value === answer);
      if (found === undefined) throw new Error(`${String(answer)} is not among the choices of: ${message}`);
      return found.value;
    },
    async choices({ message, choices }) {
      const wanted = next(message) as readonly string[];
      return choices.filter(({ value }) => wanted.includes(value)).map(({ value }) => value);
    },
    async confirm({ message }) {
      return next(message) === true;
    },
  };
}

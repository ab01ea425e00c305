import { Cancelled } from "../../errors/cancelled.ts";
import type { Prompter } from "./prompter.ts";

/**
 * Asks on the terminal. Questions go to standard error, so that standard output holds results alone. Loads the prompt
 * library only now, since most runs ask nothing.
 */
export async function terminalPrompter(): Promise<Prompter> {
  const { checkbox, confirm, input, select } = await import("./prompt-library.ts");
  const context = { output: process.stderr };
  return {
    text: ({ message, default: preset, check }) =>
      orCancelled(
        input(
          {
            message,
            ...(preset === undefined ? {} : { default: preset }),
            validate: (answer) => check(answer.trim()) ?? true,
          },
          context,
        ).then((answer) => answer.trim()),
      ),
    choice: ({ message, choices, default: preset }) =>
      orCancelled(
        select(
          {
            message,
            choices: choices.map(shown),
            pageSize: 14,
            ...(preset === undefined ? {} : { default: preset }),
          },
          context,
        ),
      ),
    choices: ({ message, choices }) =>
      orCancelled(checkbox({ message, choices: choices.map(shown), pageSize: 14 }, context)),
    confirm: (question) => orCancelled(confirm(question, context)),
  };
}

function shown<T extends string>(choice: { value: T; label: string; description?: string }) {
  const { value, label, description } = choice;
  return { value, name: label, short: value, ...(description === undefined ? {} : { description }) };
}

async function orCancelled<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    // The library throws this at Ctrl-C, and when the terminal goes away.
    if (error instanceof Error && error.name === "ExitPromptError") throw new Cancelled();
    throw error;
  }
}

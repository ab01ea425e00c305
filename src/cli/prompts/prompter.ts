/** Asks a person. Every method throws `Cancelled` where the person presses Ctrl-C. */
export interface Prompter {
  text(question: TextQuestion): Promise<string>;
  choice<T extends string>(question: ChoiceQuestion<T>): Promise<T>;
  choices<T extends string>(question: ChoiceQuestion<T>): Promise<readonly T[]>;
  confirm(question: { readonly message: string; readonly default: boolean }): Promise<boolean>;
}

export interface TextQuestion {
  readonly message: string;
  readonly default?: string;
  /** The reason why an answer does not do, or null. */
  readonly check: (answer: string) => string | null;
}

export interface ChoiceQuestion<T extends string> {
  readonly message: string;
  readonly choices: readonly Choice<T>[];
  readonly default?: T;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown while the choice is under the cursor. */
  readonly description?: string;
}

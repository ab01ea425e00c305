import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";
import { type RunOptions, root, shellEnvironment } from "./run.ts";

export const keys = { enter: "\r", down: "\u001b[B", space: " ", controlC: "\u0003" } as const;

/** A command on a pseudo-terminal: what a person sees and presses. */
export interface Terminal {
  /** Everything shown so far, with escape sequences. */
  readonly raw: () => string;
  /** Waits until a text is shown that was not waited for before. */
  see(text: string): Promise<void>;
  press(...typed: readonly string[]): void;
  /** Waits for the end. */
  ended(): Promise<number>;
}

const patience = 40_000;

/** Starts the built command line of this checkout on a terminal of 100 columns. */
export function onTerminal(words: readonly string[], options: RunOptions): Terminal {
  const environment = shellEnvironment({ TERM: "xterm-256color", ...options.environment });
  const terminal = spawn(process.execPath, [join(root, "bin/run.js"), ...words], {
    cols: 100,
    rows: 40,
    cwd: options.folder,
    env: Object.fromEntries(
      Object.entries(environment).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])),
    ),
  });
  let raw = "";
  let seen = 0;
  const listeners = new Set<() => void>();
  terminal.onData((data) => {
    raw += data;
    for (const listener of listeners) listener();
  });
  const end = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
  return {
    raw: () => raw,
    see: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const shown = stripVTControlCharacters(raw);
          const at = shown.indexOf(text, seen);
          if (at === -1) return;
          seen = at + text.length;
          stop();
          resolve();
        };
        const stop = () => {
          clearTimeout(timer);
          listeners.delete(check);
        };
        const timer = setTimeout(() => {
          stop();
          reject(
            new Error(`"${text}" was not shown. What was:\n${stripVTControlCharacters(raw).slice(seen)}`),
          );
        }, patience);
        listeners.add(check);
        check();
      }),
    press: (...typed) => terminal.write(typed.join("")),
    ended: () => end,
  };
}

import type { ReadStream } from "node:tty";

export interface DevKeys {
  quit(): void;
  redeploy(): void;
  accept(): void;
  open(): void;
}

const controlC = "\u0003";
const controlD = "\u0004";

/**
 * Takes single keys from a terminal.
 *
 * @returns gives the terminal back as it was
 */
export function listenToKeys(terminal: ReadStream, keys: DevKeys): () => void {
  const listener = (typed: string | Buffer) => {
    for (const key of typed.toString()) {
      if (key === "q" || key === controlC || key === controlD) keys.quit();
      else if (key === "r") keys.redeploy();
      else if (key === "a") keys.accept();
      else if (key === "o") keys.open();
    }
  };
  terminal.setRawMode(true);
  terminal.resume();
  terminal.on("data", listener);
  return () => {
    terminal.off("data", listener);
    terminal.setRawMode(false);
    terminal.pause();
  };
}

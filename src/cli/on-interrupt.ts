const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls back at the first Ctrl-C (or a polite kill), so that work can be undone. A second one ends the process at once.
 *
 * @returns stops listening
 */
export function onInterrupt(callback: () => void): () => void {
  let interrupted = false;
  const listener = (signal: NodeJS.Signals) => {
    if (interrupted) {
      stop();
      process.kill(process.pid, signal);
      return;
    }
    interrupted = true;
    callback();
  };
  const stop = () => {
    for (const signal of signals) process.off(signal, listener);
  };
  for (const signal of signals) process.on(signal, listener);
  return stop;
}

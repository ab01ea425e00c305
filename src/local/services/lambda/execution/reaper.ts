import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Makes sure that functions' processes end with this one, even where this one is killed. */
export interface Reaper {
  watch(pid: number): void;
  forget(pid: number): void;
  stop(): void;
}

/** @param folder of the runtime's files */
export function reaper(folder: string): Reaper {
  let child: ChildProcess | null = null;

  function start(): ChildProcess {
    // A group of its own, so that Ctrl-C in a terminal does not end it before its time.
    const started = spawn(process.execPath, [join(folder, "reaper.cjs")], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      env: {},
      windowsHide: true,
    });
    started.unref();
    started.stdin?.on("error", () => {});
    started.on("error", () => {});
    (started.stdin as unknown as { unref?: () => void } | null)?.unref?.();
    return started;
  }

  return {
    watch(pid) {
      child ??= start();
      child.stdin?.write(`+${pid}\n`);
    },
    forget: (pid) => void child?.stdin?.write(`-${pid}\n`),
    stop: () => void child?.stdin?.end(),
  };
}

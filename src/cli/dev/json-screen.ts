import { errorResult } from "../error-result.ts";
import type { DevScreen } from "./dev-screen.ts";

/** For `--json`: each event on a line of its own, as JSON. */
export function jsonScreen(write: (line: string) => void): DevScreen {
  const tell = (value: object) => write(`${JSON.stringify(value)}\n`);
  return {
    show(event) {
      const failed = "error" in event && event.error !== null;
      tell(failed ? { ...event, ...errorResult(event.error) } : event);
    },
    close() {},
  };
}

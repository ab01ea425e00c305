import type { LoggedError } from "../log-entry.ts";
import { stackFrames } from "./stack-frames.ts";

/** Causes of causes: more are no help. */
const deepest = 5;

/**
 * An error as it stands in a log: as our logger writes it (`name`, `message`, `stack`, `cause`), or as Lambda does
 * (`errorType`, `errorMessage`, `stackTrace`).
 *
 * @returns null where the value is no error
 */
export function loggedError(value: unknown, depth = 0): LoggedError | null {
  if (typeof value !== "object" || value === null || depth >= deepest) return null;
  const error = value as Readonly<Record<string, unknown>>;
  const name = error["errorType"] ?? error["name"];
  const message = error["errorMessage"] ?? error["message"];
  const stack = error["stackTrace"] ?? error["trace"] ?? error["stack"];
  if (typeof message !== "string" || (stack === undefined && error["errorType"] === undefined)) return null;
  return {
    name: typeof name === "string" ? name : "Error",
    message,
    stack: stackFrames(stack),
    cause: loggedError(error["cause"], depth + 1),
  };
}

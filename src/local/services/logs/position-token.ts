import { invalidToken } from "./errors.ts";
import type { Position } from "./storage/events.ts";

const timeDigits = 20;
const idDigits = 36;

/** A place in a log as 56 digits: what AWS's event ids and page tokens look like. */
export function writePosition({ timestamp, id }: Position): string {
  return String(timestamp).padStart(timeDigits, "0") + String(id).padStart(idDigits, "0");
}

/** @throws WireError InvalidParameterException */
export function readPosition(text: string): Position {
  if (!/^\d{56}$/.test(text)) throw invalidToken();
  return { timestamp: Number(text.slice(0, timeDigits)), id: Number(text.slice(timeDigits)) };
}

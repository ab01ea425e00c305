import { createHash } from "node:crypto";

/** Lambda's limit for a function's name. */
const longestName = 64;

/**
 * The log group of a function: its name is cut where it is too long, as in `infra/runtime/constructs/app-stage.ts`.
 *
 * @param prefix `acme-dev`
 * @param name of the folder below `functions/`
 */
export function functionLogGroup(prefix: string, name: string): string {
  const whole = `${prefix}-${name}`;
  if (whole.length <= longestName) return `/aws/lambda/${whole}`;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `/aws/lambda/${whole.slice(0, longestName - 9)}-${hash}`;
}

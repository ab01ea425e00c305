import { createHash } from "node:crypto";

/** Lambda's limit for names. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const longestName = 64;

/**
 * Where a function of a stage logs: the rule of `AppStage.functionName` in `infra/runtime/constructs/app-stage.ts`.
 *
 * @param prefix `acme-local`
 * @param name the folder below `functions/`
 */
export function functionLogGroup(prefix: string, name: string): string {
  const whole = `${prefix}-${name}`;
  if (whole.length <= longestName) return `/aws/lambda/${whole}`;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `/aws/lambda/${whole.slice(0, longestName - 9)}-${hash}`;
}

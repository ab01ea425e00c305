import { checkAppSyncCode } from "../../../src/local/services/appsync/javascript/check.ts";
import { lint } from "./lint.ts";
import { typeCheck } from "./type-check.ts";

/** Everything that speaks against giving this bundled code to AppSync: our allow-list, AWS's linter, TypeScript. */
export function problemsOf(code: string): string[] {
  const own = checkAppSyncCode(code).map(
    ({ line, column, rule, message }) => `${line}:${column} ${rule}: ${message}`,
  );
  return [...own, ...lint(code), ...typeCheck(code)];
}

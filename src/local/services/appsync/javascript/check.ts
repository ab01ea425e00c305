import { parseSync } from "oxc-parser";
import { checkMethods } from "./method-rules.ts";
import { checkImports, checkNames } from "./name-rules.ts";
import { checkRecursion } from "./recursion-rule.ts";
import { referencesOf } from "./scopes.ts";
import { codeSizeLimit } from "./supported.ts";
import { checkSyntax } from "./syntax-rules.ts";
import { placeOf, type Report, type Violation } from "./violation.ts";

/**
 * Says where bundled code asks for more than APPSYNC_JS documents. It is an allow-list, stricter than AWS's linter: code
 * without violations runs on AppSync, while some code with violations may run there as well.
 *
 * @param code one ES module, as AppSync gets it
 * @returns every violation, in the order of the text; empty for good code
 */
export function checkAppSyncCode(code: string): readonly Violation[] {
  const size = Buffer.byteLength(code);
  const tooBig = size > codeSizeLimit;
  const violations: Violation[] = tooBig
    ? [{ rule: "size", message: `${size} bytes of code: at most ${codeSizeLimit}`, line: 1, column: 1 }]
    : [];
  const { program, errors } = parseSync("code.js", code, { sourceType: "module" });
  if (errors.length > 0) {
    return errors.map(({ message, labels }) => ({
      rule: "syntax",
      message,
      ...placeOf(code, labels[0]?.start ?? 0),
    }));
  }
  const report: Report = (rule, node, message) =>
    violations.push({ rule, message, ...placeOf(code, node.start) });
  const references = referencesOf(program);
  checkSyntax(program, report);
  checkImports(program, report);
  checkNames(references, report);
  checkMethods(program, references, report);
  checkRecursion(references, report);
  return violations.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

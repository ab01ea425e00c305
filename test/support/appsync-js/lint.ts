import plugin from "@aws-appsync/eslint-plugin";
import { Linter } from "eslint";

/** What AWS's own linter says of bundled code, with its `base` rules (the others need types). */
export function lint(code: string): string[] {
  const base = plugin.configs?.["base"] as Linter.Config;
  const messages = new Linter().verify(code, [{ files: ["**/*.js"], ...base }], { filename: "code.js" });
  return messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`);
}

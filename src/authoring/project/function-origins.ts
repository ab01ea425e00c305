import type { FunctionSpec } from "../arguments/function-spec.ts";
import { type FunctionTexts, flagOf } from "../arguments/function-texts.ts";
import type { Origin } from "./origins.ts";

/** The properties of a function's settings, and the options they come from. */
const settings: readonly (readonly [property: string, option: keyof FunctionTexts])[] = [
  ["input", "input"],
  ["returns", "returns"],
  ["access", "access"],
  ["method", "method"],
  ["path", "path"],
  ["every", "every"],
  ["cron", "cron"],
  ["timezone", "timezone"],
  ["model", "model"],
  ["on", "on"],
  ["prefix", "prefix"],
  ["event", "event"],
  ["secrets", "secrets"],
  ["environment", "environment"],
  ["timeoutSeconds", "timeout"],
  ["memoryMb", "memory"],
  ["description", "description"],
];

/**
 * Where everything comes from that `add-function` puts into `function.ts`.
 *
 * @param path of that file
 */
export function functionOrigins(spec: FunctionSpec, texts: FunctionTexts, path: string): readonly Origin[] {
  const model = "default";
  const origins: Origin[] = settings.flatMap(([field, option]) => {
    const text = texts[option];
    if (text === undefined || text.length === 0) return [];
    const value = typeof text === "string" ? text : text.join(" ");
    return [{ path, model, field, argument: `${flagOf(option)} ${value}` }];
  });
  for (const field of ["input", "returns"] as const) {
    for (const text of texts[field] ?? []) {
      const [inner = ""] = text.split(":", 1);
      origins.push({ path, model, field, inner, argument: text });
    }
  }
  return [...origins, { path, model, argument: spec.name }];
}

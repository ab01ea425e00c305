import type { Properties } from "../../../kernel/service.ts";

/** Names whose values are numbers in the API, though templates may write them as text. */
const numbers = new Set([
  "MinimumLength",
  "PasswordHistorySize",
  "TemporaryPasswordValidityDays",
  "UnusedAccountValidityDays",
  "AccessTokenValidity",
  "IdTokenValidity",
  "RefreshTokenValidity",
  "AuthSessionValidity",
  "RetryGracePeriodSeconds",
  "Precedence",
]);

/** A template's properties with the API's types: its texts `true` and `12` as what they mean. */
export function sameTypes(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, typed(name, value)]));
}

function typed(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => typed(name, item));
  if (typeof value === "object" && value !== null)
    return name === "UserPoolTags" ? value : sameTypes(value as Properties);
  if (value === "true" || value === "false") return value === "true";
  if (typeof value === "string" && numbers.has(name)) return Number(value);
  if (typeof value === "number" && /^(Min|Max)(Length|Value)$/.test(name)) return String(value);
  return value;
}

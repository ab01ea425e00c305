import type { Field, FieldRules } from "../../../definition/ir.ts";

/** `1 to 20 characters`, `at least 0`: what a value must be, as a sentence; null where anything goes. */
export function ruleText(field: Field): string | null {
  const { rules } = field;
  const parts = [
    range(rules.minItems, rules.maxItems, " item", " items"),
    range(rules.minLength, rules.maxLength, " character", " characters"),
    range(rules.min, rules.max, "", ""),
    rules.pattern === null ? null : `matches ${rules.pattern}`,
    field.type.kind === "scalar" && field.type.scalar === "money" ? "whole minor units, such as cents" : null,
    defaultText(field),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A description with the rules after it. */
export function withRules(field: Field): string | null {
  const parts = [field.description, ruleText(field)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" ");
}

type Bound = FieldRules["min"];

function range(low: Bound, high: Bound, one: string, many: string): string | null {
  const unit = (high ?? low) === 1 ? one : many;
  if (low !== null && high !== null)
    return low === high ? `exactly ${low}${unit}` : `${low} to ${high}${unit}`;
  if (low !== null) return `at least ${low}${unit}`;
  return high === null ? null : `at most ${high}${unit}`;
}

function defaultText({ default: value }: Field): string | null {
  if (value === null) return null;
  if (value.kind === "now") return "default: now";
  if (value.kind === "generated") return "default: a new id";
  return `default: ${typeof value.value === "string" ? value.value : JSON.stringify(value.value)}`;
}

import type { FieldSpec } from "../../data/spec.ts";

/** @returns what is wrong with one value, phrased to follow the field's name; empty where nothing is */
export function problemsOfValue(field: FieldSpec, value: unknown): string[] {
  if (value === null || value === undefined) return ["must not be null"];
  if (typeof value === "number") return problemsOfNumber(field, value);
  return typeof value === "string" ? problemsOfText(field, value) : [];
}

function problemsOfNumber({ type, min, max }: FieldSpec, value: number): string[] {
  if (!Number.isFinite(value)) return ["must be a number"];
  if (type === "money" && !Number.isSafeInteger(value))
    return ["must be a whole number of the smallest unit"];
  if (type === "integer" && !Number.isInteger(value)) return ["must be a whole number"];
  return [
    ...(min !== undefined && value < min ? [`must be at least ${min}`] : []),
    ...(max !== undefined && value > max ? [`must be at most ${max}`] : []),
  ];
}

function problemsOfText({ minLength, maxLength, pattern }: FieldSpec, value: string): string[] {
  return [
    ...(minLength !== undefined && value.length < minLength
      ? [`must have at least ${minLength} characters`]
      : []),
    ...(maxLength !== undefined && value.length > maxLength
      ? [`must have at most ${maxLength} characters`]
      : []),
    ...(pattern !== undefined && !matches(pattern, value) ? [`must match ${pattern}`] : []),
  ];
}

const compiled = new Map<string, RegExp>();

/** Patterns are written in what Java's and JavaScript's have in common; the whole text must match. */
function matches(pattern: string, value: string): boolean {
  const expression = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`, "u");
  compiled.set(pattern, expression);
  return expression.test(value);
}

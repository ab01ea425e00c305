import type { FieldRules, FieldType, Json, ScalarName } from "../ir.ts";
import { listed } from "../words/did-you-mean.ts";
import { unsafeText } from "../words/unsafe-text.ts";

/** Greatest length of a text that stands in generated code as a default. */
const longestText = 1000;
const longestJson = 4000;

const formats: Partial<Record<ScalarName, readonly [RegExp, string]>> = {
  date: [/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "2027-03-31"],
  time: [/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?$/, "09:30:00"],
  dateTime: [
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/,
    "2027-03-31T09:30:00.000Z",
  ],
  email: [/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, "jane@acme.example"],
  phone: [/^\+[1-9]\d{6,14}$/, "+41446681800"],
};

/**
 * Why one value does not fit a field, or null where it does.
 *
 * @param values of the enum, where the field is one
 */
export function valueProblem(
  type: FieldType,
  rules: FieldRules,
  values: readonly string[],
  value: unknown,
): string | null {
  if (type.kind === "enum") return enumProblem(values, value);
  if (type.kind !== "scalar") return "cannot have a default";
  switch (type.scalar) {
    case "integer":
    case "decimal":
    case "money":
      return numberProblem(type.scalar, rules, value);
    case "boolean":
      return typeof value === "boolean" ? null : "is neither true nor false";
    case "json":
      return jsonProblem(value);
    default:
      return textProblem(type.scalar, rules, value);
  }
}

function enumProblem(values: readonly string[], value: unknown): string | null {
  return typeof value === "string" && values.includes(value) ? null : `is none of ${listed(values)}`;
}

function numberProblem(
  scalar: "integer" | "decimal" | "money",
  rules: FieldRules,
  value: unknown,
): string | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return "is no number";
  if (scalar === "integer" && value !== (value | 0)) return "is no whole number of 32 bits";
  if (scalar === "money" && !Number.isSafeInteger(value)) return "is no whole number of minor units (cents)";
  if (rules.min !== null && value < rules.min) return `is less than the least, ${rules.min}`;
  if (rules.max !== null && value > rules.max) return `is more than the greatest, ${rules.max}`;
  return null;
}

function textProblem(scalar: ScalarName, rules: FieldRules, value: unknown): string | null {
  if (typeof value !== "string") return "is no text";
  const unsafe = unsafeText(value, longestText);
  if (unsafe !== null) return unsafe;
  const format = formats[scalar];
  if (format !== undefined && !format[0].test(value)) return `is not written like ${format[1]}`;
  if ((scalar === "date" || scalar === "dateTime") && !isDay(value.slice(0, 10)))
    return "is not a day of the calendar";
  if (scalar === "url" && !URL.canParse(value)) return "is no absolute address, like https://acme.example/";
  if (rules.minLength !== null && value.length < rules.minLength)
    return `is shorter than ${rules.minLength} characters`;
  if (rules.maxLength !== null && value.length > rules.maxLength)
    return `is longer than ${rules.maxLength} characters`;
  if (rules.pattern !== null && !new RegExp(`^(?:${rules.pattern})$`, "u").test(value))
    return "does not match the field's pattern";
  return null;
}

function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Whether a value is made only of what JSON has. */
export function isJson(value: unknown, depth = 0): value is Json {
  if (depth > 20) return false;
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") return unsafeText(value, longestJson) === null;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item: unknown) => isJson(item, depth + 1));
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.entries(value).every(([key, item]) => isJson(key, depth + 1) && isJson(item, depth + 1));
}

function jsonProblem(value: unknown): string | null {
  if (!isJson(value)) return "cannot be carried as JSON";
  return JSON.stringify(value).length > longestJson
    ? `is longer than ${longestJson} characters of JSON`
    : null;
}

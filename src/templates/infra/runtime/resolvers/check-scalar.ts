import type { Item, Value } from "../data/record.ts";
import type { FieldSpec } from "../data/spec.ts";
import { isUlid, matchesWhole } from "./matches-whole.ts";

/** The largest whole number that JavaScript, and so GraphQL's Float, holds exactly: 2^53 - 1. */
const largestWhole = 9_007_199_254_740_991;
/** DynamoDB's range of numbers: 38 digits, 1E-130 to 9.99E+125. */
const [smallestNumber, largestNumber] = [1e-130, 9.99e125];
const longestFileName = 255;

/**
 * What is wrong with one value, which is not null, in canonical form and of the field's GraphQL type.
 *
 * @param filesPrefix keys of files must start with it: `tenants/acme/`; empty: no file will do
 * @returns null when all is well
 */
export function scalarProblem(field: FieldSpec, value: Value, filesPrefix: string): string | null {
  if (value === null)
    return field.type === "date" || field.type === "time" ? "must have no offset" : "may not be null";
  if (field.type === "file") return fileProblem(value as Item, filesPrefix);
  if (typeof value === "number") return numberProblem(field, value);
  if (typeof value === "string" && field.type !== "json") return textProblem(field, value);
  return null;
}

/** `1 character`, `2 characters`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/** @returns what is wrong with the id of another record */
export function referenceProblem(value: Value): string | null {
  return isUlid(value) ? null : "is not an id";
}

function numberProblem(field: FieldSpec, value: number): string | null {
  if (field.type !== "decimal") {
    if (Math.floor(value) !== value) return "must be a whole number";
    if (value > largestWhole || value < -largestWhole) return "is too large to be exact";
  }
  const size = value < 0 ? -value : value;
  if (size > largestNumber || (size > 0 && size < smallestNumber)) return "is out of range";
  if (field.min !== undefined && value < field.min) return `must be at least ${field.min}`;
  if (field.max !== undefined && value > field.max) return `must be at most ${field.max}`;
  return null;
}

function textProblem(field: FieldSpec, value: string): string | null {
  if (field.minLength !== undefined && value.length < field.minLength) {
    return `must have at least ${counted(field.minLength, "character")}`;
  }
  if (field.maxLength !== undefined && value.length > field.maxLength) {
    return `must have at most ${counted(field.maxLength, "character")}`;
  }
  if (field.pattern !== undefined && !matchesWhole(field.pattern, value))
    return `must match ${field.pattern}`;
  return null;
}

function fileProblem(file: Item, prefix: string): string | null {
  const key = `${file["key"]}`;
  const size = file["size"] as number;
  if (
    prefix === "" ||
    !key.startsWith(prefix) ||
    key.length === prefix.length ||
    key.split("/").some((part) => part === "..")
  ) {
    return "must be a file that was uploaded for this tenant";
  }
  if (Math.floor(size) !== size || size < 0) return "has an impossible size";
  const name = `${file["name"]}`;
  if (name.length === 0 || name.length > longestFileName)
    return `must have a name of 1 to ${longestFileName} characters`;
  return null;
}

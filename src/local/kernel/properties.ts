import type { Properties } from "./service.ts";

/** Readers of a CloudFormation resource's properties: templates may write numbers and booleans as texts. */

/** @returns undefined where the property is absent */
export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** @returns undefined where the property is absent */
export function numberOf(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : Number(value);
}

/** @returns undefined where the property is absent */
export function flagOf(properties: Properties, name: string): boolean | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : value === true || value === "true";
}

/** A property that takes JSON as a structure or as text, as text. */
export function jsonOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** @returns an empty list where the property is absent */
export function listOf<T>(properties: Properties, name: string): readonly T[] {
  const value = properties[name];
  return Array.isArray(value) ? (value as T[]) : [];
}

/** The resource's tags over the stack's. */
export function tagsOf(
  properties: Properties,
  stackTags: Readonly<Record<string, string>>,
): { Key: string; Value: string }[] {
  const own = listOf<{ Key: string; Value: unknown }>(properties, "Tags").map(({ Key, Value }) => [
    Key,
    String(Value),
  ]);
  return Object.entries({ ...stackTags, ...(Object.fromEntries(own) as Record<string, string>) }).map(
    ([Key, Value]) => ({ Key, Value }),
  );
}

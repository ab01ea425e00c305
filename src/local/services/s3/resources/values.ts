/** A structure in a template: CloudFormation may give numbers and booleans as texts. */
export type Structure = Readonly<Record<string, unknown>>;

export function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

export function number(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

export function flag(value: unknown): boolean | undefined {
  return value === undefined || value === null ? undefined : value === true || value === "true";
}

export function structure(value: unknown): Structure | undefined {
  return typeof value === "object" && value !== null ? (value as Structure) : undefined;
}

/** @returns undefined where the list is absent */
export function list(value: unknown): readonly Structure[] | undefined {
  return Array.isArray(value) ? (value as Structure[]) : undefined;
}

export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** Without members that are not there. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

import type { Template } from "../assembly/template.ts";

/** What a service stack's template says of its models (`infra/runtime/constructs/describe-backend.ts` writes it). */
export interface BackendDescription {
  readonly models: Readonly<Record<string, ModelDescription>>;
  readonly functions: readonly string[];
}

export interface ModelDescription {
  /** Decides where records are: `tenant`, `user/4`, `tenant dedicated`. */
  readonly place: string;
  /** By attribute: `text`, `text?`, `text[]`, `enum(draft|sent)`. */
  readonly fields: Readonly<Record<string, string>>;
  /** By name: slot and revision, what is compared and what sorts: `3.1 status,ownerId/dueOn`. */
  readonly indexes: Readonly<Record<string, string>>;
  /** By name: its attributes, `customerId,number`. */
  readonly uniques: Readonly<Record<string, string>>;
  readonly ttlField?: string;
}

/** @returns null where the template carries no description: it is another stack's */
export function descriptionIn({ metadata }: Template): BackendDescription | null {
  const found = metadata["Backend"];
  return typeof found === "object" && found !== null && "models" in found
    ? (found as BackendDescription)
    : null;
}

/** Has the model a table of its own? */
export function isDedicated({ place }: Pick<ModelDescription, "place">): boolean {
  return place.endsWith(" dedicated");
}

export interface FieldKind {
  /** `text`, `enum(draft|sent)` */
  readonly type: string;
  /** Of an enum; null: it is none. */
  readonly values: readonly string[] | null;
  readonly list: boolean;
  readonly optional: boolean;
}

/** Reads `enum(draft|sent)[]?`. */
export function fieldKind(text: string): FieldKind {
  const optional = text.endsWith("?");
  const rest = optional ? text.slice(0, -1) : text;
  const list = rest.endsWith("[]");
  const type = list ? rest.slice(0, -2) : rest;
  const values = /^enum\((.*)\)$/.exec(type)?.[1]?.split("|") ?? null;
  return { type, values, list, optional };
}

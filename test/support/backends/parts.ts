import type {
  BelongsTo,
  Field,
  FieldRules,
  FieldType,
  HasMany,
  HasOne,
  ManyToMany,
  Model,
  Principal,
  ScalarName,
} from "../../../src/definition/ir.ts";

/** Rules that allow everything. */
export const noRules: FieldRules = {
  min: null,
  max: null,
  minLength: null,
  maxLength: null,
  pattern: null,
  minItems: null,
  maxItems: null,
};

type FieldOptions = Partial<Omit<Field, "name" | "type" | "rules">> & {
  readonly rules?: Partial<FieldRules>;
};

/** A field of any type; required, single and without a default unless `options` says otherwise. */
export function field(name: string, type: FieldType | ScalarName, options: FieldOptions = {}): Field {
  return {
    name,
    type: typeof type === "string" ? { kind: "scalar", scalar: type } : type,
    list: options.list ?? false,
    required: options.required ?? true,
    default: options.default ?? null,
    rules: { ...noRules, ...options.rules },
    description: options.description ?? null,
  };
}

export const enumOf = (name: string): FieldType => ({ kind: "enum", enum: name });
export const objectOf = (name: string): FieldType => ({ kind: "object", object: name });
export const file: FieldType = { kind: "file" };

const by = (name: string): string => `by${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** A belongsTo as the definition builds it: foreign key `<name>Id`, index `by<Name>`. */
export function belongsTo(name: string, target: string, options: Partial<BelongsTo> = {}): BelongsTo {
  return {
    kind: "belongsTo",
    name,
    target,
    required: true,
    foreignKey: `${name}Id`,
    index: by(name),
    inverse: null,
    unique: false,
    onDelete: options.required === false ? "setNull" : "restrict",
    description: null,
    ...options,
  };
}

export function hasMany(name: string, target: string, via: string): HasMany {
  return { kind: "hasMany", name, target, via, foreignKey: `${via}Id`, index: by(via), description: null };
}

export function hasOne(name: string, target: string, via: string): HasOne {
  return { kind: "hasOne", name, target, via, foreignKey: `${via}Id`, index: by(via), description: null };
}

export function manyToMany(
  name: string,
  target: string,
  options: Pick<ManyToMany, "link" | "side" | "inverse">,
): ManyToMany {
  return { kind: "manyToMany", name, target, description: null, ...options };
}

export const role = (name: string): Principal => ({ kind: "role", role: name });
export const creator: Principal = { kind: "creator" };
export const signedIn: Principal = { kind: "signedIn" };
export const anyone: Principal = { kind: "anyone" };

/** A tenant model that every member may read and write, without relations, indexes or options. */
export function model(name: string, options: Partial<Model> = {}): Model {
  const members = [[role("member")]];
  return {
    name,
    plural: `${name}s`,
    scope: "tenant",
    description: null,
    source: { file: `models/${kebab(name)}.ts` },
    fields: [],
    relations: [],
    indexes: [],
    uniques: [],
    access: { read: members, create: members, update: members, delete: members },
    softDelete: null,
    ttlField: null,
    shards: 1,
    dedicated: false,
    ...options,
  };
}

/** `InvoiceLine` -> `invoice-line`. */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** Freezes a plain value and everything in it, as the definition does with the IR. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

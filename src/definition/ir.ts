/**
 * The intermediate representation: one frozen, complete description of a user's backend.
 *
 * Everything after validation reads only this. Nothing is left implicit: what the user did not set is an explicit
 * default or `null`. Lists that come from files are sorted by name, so that the same definition gives the same bytes.
 * It is plain JSON: no functions, no class instances, no dates.
 */

export interface Backend {
  readonly app: App;
  /** Sorted by name. */
  readonly enums: readonly EnumType[];
  /** Nested object types, sorted by name. */
  readonly objects: readonly ObjectType[];
  /** Sorted by name. */
  readonly models: readonly Model[];
  /** Sorted by name. */
  readonly functions: readonly BackendFunction[];
}

/** What `plinth.config.ts` says. */
export interface App {
  /** kebab-case, 3 to 24 characters: becomes part of stack names. */
  readonly name: string;
  /** AWS region, for instance `eu-west-1`. */
  readonly region: string;
  /** Tenant roles in the order declared; `member` is always among them and is held by everybody in the tenant. */
  readonly roles: readonly string[];
  /** In the order declared; the first is the default stage. */
  readonly stages: readonly Stage[];
  readonly signIn: SignIn;
  /** Monthly ceiling in whole US dollars, watched by a budget alarm in every stage. */
  readonly budget: { readonly monthlyUsd: number; readonly email: string | null };
}

export interface Stage {
  /** kebab-case, 1 to 16 characters. */
  readonly name: string;
  /** Protected stages refuse deletion and deploy in CloudFormation's STANDARD mode with rollback. */
  readonly protected: boolean;
  /** 12 digits, or null where the account comes from the caller's credentials. */
  readonly account: string | null;
  /** One of the retentions that CloudWatch Logs accepts. */
  readonly logRetentionDays: number;
}

export interface SignIn {
  /** May anybody create a user, or only invited people? */
  readonly selfSignUp: boolean;
  readonly mfa: "off" | "optional" | "required";
  /** 8 to 99. */
  readonly passwordLength: number;
  /** Cognito's feature plan. Essentials is the least that lets Plinth put the tenant into access tokens. */
  readonly plan: "essentials" | "plus";
}

export interface EnumType {
  readonly name: string;
  readonly values: readonly string[];
  readonly description: string | null;
  readonly source: Source;
}

export interface ObjectType {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly description: string | null;
  readonly source: Source;
}

/** Where in the user's files something is written. `file` is relative to the project, with forward slashes. */
export interface Source {
  readonly file: string;
}

export type ScalarName =
  | "text"
  | "integer"
  | "decimal"
  | "money"
  | "boolean"
  | "date"
  | "time"
  | "dateTime"
  | "email"
  | "url"
  | "phone"
  | "json"
  | "id";

export type FieldType =
  | { readonly kind: "scalar"; readonly scalar: ScalarName }
  | { readonly kind: "enum"; readonly enum: string }
  | { readonly kind: "object"; readonly object: string }
  /** A stored file: key, name, size and content type, under the tenant's prefix in the files bucket. */
  | { readonly kind: "file" };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly list: boolean;
  readonly required: boolean;
  readonly default: DefaultValue | null;
  readonly rules: FieldRules;
  readonly description: string | null;
}

export type DefaultValue =
  | { readonly kind: "value"; readonly value: Json }
  /** The moment of the write, in the field's own format (date, time, dateTime). */
  | { readonly kind: "now" }
  /** A new ULID (id fields). */
  | { readonly kind: "generated" };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Bounds are inclusive. They apply to each element of a list field, except `minItems` and `maxItems`. */
export interface FieldRules {
  /** integer, decimal, money. */
  readonly min: number | null;
  readonly max: number | null;
  /** text, email, url, phone, id: characters. A field in an index or a unique constraint always has a maxLength. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** A Java-compatible pattern that the whole text must match (AppSync's `util.matches`). */
  readonly pattern: string | null;
  readonly minItems: number | null;
  readonly maxItems: number | null;
}

/** Whose data a model holds: the tenant's, one user's (in whatever tenant), or everybody's. */
export type Scope = "tenant" | "user" | "global";

export interface Model {
  /** PascalCase, singular. */
  readonly name: string;
  /** PascalCase plural, unique among all names: `Invoices`, `People`. */
  readonly plural: string;
  readonly scope: Scope;
  readonly description: string | null;
  readonly source: Source;
  /**
   * The stored fields the user declared, in the order declared. A belongsTo stores its foreign key, which is NOT listed
   * here: see `Relation.foreignKey`.
   */
  readonly fields: readonly Field[];
  /** In the order declared. */
  readonly relations: readonly Relation[];
  /** Declared indexes and those that relations need, sorted by name. Slots are in the lock, not here. */
  readonly indexes: readonly Index[];
  /** Sorted by name. */
  readonly uniques: readonly Unique[];
  readonly access: Access;
  readonly softDelete: { readonly keepDays: number } | null;
  /** Name of the dateTime field after which a record is gone, or null. */
  readonly ttlField: string | null;
  /** 1 to 8. Over 1: keys are spread over this many partitions, and lists go shard by shard. */
  readonly shards: number;
  /** True: a DynamoDB table of its own. */
  readonly dedicated: boolean;
}

export type Relation = BelongsTo | HasMany | HasOne | ManyToMany;

/** What happens to the records that point here when the target is deleted. `keep` leaves the reference dangling. */
export type OnDelete = "restrict" | "cascade" | "setNull" | "keep";

export interface BelongsTo {
  readonly kind: "belongsTo";
  readonly name: string;
  readonly target: string;
  readonly required: boolean;
  /** The stored attribute and input field: `customerId`. */
  readonly foreignKey: string;
  /** The index on the foreign key; null only where the user asked for none (`.unindexed()`, with onDelete "keep"). */
  readonly index: string | null;
  /** The hasMany or hasOne on the target that mirrors this one, or null. */
  readonly inverse: string | null;
  /** True where the inverse is a hasOne or the user said so: a Unique of the foreign key alone exists. */
  readonly unique: boolean;
  readonly onDelete: OnDelete;
  readonly description: string | null;
}

export interface HasMany {
  readonly kind: "hasMany";
  readonly name: string;
  readonly target: string;
  /** The belongsTo on the target. */
  readonly via: string;
  /** Foreign key attribute and index on the target. */
  readonly foreignKey: string;
  readonly index: string;
  readonly description: string | null;
}

export interface HasOne {
  readonly kind: "hasOne";
  readonly name: string;
  readonly target: string;
  readonly via: string;
  readonly foreignKey: string;
  readonly index: string;
  readonly description: string | null;
}

export interface ManyToMany {
  readonly kind: "manyToMany";
  readonly name: string;
  readonly target: string;
  /** Name of the link, the same on both sides: `InvoiceTags`. Its items live beside the records. */
  readonly link: string;
  /** `left` is the side whose id stands in the link's partition; the other side reads through slot 1. */
  readonly side: "left" | "right";
  /** The manyToMany on the target that mirrors this one, or null. */
  readonly inverse: string | null;
  readonly description: string | null;
}

export interface Index {
  /** camelCase, for instance `byStatus`; unique within the model. */
  readonly name: string;
  /**
   * Stored attributes (foreign keys by their attribute name): all are compared with equals. Empty, where `sort` is not: the
   * index holds every record of the model, in that order.
   */
  readonly hash: readonly string[];
  /** Stored attributes that order the records, most significant first; empty: by id, that is by time of creation. */
  readonly sort: readonly string[];
  readonly origin: "declared" | "relation";
  readonly description: string | null;
}

export interface Unique {
  /**
   * `byNumber`, `byProjectAndKey`; a foreign key alone keeps its `Id` (`byCustomerId`), since `byCustomer` is the
   * relation's index. Unique within the model, also against index names.
   */
  readonly name: string;
  /** Stored attributes. Where one of them is absent the constraint does not apply to that record. */
  readonly fields: readonly string[];
}

/** Who may do what. A rule is an *or* of *and*s; an empty rule lets nobody in but the system. */
export interface Access {
  readonly read: AccessRule;
  readonly create: AccessRule;
  readonly update: AccessRule;
  readonly delete: AccessRule;
}

export type AccessRule = readonly (readonly Principal[])[];

/**
 * - `{ role }`: holds the role in the tenant of the token (every tenant member holds `member`).
 * - `creator`: created the record. For `create` it is always true.
 * - `signedIn`: any signed-in user, with or without a tenant.
 * - `anyone`: no sign-in needed; only for HTTP functions.
 *
 * Functions and operators that call with IAM credentials (the system) pass every rule.
 */
export type Principal =
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "creator" }
  | { readonly kind: "signedIn" }
  | { readonly kind: "anyone" };

export interface BackendFunction {
  /** kebab-case: the folder under `functions/`. */
  readonly name: string;
  readonly source: Source;
  readonly description: string | null;
  readonly trigger: Trigger;
  /** Who may call it (query, mutation, http); empty for the other triggers. */
  readonly access: AccessRule;
  /** Names of secrets the function reads, UPPER_SNAKE_CASE, sorted. */
  readonly secrets: readonly string[];
  /** Plain environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** 1 to 900; at most 29 for query, mutation and http; at most 5 for sign-in. */
  readonly timeoutSeconds: number;
  /** 128 to 10240. */
  readonly memoryMb: number;
}

export type Trigger =
  | {
      readonly kind: "query" | "mutation";
      /** The GraphQL field: camelCase of the function's name. */
      readonly field: string;
      /** Name of the generated input type's arguments. */
      readonly input: readonly Field[];
      readonly output: FunctionOutput;
    }
  | { readonly kind: "http"; readonly method: HttpMethod; readonly path: string }
  /** `expression` is an EventBridge Scheduler expression: `rate(1 hour)` or `cron(0 6 * * ? *)`. */
  | { readonly kind: "schedule"; readonly expression: string; readonly timezone: string }
  | { readonly kind: "modelChange"; readonly model: string; readonly on: readonly ChangeKind[] }
  /** Files whose key, below the tenant's prefix, starts with `prefix` (empty: all). */
  | { readonly kind: "fileUpload"; readonly prefix: string }
  | { readonly kind: "signIn"; readonly event: SignInEvent };

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type ChangeKind = "created" | "updated" | "deleted";
export type SignInEvent = "preSignUp" | "postConfirmation" | "postAuthentication" | "customMessage";

/** What a query or mutation returns. */
export type FunctionOutput =
  | { readonly kind: "fields"; readonly fields: readonly Field[] }
  | { readonly kind: "model"; readonly model: string; readonly list: boolean }
  | { readonly kind: "nothing" };

import type { KeyType } from "../values/key-encoding.ts";

export interface Attribute {
  readonly name: string;
  readonly type: KeyType;
}

export interface Projection {
  readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  /** INCLUDE only. */
  readonly attributes: readonly string[];
}

/** Units a second; zeros where the table is paid by request. */
export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface Index {
  readonly name: string;
  readonly global: boolean;
  /** Names its storage: never given twice. */
  readonly number: number;
  /** One attribute, or up to four. */
  readonly hash: readonly Attribute[];
  /** None, one, or up to four. */
  readonly range: readonly Attribute[];
  readonly projection: Projection;
  readonly throughput: Throughput;
  /** As given; nothing here is throttled. */
  readonly onDemand?: unknown;
  readonly warm?: unknown;
}

export interface StreamOfTable {
  readonly arn: string;
  readonly label: string;
  readonly view: StreamView;
  readonly number: number;
}

export type StreamView = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

/** What is kept of a table, apart from its items. */
export interface Table {
  readonly name: string;
  readonly id: string;
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly attributes: readonly Attribute[];
  readonly hash: Attribute;
  readonly range: Attribute | null;
  readonly indexes: readonly Index[];
  readonly billing: "PROVISIONED" | "PAY_PER_REQUEST";
  /** When it was last set to PAY_PER_REQUEST; null: never. */
  readonly payPerRequestSince: number | null;
  readonly throughput: Throughput;
  readonly onDemand?: unknown;
  readonly warm?: unknown;
  readonly tableClass: "STANDARD" | "STANDARD_INFREQUENT_ACCESS" | null;
  readonly encryption: { readonly keyArn: string | null } | null;
  readonly deletionProtection: boolean;
  readonly stream: StreamOfTable | null;
  readonly timeToLive: string | null;
  readonly recovery: { readonly since: number; readonly days: number } | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** The names of all attributes that make an entry's key: the index's own, then the table's. */
export function keyNames(table: Table, index: Index | null): string[] {
  const own = index === null ? [] : [...index.hash, ...index.range];
  const base = table.range === null ? [table.hash] : [table.hash, table.range];
  return [...new Set([...own, ...base].map(({ name }) => name))];
}

/** The names of the attributes that entries of an index have; null: all. */
export function projectedNames(table: Table, index: Index): readonly string[] | null {
  const { type, attributes } = index.projection;
  if (type === "ALL") return null;
  return [...keyNames(table, index), ...(type === "INCLUDE" ? attributes : [])];
}

export function tableArn(name: string, region: string, accountId: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
}

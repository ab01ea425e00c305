import type { Collection, Store } from "../../kernel/store.ts";

export interface Secret {
  readonly name: string;
  /** `arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 random characters>` */
  readonly arn: string;
  readonly description: string | null;
  readonly kmsKeyId: string | null;
  readonly type: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** By version id. */
  readonly versions: Readonly<Record<string, Version>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly accessedAt: number | null;
  /** When it was asked to be deleted. */
  readonly deletedAt: number | null;
  /** When it is gone for good. */
  readonly goneAt: number | null;
}

export interface Version {
  readonly text: string | null;
  /** Base64. */
  readonly binary: string | null;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

export interface SecretsState {
  readonly secrets: Collection<Secret>;
}

export function secretsState(store: Store): SecretsState {
  return { secrets: store.collection("secrets-manager.secrets") };
}

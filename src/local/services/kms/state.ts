import type { Collection, Store } from "../../kernel/store.ts";

export interface Key {
  readonly id: string;
  readonly description: string;
  readonly state: "Enabled" | "Disabled" | "PendingDeletion";
  readonly manager: "CUSTOMER" | "AWS";
  readonly multiRegion: boolean;
  /** 32 bytes in base64. */
  readonly material: string;
  /** JSON text. */
  readonly policy: string;
  readonly rotationDays: number | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly goneAt: number | null;
}

export interface Alias {
  /** `alias/...` */
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface KmsState {
  readonly keys: Collection<Key>;
  readonly aliases: Collection<Alias>;
}

export function kmsState(store: Store): KmsState {
  return { keys: store.collection("kms.keys"), aliases: store.collection("kms.aliases") };
}

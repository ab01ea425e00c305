import type { Collection, Store } from "../../kernel/store.ts";

export interface Repository {
  readonly name: string;
  readonly tagMutability: string;
  readonly scanOnPush: boolean;
  readonly encryptionType: string;
  readonly kmsKey: string | null;
  /** JSON texts. */
  readonly lifecyclePolicy: string | null;
  readonly policy: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface EcrState {
  readonly repositories: Collection<Repository>;
}

export function ecrState(store: Store): EcrState {
  return { repositories: store.collection("ecr.repositories") };
}

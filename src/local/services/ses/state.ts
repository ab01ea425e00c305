import type { Collection, Store } from "../../kernel/store.ts";

export interface Identity {
  /** `ops@acme.example` or `acme.example` */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Three, as AWS gives; domains publish them. */
  readonly dkimTokens: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface SesState {
  readonly identities: Collection<Identity>;
  /** Messages sent, by hour, for the account's quota. */
  readonly sent: Collection<number>;
}

export function sesState(store: Store): SesState {
  return { identities: store.collection("ses.identities"), sent: store.collection("ses.sent") };
}

import type { Target } from "@aws-sdk/client-eventbridge";
import type { Collection, Store } from "../../kernel/store.ts";

export interface Bus {
  readonly name: string;
  readonly description: string | null;
  /** JSON text; null: nobody but the account's own identities. */
  readonly policy: string | null;
  readonly deadLetterArn: string | null;
  readonly kmsKey: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly description: string | null;
  /** JSON text. */
  readonly pattern: string | null;
  readonly schedule: string | null;
  readonly state: "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  readonly roleArn: string | null;
  readonly targets: readonly Target[];
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export interface EventBridgeState {
  readonly buses: Collection<Bus>;
  /** Key: bus, `/`, name. */
  readonly rules: Collection<Rule>;
}

export function eventBridgeState(store: Store): EventBridgeState {
  return { buses: store.collection("eventbridge.buses"), rules: store.collection("eventbridge.rules") };
}

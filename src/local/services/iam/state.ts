import type { WebIdentity } from "../../kernel/service.ts";
import type { Collection, Store } from "../../kernel/store.ts";

export interface Role {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string | null;
  /** JSON text. */
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number;
  readonly permissionsBoundary: string | null;
  /** Inline policies: name to JSON text. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string | null;
  /** Oldest first; at most five, as on AWS. */
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface PolicyVersion {
  /** `v1` */
  readonly id: string;
  /** JSON text. */
  readonly document: string;
  readonly createdAt: number;
}

/** Temporary credentials that STS or a service has given out. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Null: a session of the account's root (GetSessionToken). */
  readonly roleName: string | null;
  readonly sessionName: string;
  /** JSON texts. */
  readonly policies: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly webIdentity?: WebIdentity;
  readonly expiresAt: number;
}

export interface IamState {
  readonly roles: Collection<Role>;
  /** By ARN. */
  readonly policies: Collection<ManagedPolicy>;
  /** By access key id. */
  readonly sessions: Collection<Session>;
}

export function iamState(store: Store): IamState {
  return {
    roles: store.collection("iam.roles"),
    policies: store.collection("iam.policies"),
    sessions: store.collection("iam.sessions"),
  };
}

/** JSON text of the version in force. */
export function documentOf(policy: ManagedPolicy): string {
  const version = policy.versions.find(({ id }) => id === policy.defaultVersionId);
  return (version ?? (policy.versions.at(-1) as PolicyVersion)).document;
}

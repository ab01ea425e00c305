import type { CreateIdentityPoolInput, RoleMapping } from "@aws-sdk/client-cognito-identity";
import type { Collection, Store } from "../../kernel/store.ts";

export type PoolSettings = Omit<CreateIdentityPoolInput, "IdentityPoolTags">;

export interface PrincipalTagMap {
  readonly useDefaults: boolean;
  /** Tag key to the claim whose value it takes. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface IdentityPool {
  /** `eu-west-1:6f9a2c1e-...` */
  readonly id: string;
  readonly settings: PoolSettings;
  readonly tags: Readonly<Record<string, string>>;
  /** `authenticated` and `unauthenticated`, to the ARNs of roles. */
  readonly roles: Readonly<Record<string, string>>;
  /** By `<provider>:<client id>`. */
  readonly roleMappings: Readonly<Record<string, RoleMapping>>;
  /** By provider. */
  readonly principalTags: Readonly<Record<string, PrincipalTagMap>>;
  /** Milliseconds since 1970, here and below. */
  readonly createdAt: number;
}

export interface Identity {
  readonly id: string;
  readonly poolId: string;
  /** Provider to the subject there; empty: a guest. */
  readonly logins: Readonly<Record<string, string>>;
  /** Merged into another: it gives nothing any more. */
  readonly disabled: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The RSA key that signs the tokens of all identity pools. */
export interface SigningKey {
  readonly kid: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** Base64url, as in a JWK. */
  readonly n: string;
  readonly e: string;
}

export interface CognitoIdentityState {
  readonly pools: Collection<IdentityPool>;
  readonly identities: Collection<Identity>;
  /** `<pool>/<provider>/<subject>` to the identity's id. */
  readonly logins: Collection<string>;
  /** One, under `current`. */
  readonly keys: Collection<SigningKey>;
}

export function cognitoIdentityState(store: Store): CognitoIdentityState {
  return {
    pools: store.collection("cognito-identity.pools"),
    identities: store.collection("cognito-identity.identities"),
    logins: store.collection("cognito-identity.logins"),
    keys: store.collection("cognito-identity.keys"),
  };
}

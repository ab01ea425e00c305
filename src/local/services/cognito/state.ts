import type {
  ChallengeNameType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  SchemaAttributeType,
  SetUserPoolMfaConfigRequest,
  UserStatusType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Collection, Store } from "../../kernel/store.ts";

export type PoolSettings = Omit<CreateUserPoolRequest, "PoolName" | "Schema" | "UserPoolTags">;

export interface UserPool {
  /** `eu-west-1_AbCdEfGhI` */
  readonly id: string;
  readonly name: string;
  /** As given; what is absent has AWS's default where it is read. */
  readonly settings: PoolSettings;
  /** Standard attributes, then custom ones with their `custom:` prefix. */
  readonly schema: readonly SchemaAttributeType[];
  readonly tags: Readonly<Record<string, string>>;
  readonly mfa: Pick<
    SetUserPoolMfaConfigRequest,
    "SoftwareTokenMfaConfiguration" | "EmailMfaConfiguration" | "SmsMfaConfiguration"
  >;
  readonly key: PoolKey;
  /** Answers about users who do not exist are made with it, so that they never change. */
  readonly pepper: string;
  /** Milliseconds since 1970, here and below. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The RSA key that signs a pool's tokens. */
export interface PoolKey {
  readonly kid: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** Base64url, as in a JWK. */
  readonly n: string;
  readonly e: string;
}

export type ClientSettings = Omit<
  CreateUserPoolClientRequest,
  "UserPoolId" | "ClientName" | "GenerateSecret" | "ClientSecret"
>;

export interface AppClient {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  readonly secret: string | null;
  readonly settings: ClientSettings;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description: string | null;
  readonly roleArn: string | null;
  readonly precedence: number | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** All that is kept of a password: nobody can read it from here. Hexadecimal. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
}

/** What AWS allows a user a few times an hour. */
export type Limited =
  | "ChangePassword"
  | "ConfirmSignUp"
  | "ForgotPassword"
  | "GetUserAttributeVerificationCode"
  | "ResendConfirmationCode"
  | "VerifyUserAttribute";

export type CodePurpose = "signUp" | "password" | "signIn" | "mfa" | `attribute:${string}`;

/** Attributes that codes are sent to. */
export type AddressName = "email" | "phone_number";

export type SecondFactor = "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP" | "SMS_MFA";

export interface Code {
  readonly value: string;
  /** Where it went: whoever knows the code holds this address. */
  readonly attribute?: AddressName;
  readonly expiresAt: number;
  readonly failures: number;
}

export interface User {
  readonly poolId: string;
  /** What `cognito:username` says; a UUID where people sign in with their e-mail address. */
  readonly username: string;
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Values that wait for their owner to prove them. */
  readonly unverified: Readonly<Record<string, string>>;
  readonly status: UserStatusType;
  readonly enabled: boolean;
  readonly password: PasswordVerifier | null;
  /** Earlier ones, newest first. */
  readonly earlierPasswords: readonly PasswordVerifier[];
  /** A temporary password's end; null: the password is the user's own. */
  readonly passwordExpiresAt: number | null;
  readonly groups: readonly string[];
  readonly totp: {
    /** Proved by a code. */
    readonly secret: string | null;
    /** Takes the secret's place when a code proves it. */
    readonly pending?: string | null;
    readonly enabled: boolean;
    /** Time steps up to here are used up. */
    readonly lastStep: number;
  };
  readonly emailMfa: boolean;
  readonly smsMfa?: boolean;
  readonly preferredMfa: SecondFactor | null;
  readonly codes: Readonly<Partial<Record<CodePurpose, Code>>>;
  readonly failures: { readonly count: number; readonly lockedUntil: number };
  /** When, within the last hour, what may be asked for a few times an hour was asked for. */
  readonly asked?: Readonly<Partial<Record<Limited, readonly number[]>>>;
  /** Tokens issued until here count no more. */
  readonly signedOutAt: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** What a challenge's `Session` stands for. Used once. */
export interface SignInSession {
  readonly poolId: string;
  readonly clientId: string;
  /** Null: a user who does not exist, of whom nobody may know. */
  readonly username: string | null;
  readonly challenge: ChallengeNameType;
  readonly admin: boolean;
  readonly expiresAt: number;
  /** SRP: the server's secret exponent, the client's and the server's public values (hexadecimal), the secret block. */
  readonly srp?: {
    readonly b: string;
    readonly A: string;
    readonly B: string;
    readonly secretBlock: string;
    readonly userId: string;
  };
  readonly custom?: CustomAuthState;
  /** MFA_SETUP: the secret that is being set up, and whether it was proved. */
  readonly totpSecret?: string;
  readonly totpVerified?: boolean;
  /** EMAIL_OTP: it stands for a password, not for the second factor. */
  readonly firstFactor?: boolean;
  /** What the user called themselves, where nobody is so called. */
  readonly givenName?: string;
}

export interface CustomAuthState {
  readonly history: readonly {
    challengeName: string;
    challengeResult: boolean;
    challengeMetadata?: string;
  }[];
  readonly privateParameters: Readonly<Record<string, string>>;
  readonly metadata: string | null;
}

/** One sign-in: all tokens that come of it share its id, `origin_jti`. */
export interface Grant {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly originJti: string;
  readonly authTime: number;
  readonly expiresAt: number;
  readonly revoked: boolean;
}

export interface RefreshToken {
  readonly grant: string;
  readonly expiresAt: number;
  /** After this it was rotated away; null: current. */
  readonly usableUntil: number | null;
}

/** An e-mail or a text message as it was sent. */
export interface SentMessage {
  readonly poolId: string;
  readonly to: string;
  /** Empty: a text message. */
  readonly subject: string;
  readonly body: string;
  readonly code: string;
  readonly sentAt: number;
}

export interface CognitoState {
  readonly pools: Collection<UserPool>;
  /** By client id. */
  readonly clients: Collection<AppClient>;
  /** `<pool>/<name>` */
  readonly groups: Collection<Group>;
  /** `<pool>/<username as compared>` */
  readonly users: Collection<User>;
  /** `<pool>/<attribute>:<value as compared>` to a username, and `<pool>/sub:<sub>`. */
  readonly aliases: Collection<string>;
  /** By `Session`. */
  readonly sessions: Collection<SignInSession>;
  /** `<pool>/<username>/<origin_jti>` */
  readonly grants: Collection<Grant>;
  /** By the SHA-256 of the token. */
  readonly refreshTokens: Collection<RefreshToken>;
  /** `<pool>/<time>-<random>` */
  readonly messages: Collection<SentMessage>;
}

export function cognitoState(store: Store): CognitoState {
  return {
    pools: store.collection("cognito.pools"),
    clients: store.collection("cognito.clients"),
    groups: store.collection("cognito.groups"),
    users: store.collection("cognito.users"),
    aliases: store.collection("cognito.aliases"),
    sessions: store.collection("cognito.sessions"),
    grants: store.collection("cognito.grants"),
    refreshTokens: store.collection("cognito.refresh-tokens"),
    messages: store.collection("cognito.messages"),
  };
}

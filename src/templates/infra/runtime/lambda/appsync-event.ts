import { anonymous, type Caller, type Claims, callerFromClaims, systemCaller } from "./caller.ts";

/** What AppSync invokes a Lambda with: see "What AppSync sends" in README.md. */
export interface AppSyncEvent {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly identity: AppSyncIdentity | null;
  /** The object that the field belongs to; null for Query and Mutation. */
  readonly source: Readonly<Record<string, unknown>> | null;
  readonly request: { readonly headers: Readonly<Record<string, string | undefined>> };
  readonly info: { readonly fieldName: string; readonly parentTypeName: string };
}

/** Of a user of the pool: `claims`. Of a caller with IAM credentials: `userArn`. */
interface AppSyncIdentity {
  readonly claims?: Claims | null;
  readonly userArn?: string | null;
  /** Of a user of an identity pool, who comes with IAM credentials as well. */
  readonly cognitoIdentityId?: string | null;
}

/** The answer: refusals are no failures of the function. */
export type Envelope =
  | { readonly data: unknown }
  | {
      readonly error: {
        readonly type: string;
        readonly message: string;
        readonly info: Readonly<Record<string, unknown>> | null;
      };
    };

/**
 * Who called the field. The tenant of a user comes from the claims that AppSync verified; only for callers with IAM
 * credentials, which are functions of the project and its operators, from the headers.
 */
export function callerOf({ identity, request }: AppSyncEvent): Caller {
  const { headers } = request;
  if (identity?.claims) return callerFromClaims(identity.claims, headers["authorization"] ?? null);
  // Users of an identity pool, signed in or guests, are not the system.
  if (!identity?.userArn || identity.cognitoIdentityId) return anonymous;
  return systemCaller(headers["x-plinth-tenant"] || null, headers["x-plinth-user"] || null);
}

import type { AttributeType } from "@aws-sdk/client-cognito-identity-provider";

/** A user of a pool in which people sign in with their e-mail address. */
export interface PoolUser {
  /** The `sub` claim. */
  readonly id: string;
  readonly email: string;
  readonly emailVerified: boolean;
  /** `CONFIRMED`, `UNCONFIRMED`, `FORCE_CHANGE_PASSWORD` and so on. */
  readonly status: string;
  readonly enabled: boolean;
}

export function poolUser(
  attributes: readonly AttributeType[] | undefined,
  status: string | undefined,
  enabled: boolean | undefined,
): PoolUser {
  const value = (name: string) => attributes?.find(({ Name }) => Name === name)?.Value ?? "";
  const id = value("sub");
  if (id === "") throw new Error("Cognito named a user without a sub.");
  return {
    id,
    email: value("email"),
    emailVerified: value("email_verified") === "true",
    status: status ?? "",
    enabled: enabled ?? true,
  };
}

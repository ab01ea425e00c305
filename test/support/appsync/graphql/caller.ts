/** A signed-in person, as the pre-token trigger writes the token. */
export interface User {
  readonly sub: string;
  /** Null: signed in, but in no tenant. */
  readonly tenantId: string | null;
  /** Without `member`, which is added when there is a tenant. */
  readonly roles?: readonly string[];
}

/** The system: a function or an operator with IAM credentials, for a tenant or a user. */
export interface System {
  readonly tenantId?: string;
  readonly userId?: string;
}

export interface Caller {
  readonly mode: "cognito" | "iam";
  readonly identity: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param headers extra request headers, for instance to try a forged `x-plinth-tenant` */
export function userCaller(user: User, headers: Readonly<Record<string, string>> = {}): Caller {
  const { sub, tenantId } = user;
  const claims = {
    sub,
    token_use: "access",
    username: sub,
    ...(tenantId !== null && { tenant_id: tenantId, roles: [...new Set([...(user.roles ?? []), "member"])] }),
  };
  const issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_test";
  return {
    mode: "cognito",
    headers,
    identity: {
      sub,
      username: sub,
      issuer,
      claims: { ...claims, iss: issuer },
      groups: null,
      sourceIp: ["192.0.2.1"],
      defaultAuthStrategy: "ALLOW",
    },
  };
}

export function systemCaller(system: System): Caller {
  return {
    mode: "iam",
    headers: {
      ...(system.tenantId !== undefined && { "x-plinth-tenant": system.tenantId }),
      ...(system.userId !== undefined && { "x-plinth-user": system.userId }),
    },
    identity: {
      accountId: "111122223333",
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
      sourceIp: ["192.0.2.1"],
      username: "AROATEST:function",
      userArn: "arn:aws:sts::111122223333:assumed-role/function/function",
    },
  };
}

import type { AdditionalAuthenticationProvider } from "@aws-sdk/client-appsync";
import { asService } from "../../../kernel/callers.ts";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import type { HttpRequest } from "../../../protocols/http-message.ts";
import { verifySignature } from "../../../signing/verify-signature.ts";
import { type Claims, readToken, TokenRefused, tokenVerifier } from "../../../tokens/verify-token.ts";
import type { AppSyncState, StoredApi } from "../state.ts";
import { type ApiCaller, Unauthorized } from "./caller.ts";

/** What a Lambda authorizer is told of the operation. */
export interface OperationInfo {
  readonly queryString: string;
  readonly operationName: string | null;
  readonly variables: unknown;
}

interface PoolConfig {
  readonly appIdClientRegex?: string | undefined;
  readonly defaultAction?: string | undefined;
}

const nobody: ApiCaller = { mode: "API_KEY", identity: null, groups: [], iam: null, deniedFields: [] };
const noOperation: OperationInfo = { queryString: "", operationName: null, variables: {} };

/** Tells who sends a request to an API, by any of the modes the API has. */
export function authenticator(state: AppSyncState, context: ServiceContext) {
  const verify = tokenVerifier(context.baseUrl, context.clock.now);
  const authorized = new Map<string, { readonly caller: ApiCaller; readonly until: number }>();

  // The same token makes the same caller, and its identity the same JSON.
  const users = new WeakMap<Claims, ApiCaller>();

  /** @throws {Unauthorized} */
  return async (
    { api }: StoredApi,
    request: HttpRequest,
    operation: OperationInfo = noOperation,
  ): Promise<ApiCaller> => {
    const providers: readonly AdditionalAuthenticationProvider[] = [
      api,
      ...(api.additionalAuthenticationProviders ?? []),
    ];
    const provider = (type: string) => providers.find((each) => each.authenticationType === type);
    const sourceIp = [request.sourceIp];
    const key = request.headers["x-api-key"];
    const authorization = request.headers["authorization"];

    if (key !== undefined && provider("API_KEY")) {
      const known = state.apiKeys.get(`${api.apiId}/${key}`);
      if (known === undefined || (known.expires ?? 0) * 1000 <= context.clock.now())
        throw new Unauthorized("You are not authorized to make this call.");
      return nobody;
    }
    if (authorization === undefined) throw new Unauthorized("Valid authorization header not provided.");
    if (authorization.startsWith("AWS4-HMAC-SHA256")) {
      if (!provider("AWS_IAM")) throw new Unauthorized("You are not authorized to make this call.");
      const iam = signedBy(request);
      return { ...nobody, mode: "AWS_IAM", iam, identity: { ...iamIdentity(iam), sourceIp } };
    }
    const token = authorization.replace(/^Bearer /i, "");
    const issuer = readToken(token)?.claims["iss"];
    const lambda = provider("AWS_LAMBDA")?.lambdaAuthorizerConfig;
    if (typeof issuer === "string") {
      const pool = providers.find(({ userPoolConfig }) => issuer.endsWith(`/${userPoolConfig?.userPoolId}`));
      const oidc = providers.find(
        ({ openIDConnectConfig: each }) => each?.issuer?.replace(/\/$/, "") === issuer.replace(/\/$/, ""),
      );
      if (pool?.userPoolConfig) return await ofPool(token, pool.userPoolConfig, request.sourceIp);
      if (oidc?.openIDConnectConfig) return await ofIssuer(token, oidc.openIDConnectConfig.clientId);
    }
    if (lambda !== undefined) {
      const { authorizerUri = "", authorizerResultTtlInSeconds = 300, identityValidationExpression } = lambda;
      if (identityValidationExpression && !new RegExp(identityValidationExpression).test(authorization))
        throw new Unauthorized("You are not authorized to make this call.");
      return await ofLambda(authorizerUri, authorizerResultTtlInSeconds, authorization);
    }
    throw new Unauthorized(
      issuer === undefined ? "Unable to parse JWT token." : "You are not authorized to make this call.",
    );

    function signedBy(signed: HttpRequest): Caller {
      const signature = verifySignature(signed, context.identities.secretOf, context.clock.now());
      if (signature === null) throw new Unauthorized("Valid authorization header not provided.");
      return context.identities.callerOf(signature.accessKeyId);
    }

    async function ofLambda(uri: string, seconds: number, authorizationToken: string): Promise<ApiCaller> {
      const known = authorized.get(`${api.apiId}/${authorizationToken}`);
      if (known !== undefined && known.until > context.clock.now()) return known.caller;
      const event = {
        authorizationToken,
        requestContext: {
          apiId: api.apiId,
          accountId: context.accountId,
          requestId: context.ids.uuid(),
          ...operation,
        },
        requestHeaders: request.headers,
      };
      const answer = await context
        .call(
          "lambda",
          "Invoke",
          { FunctionName: uri, Payload: Buffer.from(JSON.stringify(event)) },
          asService("appsync.amazonaws.com", api.arn, context),
        )
        .catch(() => null);
      const payload = answer === null || answer["FunctionError"] ? {} : decode(answer["Payload"]);
      if (payload["isAuthorized"] !== true)
        throw new Unauthorized("You are not authorized to make this call.");
      const caller: ApiCaller = {
        ...nobody,
        mode: "AWS_LAMBDA",
        identity: { resolverContext: payload["resolverContext"] ?? {} },
        deniedFields: (payload["deniedFields"] as string[] | undefined) ?? [],
      };
      const ttl = Number(payload["ttlOverride"] ?? seconds);
      if (authorized.size > 1_000) authorized.clear();
      authorized.set(`${api.apiId}/${authorizationToken}`, {
        caller,
        until: context.clock.now() + ttl * 1000,
      });
      return caller;
    }
  };

  async function ofPool(token: string, config: PoolConfig, sourceIp: string): Promise<ApiCaller> {
    const claims = await verified(token);
    const client = String(claims["client_id"] ?? claims["aud"] ?? "");
    if (config.appIdClientRegex && !new RegExp(`^(?:${config.appIdClientRegex})$`).test(client))
      throw new Unauthorized("You are not authorized to make this call.");
    const strategy = config.defaultAction ?? "ALLOW";
    const known = users.get(claims);
    const before = known?.identity as { sourceIp: string[]; defaultAuthStrategy: string } | undefined;
    if (known && before?.sourceIp[0] === sourceIp && before.defaultAuthStrategy === strategy) return known;
    const groups = Array.isArray(claims["cognito:groups"]) ? claims["cognito:groups"].map(String) : [];
    const identity = {
      sub: claims["sub"],
      issuer: claims["iss"],
      username: claims["username"] ?? claims["cognito:username"],
      claims,
      groups: groups.length > 0 ? groups : null,
      sourceIp: [sourceIp],
      defaultAuthStrategy: strategy,
    };
    const caller: ApiCaller = { ...nobody, mode: "AMAZON_COGNITO_USER_POOLS", identity, groups };
    users.set(claims, caller);
    return caller;
  }

  async function ofIssuer(token: string, clientId: string | undefined): Promise<ApiCaller> {
    const claims = await verified(token);
    const clients = [claims["aud"], claims["azp"]].flat().map(String);
    if (clientId && !clients.some((client) => new RegExp(`^(?:${clientId})$`).test(client)))
      throw new Unauthorized("You are not authorized to make this call.");
    const identity = { claims, issuer: claims["iss"], sub: claims["sub"] };
    return { ...nobody, mode: "OPENID_CONNECT", identity };
  }

  async function verified(token: string): Promise<Claims> {
    try {
      return await verify(token);
    } catch (problem) {
      if (!(problem instanceof TokenRefused)) throw problem;
      throw new Unauthorized(
        problem.reason === "expired" ? "Token has expired." : "You are not authorized to make this call.",
      );
    }
  }
}

export function decode(payload: unknown): Record<string, unknown> {
  try {
    const text = payload instanceof Uint8Array ? Buffer.from(payload).toString() : String(payload ?? "{}");
    return (JSON.parse(text || "{}") ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Callers with credentials of an identity pool are also known by their identity there. */
function iamIdentity({ accountId, userId, arn, webIdentity }: Caller) {
  const pool = webIdentity?.provider === "cognito-identity.amazonaws.com" ? webIdentity : null;
  const signedIn = pool?.methods.includes("authenticated");
  const logins = pool?.methods.filter((each) => !/^(?:un)?authenticated$/.test(each)) ?? [];
  return {
    accountId,
    cognitoIdentityPoolId: pool?.audience ?? null,
    cognitoIdentityId: pool?.subject ?? null,
    cognitoIdentityAuthType: pool === null ? null : signedIn ? "authenticated" : "unauthenticated",
    cognitoIdentityAuthProvider: logins.length > 0 ? logins.map((each) => `"${each}"`).join(",") : null,
    username: userId,
    userArn: arn,
  };
}

import type {
  AdminInitiateAuthRequest,
  AdminRespondToAuthChallengeRequest,
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
  InitiateAuthRequest,
  InitiateAuthResponse,
  RespondToAuthChallengeRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { notAuthorized } from "../errors.ts";
import { findClient, findPool } from "../pools/find.ts";
import { type Attempt, takeSession } from "../sign-in/attempt.ts";
import { refresh } from "../sign-in/refresh.ts";
import { respond } from "../sign-in/respond.ts";
import { startSignIn } from "../sign-in/start.ts";

/** After these the same session may be tried again: the answer was wrong, nothing was used up. */
const repeatable = [
  "CodeMismatchException",
  "InvalidPasswordException",
  "PasswordHistoryPolicyViolationException",
];

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = (engine: Engine): Operation<InitiateAuthRequest, InitiateAuthResponse> => ({
  access: "anonymous",
  async handle(input) {
    const attempt = firstOf(attemptOf(engine, input, false));
    return await startSignIn(attempt, input.AuthFlow, input.AuthParameters);
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const adminInitiateAuth = (
  engine: Engine,
): Operation<AdminInitiateAuthRequest, InitiateAuthResponse> => ({
  access: onPool(engine, "AdminInitiateAuth"),
  async handle(input) {
    const attempt = firstOf(attemptOf(engine, input, true, input.UserPoolId));
    return await startSignIn(attempt, input.AuthFlow, input.AuthParameters);
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const respondToAuthChallenge = (
  engine: Engine,
): Operation<RespondToAuthChallengeRequest, InitiateAuthResponse> => ({
  access: "anonymous",
  handle: async (input) => await answer(engine, attemptOf(engine, input, false), input),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const adminRespondToAuthChallenge = (
  engine: Engine,
): Operation<AdminRespondToAuthChallengeRequest, InitiateAuthResponse> => ({
  access: onPool(engine, "AdminRespondToAuthChallenge"),
  handle: async (input) => await answer(engine, attemptOf(engine, input, true, input.UserPoolId), input),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const getTokensFromRefreshToken = (
  engine: Engine,
): Operation<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse> => ({
  access: "anonymous",
  async handle(input) {
    const attempt = attemptOf(engine, input, false);
    if (attempt.client.secret !== null && attempt.client.secret !== input.ClientSecret)
      throw notAuthorized(`Invalid client secret for the client: ${attempt.client.id}`);
    return { AuthenticationResult: await refresh(attempt, input.RefreshToken) };
  },
});

async function answer(
  engine: Engine,
  attempt: Attempt,
  input: RespondToAuthChallengeRequest,
): Promise<InitiateAuthResponse> {
  const session = takeSession(engine, input.Session);
  try {
    return await respond(attempt, session, input.ChallengeName, input.ChallengeResponses);
  } catch (error) {
    if (error instanceof WireError && repeatable.includes(error.code))
      engine.state.sessions.put(input.Session ?? "", session);
    throw error;
  }
}

function attemptOf(
  engine: Engine,
  input: {
    readonly ClientId?: string | undefined;
    readonly ClientMetadata?: Record<string, string> | undefined;
  },
  admin: boolean,
  poolId?: string,
): Attempt {
  if (admin) findPool(engine, poolId);
  const client = findClient(engine, input.ClientId, poolId);
  return {
    engine,
    pool: findPool(engine, client.poolId),
    client,
    admin,
    clientMetadata: input.ClientMetadata,
    validationData: input.ClientMetadata,
  };
}

/** "Amazon Cognito also invokes the functions for the following triggers, but it doesn't provide the ClientMetadata". */
function firstOf(attempt: Attempt): Attempt {
  return { ...attempt, clientMetadata: undefined };
}

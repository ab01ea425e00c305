import type { Engine } from "../engine.ts";
import type { AppClient, CustomAuthState, User, UserPool } from "../state.ts";
import { invokeTrigger } from "./invoke.ts";
import { userAttributes } from "./user-events.ts";

type Metadata = Readonly<Record<string, string>> | undefined;

/** Whom challenges are put to: triggers may play along for a name that is nobody's. */
export interface Challenged {
  readonly user: User | undefined;
  readonly name: string;
}

export interface Definition {
  readonly challengeName: string | null;
  readonly issueTokens: boolean;
  readonly failAuthentication: boolean;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html */
export async function defineAuthChallenge(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  who: Challenged,
  history: CustomAuthState["history"],
  clientMetadata: Metadata,
): Promise<Definition | null> {
  const response = await invokeTrigger(engine, pool, "DefineAuthChallenge", {
    source: "DefineAuthChallenge_Authentication",
    userName: who.user?.username ?? who.name,
    clientId: client.id,
    request: {
      ...aboutUser(who),
      session: history,
      ...(clientMetadata !== undefined && { clientMetadata }),
    },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  });
  if (response === null) return null;
  return {
    challengeName: typeof response["challengeName"] === "string" ? response["challengeName"] : null,
    issueTokens: response["issueTokens"] === true,
    failAuthentication: response["failAuthentication"] === true,
  };
}

/** @returns what the client is shown and what the answer is checked against */
export async function createAuthChallenge(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  who: Challenged,
  history: CustomAuthState["history"],
  clientMetadata: Metadata,
): Promise<{
  readonly publicParameters: Readonly<Record<string, string>>;
  readonly privateParameters: Readonly<Record<string, string>>;
  readonly metadata: string | null;
}> {
  const response = await invokeTrigger(engine, pool, "CreateAuthChallenge", {
    source: "CreateAuthChallenge_Authentication",
    userName: who.user?.username ?? who.name,
    clientId: client.id,
    request: {
      ...aboutUser(who),
      challengeName: "CUSTOM_CHALLENGE",
      session: history,
      ...(clientMetadata !== undefined && { clientMetadata }),
    },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  });
  return {
    publicParameters: texts(response?.["publicChallengeParameters"]),
    privateParameters: texts(response?.["privateChallengeParameters"]),
    metadata: typeof response?.["challengeMetadata"] === "string" ? response["challengeMetadata"] : null,
  };
}

export async function verifyAuthChallenge(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  who: Challenged,
  answer: string,
  privateParameters: Readonly<Record<string, string>>,
  clientMetadata: Metadata,
): Promise<boolean> {
  const response = await invokeTrigger(engine, pool, "VerifyAuthChallengeResponse", {
    source: "VerifyAuthChallengeResponse_Authentication",
    userName: who.user?.username ?? who.name,
    clientId: client.id,
    request: {
      ...aboutUser(who),
      privateChallengeParameters: privateParameters,
      challengeAnswer: answer,
      ...(clientMetadata !== undefined && { clientMetadata }),
    },
    response: { answerCorrect: null },
  });
  return response?.["answerCorrect"] === true;
}

function texts(value: unknown): Record<string, string> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
    : {};
}

function aboutUser({ user }: Challenged): Record<string, unknown> {
  return user === undefined
    ? { userAttributes: {}, userNotFound: true }
    : { userAttributes: userAttributes(user) };
}

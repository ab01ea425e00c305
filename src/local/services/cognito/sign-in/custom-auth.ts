import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { invalidParameter, notAuthorized, userNotConfirmed, wrongPassword } from "../errors.ts";
import type { CustomAuthState, SignInSession, User } from "../state.ts";
import {
  type Challenged,
  createAuthChallenge,
  defineAuthChallenge,
  verifyAuthChallenge,
} from "../triggers/auth-challenge.ts";
import { preAuthentication } from "../triggers/user-events.ts";
import { type Attempt, challenge, knownUser, userOf } from "./attempt.ts";
import { complete } from "./next-step.ts";
import { startSrp } from "./srp.ts";

type Answers = Readonly<Record<string, string>>;
const nothingYet: CustomAuthState = { history: [], privateParameters: {}, metadata: null };

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
export async function startCustomAuth(attempt: Attempt, parameters: Answers): Promise<InitiateAuthResponse> {
  const { engine, pool, client, validationData } = attempt;
  const name = parameters["USERNAME"];
  if (!name) throw invalidParameter("Missing required parameter USERNAME");
  if (parameters["CHALLENGE_NAME"] === "SRP_A") {
    return await startSrp(attempt, parameters, {
      ...nothingYet,
      history: [{ challengeName: "SRP_A", challengeResult: true }],
    });
  }
  const user = knownUser(attempt, name);
  await preAuthentication(engine, pool, client, user, name, validationData);
  if (user?.enabled === false) throw notAuthorized("User is disabled.");
  return await nextChallenge(attempt, { user, name }, []);
}

/** After a password was proved inside a custom flow. */
export async function continueAfterPassword(
  attempt: Attempt,
  user: User,
  custom: CustomAuthState,
): Promise<InitiateAuthResponse> {
  return await nextChallenge(attempt, { user, name: user.username }, [
    ...custom.history,
    { challengeName: "PASSWORD_VERIFIER", challengeResult: true },
  ]);
}

export async function answerCustomChallenge(
  attempt: Attempt,
  session: SignInSession,
  answers: Answers,
): Promise<InitiateAuthResponse> {
  const { engine, pool, client, clientMetadata } = attempt;
  const user = session.username === null ? undefined : userOf(attempt, session);
  const who: Challenged = { user, name: session.givenName ?? "" };
  const custom = session.custom ?? nothingYet;
  const answer = answers["ANSWER"];
  if (answer === undefined) throw invalidParameter("Missing required parameter ANSWER");
  const correct = await verifyAuthChallenge(
    engine,
    pool,
    client,
    who,
    answer,
    custom.privateParameters,
    clientMetadata,
  );
  return await nextChallenge(attempt, who, [
    ...custom.history,
    {
      challengeName: "CUSTOM_CHALLENGE",
      challengeResult: correct,
      ...(custom.metadata !== null && { challengeMetadata: custom.metadata }),
    },
  ]);
}

async function nextChallenge(
  attempt: Attempt,
  who: Challenged,
  history: CustomAuthState["history"],
): Promise<InitiateAuthResponse> {
  const { engine, pool, client, clientMetadata } = attempt;
  const { user, name } = who;
  const next = await defineAuthChallenge(engine, pool, client, who, history, clientMetadata);
  if (next === null)
    throw invalidParameter("Custom auth lambda trigger is not configured for the user pool.");
  if (next.failAuthentication) throw wrongPassword();
  if (next.issueTokens) {
    // Whatever the trigger says: nobody has no tokens.
    if (user === undefined) throw wrongPassword();
    if (user.status === "UNCONFIRMED") throw userNotConfirmed();
    return await complete(attempt, user, "TokenGeneration_Authentication");
  }
  if (next.challengeName !== "CUSTOM_CHALLENGE")
    throw notAuthorized(
      `The define auth challenge function asks for ${next.challengeName}, which is no custom challenge.`,
    );
  const created = await createAuthChallenge(engine, pool, client, who, history, clientMetadata);
  return challenge(
    attempt,
    "CUSTOM_CHALLENGE",
    { ...created.publicParameters, USERNAME: user?.username ?? name },
    {
      username: user?.username ?? null,
      givenName: name,
      custom: { history, privateParameters: created.privateParameters, metadata: created.metadata },
    },
  );
}

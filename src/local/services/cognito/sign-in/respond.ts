import type { ChallengeNameType, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { codeMismatch, expiredCode, invalidParameter, invalidSession, notAuthorized } from "../errors.ts";
import { matchingStep } from "../mfa/totp.ts";
import { checkSecretHash } from "../pools/find.ts";
import type { SignInSession, User } from "../state.ts";
import { checkAttempts, countFailure } from "../users/attempts.ts";
import { checkAttributes, checkRequired, checkWritable } from "../users/attributes.ts";
import { redeemCode } from "../users/codes.ts";
import { lookUp, saveUser } from "../users/directory.ts";
import { withPassword } from "../users/set-password.ts";
import { type Attempt, userOf } from "./attempt.ts";
import { choose } from "./choice.ts";
import { answerCustomChallenge, continueAfterPassword } from "./custom-auth.ts";
import { afterFirstFactor, askSecondFactor, complete, secondFactors } from "./next-step.ts";
import { afterPassword, signInWithPassword } from "./password.ts";
import { finishSrp } from "./srp.ts";

type Answers = Readonly<Record<string, string>>;

/** What RespondToAuthChallenge and AdminRespondToAuthChallenge do, once the session is taken. */
export async function respond(
  attempt: Attempt,
  session: SignInSession,
  name: ChallengeNameType | undefined,
  answers: Answers = {},
): Promise<InitiateAuthResponse> {
  const { client, pool } = attempt;
  if (session.challenge !== name || session.clientId !== client.id || session.admin !== attempt.admin)
    throw invalidSession();
  const { USERNAME: given } = answers;
  if (given === undefined) throw invalidParameter("Missing required parameter USERNAME");
  checkSecretHash(client, [given, session.username ?? undefined], answers["SECRET_HASH"]);
  switch (name) {
    case "PASSWORD_VERIFIER": {
      const user = finishSrp(attempt, session, answers);
      return session.custom === undefined
        ? await afterPassword(attempt, user)
        : await continueAfterPassword(attempt, user, session.custom);
    }
    case "PASSWORD":
      return await signInWithPassword(attempt, given, answers["PASSWORD"]);
    case "SELECT_CHALLENGE":
      return await choose(attempt, answers);
    case "CUSTOM_CHALLENGE":
      return await answerCustomChallenge(attempt, session, answers);
    case "NEW_PASSWORD_REQUIRED":
      return await setNewPassword(attempt, userOf(attempt, session), answers);
    case "SELECT_MFA_TYPE": {
      const user = userOf(attempt, session);
      const chosen = secondFactors(pool, user).find((factor) => factor === answers["ANSWER"]);
      if (chosen === undefined) throw invalidParameter("The selected MFA type is not available.");
      return await askSecondFactor(attempt, user, chosen);
    }
    case "SOFTWARE_TOKEN_MFA": {
      const user = useTotp(attempt, userOf(attempt, session), answers["SOFTWARE_TOKEN_MFA_CODE"]);
      return await complete(attempt, user, "TokenGeneration_Authentication");
    }
    case "EMAIL_OTP":
    case "SMS_OTP":
    case "SMS_MFA": {
      const user = useCode(attempt, session, answers[`${name}_CODE`]);
      if (!user.enabled) throw notAuthorized("User is disabled.");
      return await complete(attempt, user, "TokenGeneration_Authentication");
    }
    case "MFA_SETUP": {
      const user = userOf(attempt, session);
      if (session.totpVerified !== true || session.totpSecret === undefined)
        throw invalidParameter("The software token was not verified in this session.");
      return await complete(attempt, user, "TokenGeneration_Authentication");
    }
    default:
      throw notSupportedHere(`the challenge ${JSON.stringify(name)}`);
  }
}

async function setNewPassword(attempt: Attempt, user: User, answers: Answers): Promise<InitiateAuthResponse> {
  const { engine, pool, client } = attempt;
  const password = answers["NEW_PASSWORD"];
  if (!password) throw invalidParameter("Missing required parameter NEW_PASSWORD");
  const attributes = Object.fromEntries(
    Object.entries(answers)
      .filter(([key]) => key.startsWith("userAttributes."))
      .map(([key, value]) => [key.slice("userAttributes.".length), value]),
  );
  checkWritable(client, Object.keys(attributes));
  checkAttributes(pool, attributes, user.attributes);
  const changed = { ...user, attributes: { ...user.attributes, ...attributes } };
  checkRequired(pool, changed.attributes);
  const saved = saveUser(engine, pool, {
    ...withPassword(engine, pool, changed, password),
    status: "CONFIRMED",
  });
  return await afterFirstFactor(attempt, saved, "TokenGeneration_NewPasswordChallenge");
}

/** Takes a code that was sent, which proves the address that it was sent to. */
function useCode({ engine, pool }: Attempt, session: SignInSession, given: string | undefined): User {
  const user = session.username === null ? undefined : lookUp(engine, pool, session.username);
  if (user === undefined) throw codeMismatch();
  checkAttempts(engine, user);
  const purpose = session.firstFactor === true ? "signIn" : "mfa";
  const attribute = user.codes[purpose]?.attribute ?? "email";
  try {
    const redeemed = redeemCode(engine, pool, user, purpose, given);
    return saveUser(engine, pool, {
      ...redeemed,
      attributes: { ...redeemed.attributes, [`${attribute}_verified`]: "true" },
      failures: { count: 0, lockedUntil: 0 },
    });
  } catch (error) {
    // Asking for new codes gives no more guesses.
    if (error instanceof WireError && error.code === "CodeMismatchException")
      countFailure(engine, pool, user);
    throw error;
  }
}

/** Takes a code of the user's authenticator, which works once. */
function useTotp({ engine, pool }: Attempt, user: User, code: string | undefined): User {
  checkAttempts(engine, user);
  if (user.totp.secret === null) throw invalidSession();
  if (code === undefined || !/^\d{6}$/.test(code)) throw codeMismatch();
  const now = engine.context.clock.now();
  const step = matchingStep(user.totp.secret, code, now, user.totp.lastStep);
  if (step === null) {
    if (matchingStep(user.totp.secret, code, now, 0) !== null) throw expiredCode();
    countFailure(engine, pool, user);
    throw codeMismatch();
  }
  return saveUser(engine, pool, {
    ...user,
    totp: { ...user.totp, lastStep: step },
    failures: { count: 0, lockedUntil: 0 },
  });
}

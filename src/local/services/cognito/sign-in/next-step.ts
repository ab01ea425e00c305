import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { sendCode } from "../messages/send-code.ts";
import type { User, UserPool } from "../state.ts";
import { issueTokens } from "../tokens/issue.ts";
import type { TokenOccasion } from "../triggers/pre-token-generation.ts";
import { postAuthentication } from "../triggers/user-events.ts";
import { withCode } from "../users/codes.ts";
import { saveUser } from "../users/directory.ts";
import { type Attempt, challenge } from "./attempt.ts";

export type SecondFactor = "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP";

/** A first factor was right: a new password, a second factor, or tokens. */
export async function afterFirstFactor(
  attempt: Attempt,
  user: User,
  occasion: TokenOccasion = "TokenGeneration_Authentication",
): Promise<InitiateAuthResponse> {
  if (user.status === "FORCE_CHANGE_PASSWORD") return newPasswordRequired(attempt, user);
  const { pool } = attempt;
  const factors = secondFactors(pool, user);
  const required = (pool.settings.MfaConfiguration ?? "OFF") === "ON";
  if (factors.length === 0 && required) return setUpMfa(attempt, user);
  if (factors.length === 0) return await complete(attempt, user, occasion);
  const preferred = factors.find((factor) => factor === user.preferredMfa);
  const [only] = factors.length === 1 ? factors : [preferred];
  if (only === undefined) {
    return challenge(
      attempt,
      "SELECT_MFA_TYPE",
      { MFAS_CAN_CHOOSE: JSON.stringify(factors), USER_ID_FOR_SRP: user.username },
      { username: user.username },
    );
  }
  return await askSecondFactor(attempt, user, only);
}

/** What the pool asks for and the user has. */
export function secondFactors(pool: UserPool, user: User): SecondFactor[] {
  if ((pool.settings.MfaConfiguration ?? "OFF") === "OFF") return [];
  const emailOffered = pool.mfa.EmailMfaConfiguration !== undefined;
  const required = pool.settings.MfaConfiguration === "ON";
  const emailWorks = emailOffered && user.attributes["email_verified"] === "true";
  return [
    ...(user.totp.enabled ? (["SOFTWARE_TOKEN_MFA"] as const) : []),
    ...(emailWorks && (user.emailMfa || (required && !user.totp.enabled)) ? (["EMAIL_OTP"] as const) : []),
  ];
}

export async function askSecondFactor(
  attempt: Attempt,
  user: User,
  factor: SecondFactor,
): Promise<InitiateAuthResponse> {
  if (factor === "SOFTWARE_TOKEN_MFA") {
    return challenge(
      attempt,
      "SOFTWARE_TOKEN_MFA",
      { USER_ID_FOR_SRP: user.username, FRIENDLY_DEVICE_NAME: "TOTP device" },
      { username: user.username },
    );
  }
  return await askEmailCode(attempt, user, false);
}

/** @param firstFactor the code stands for a password */
export async function askEmailCode(
  attempt: Attempt,
  user: User,
  firstFactor: boolean,
): Promise<InitiateAuthResponse> {
  const { engine, pool, client, clientMetadata } = attempt;
  const waiting = withCode(engine, user, firstFactor ? "signIn" : "mfa");
  const delivery = await sendCode(engine, pool, user, {
    kind: "CustomMessage_Authentication",
    code: waiting.code,
    clientId: client.id,
    clientMetadata,
  });
  saveUser(engine, pool, waiting.user);
  return challenge(
    attempt,
    "EMAIL_OTP",
    {
      CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL",
      CODE_DELIVERY_DESTINATION: delivery.Destination ?? "",
      USERNAME: user.username,
    },
    { username: user.username, firstFactor },
  );
}

/** Everything was right. */
export async function complete(
  attempt: Attempt,
  user: User,
  occasion: TokenOccasion,
): Promise<InitiateAuthResponse> {
  const { engine, pool, client, clientMetadata } = attempt;
  await postAuthentication(engine, pool, client, user, clientMetadata);
  return {
    AuthenticationResult: await issueTokens(engine, pool, client, user, occasion, clientMetadata),
    ChallengeParameters: {},
  };
}

function newPasswordRequired(attempt: Attempt, user: User): InitiateAuthResponse {
  const { sub: _sub, ...attributes } = user.attributes;
  const missing = attempt.pool.schema.filter(
    ({ Name = "", Required }) => Required && Name !== "sub" && !user.attributes[Name],
  );
  return challenge(
    attempt,
    "NEW_PASSWORD_REQUIRED",
    {
      USER_ID_FOR_SRP: user.username,
      userAttributes: JSON.stringify(attributes),
      requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
    },
    { username: user.username },
  );
}

function setUpMfa(attempt: Attempt, user: User): InitiateAuthResponse {
  return challenge(
    attempt,
    "MFA_SETUP",
    { MFAS_CAN_SETUP: JSON.stringify(["SOFTWARE_TOKEN_MFA"]), USER_ID_FOR_SRP: user.username },
    { username: user.username },
  );
}

import type {
  CodeDeliveryDetailsType,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import { sendCode } from "../messages/send-code.ts";
import type { AddressName, SecondFactor, User, UserPool } from "../state.ts";
import { issueTokens } from "../tokens/issue.ts";
import type { TokenOccasion } from "../triggers/pre-token-generation.ts";
import { postAuthentication } from "../triggers/user-events.ts";
import { verified } from "../users/addresses.ts";
import { withCode } from "../users/codes.ts";
import { lookUp, saveUser } from "../users/directory.ts";
import { type Attempt, challenge } from "./attempt.ts";

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
  const required = pool.settings.MfaConfiguration === "ON";
  const { EmailMfaConfiguration: byEmail, SmsMfaConfiguration: byText } = pool.mfa;
  const email = byEmail !== undefined && verified(user, "email") !== null;
  // A number need not be proved: the code that comes back proves it.
  const text = byText !== undefined && user.attributes["phone_number"] !== undefined;
  const chosen: SecondFactor[] = [
    ...(user.totp.enabled ? (["SOFTWARE_TOKEN_MFA"] as const) : []),
    ...(email && user.emailMfa ? (["EMAIL_OTP"] as const) : []),
    ...(text && user.smsMfa === true ? (["SMS_MFA"] as const) : []),
  ];
  if (chosen.length > 0 || !required) return chosen;
  if (user.totp.secret !== null) return ["SOFTWARE_TOKEN_MFA"];
  return [...(text ? (["SMS_MFA"] as const) : []), ...(email ? (["EMAIL_OTP"] as const) : [])];
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
  return await askCode(attempt, user, factor === "SMS_MFA" ? "phone_number" : "email", false);
}

/** @param firstFactor the code stands for a password */
export async function askCode(
  attempt: Attempt,
  user: User,
  attribute: AddressName,
  firstFactor: boolean,
): Promise<InitiateAuthResponse> {
  const { engine, pool, client, clientMetadata } = attempt;
  const waiting = withCode(engine, user, firstFactor ? "signIn" : "mfa", attribute);
  saveUser(engine, pool, waiting.user);
  const delivery = await sendCode(engine, pool, user, {
    kind: "CustomMessage_Authentication",
    attribute,
    code: waiting.code,
    clientId: client.id,
    clientMetadata,
  });
  return codeChallenge(attempt, delivery, user.username, { username: user.username, firstFactor });
}

/** EMAIL_OTP, SMS_OTP or SMS_MFA. */
export function codeChallenge(
  attempt: Attempt,
  { DeliveryMedium = "EMAIL", Destination = "" }: CodeDeliveryDetailsType,
  shown: string,
  details: Parameters<typeof challenge>[3],
): InitiateAuthResponse {
  const byText = details.firstFactor === true ? "SMS_OTP" : "SMS_MFA";
  return challenge(
    attempt,
    DeliveryMedium === "EMAIL" ? "EMAIL_OTP" : byText,
    {
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
      CODE_DELIVERY_DESTINATION: Destination,
      ...(DeliveryMedium === "EMAIL" ? { USERNAME: shown } : { USER_ID_FOR_SRP: shown }),
    },
    details,
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
  // The trigger may have changed the user; tokens tell what is true now.
  const now = lookUp(engine, pool, user.username) ?? user;
  return {
    AuthenticationResult: await issueTokens(engine, pool, client, now, occasion, clientMetadata),
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
    { MFAS_CAN_SETUP: JSON.stringify(factorsToSetUp(attempt.pool)), USER_ID_FOR_SRP: user.username },
    { username: user.username },
  );
}

/** An address is set up by writing the attribute: only an authenticator is within the challenge. */
function factorsToSetUp({ mfa }: UserPool): SecondFactor[] {
  return [
    ...(mfa.SmsMfaConfiguration === undefined ? [] : (["SMS_MFA"] as const)),
    ...(mfa.EmailMfaConfiguration === undefined ? [] : (["EMAIL_OTP"] as const)),
    "SOFTWARE_TOKEN_MFA",
  ];
}

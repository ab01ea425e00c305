import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { invalidParameter } from "../errors.ts";
import { simulatedDelivery } from "../messages/simulated-delivery.ts";
import type { AddressName, User, UserPool } from "../state.ts";
import { verified } from "../users/addresses.ts";
import { type Attempt, challenge, knownUser } from "./attempt.ts";
import { askCode, codeChallenge, secondFactors } from "./next-step.ts";
import { signInWithPassword } from "./password.ts";
import { startSrp } from "./srp.ts";

export type FirstFactor = "PASSWORD" | "PASSWORD_SRP" | "EMAIL_OTP" | "SMS_OTP";
type Answers = Readonly<Record<string, string>>;

/** USER_AUTH: the user chooses among the first factors that the pool allows and they have. */
export async function startChoice(attempt: Attempt, parameters: Answers): Promise<InitiateAuthResponse> {
  const name = parameters["USERNAME"];
  if (!name) throw invalidParameter("Missing required parameter USERNAME");
  const user = knownUser(attempt, name);
  const available = firstFactors(attempt.pool, user);
  const preferred = available.find((factor) => factor === parameters["PREFERRED_CHALLENGE"]);
  if (preferred !== undefined) return await useFactor(attempt, preferred, name, parameters);
  return {
    ...challenge(attempt, "SELECT_CHALLENGE", {}, { username: user?.username ?? null }),
    AvailableChallenges: available,
  };
}

/** The answer to SELECT_CHALLENGE, which may bring what the factor needs at once. */
export async function choose(attempt: Attempt, answers: Answers): Promise<InitiateAuthResponse> {
  const name = answers["USERNAME"] ?? "";
  const chosen = firstFactors(attempt.pool, knownUser(attempt, name)).find(
    (factor) => factor === answers["ANSWER"],
  );
  if (chosen === undefined) throw invalidParameter("The selected challenge is not available.");
  return await useFactor(attempt, chosen, name, answers);
}

async function useFactor(
  attempt: Attempt,
  factor: FirstFactor,
  name: string,
  given: Answers,
): Promise<InitiateAuthResponse> {
  if (factor === "PASSWORD_SRP") return await startSrp(attempt, given);
  if (factor === "PASSWORD" && given["PASSWORD"] !== undefined)
    return await signInWithPassword(attempt, name, given["PASSWORD"]);
  const user = knownUser(attempt, name);
  if (factor === "PASSWORD") return challenge(attempt, "PASSWORD", {}, { username: user?.username ?? null });
  const attribute = factor === "SMS_OTP" ? "phone_number" : "email";
  if (user !== undefined) return await askCode(attempt, user, attribute, true);
  const delivery = simulatedDelivery(attempt.pool, name, attribute);
  return codeChallenge(attempt, delivery, name, { username: null, firstFactor: true });
}

/** A user who does not exist is offered what the pool's settings alone give. */
export function firstFactors(pool: UserPool, user: User | undefined): FirstFactor[] {
  const allowed = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"];
  const password = allowed.includes("PASSWORD") && user?.password !== null;
  // A code cannot be followed by a second factor, so it is not offered where one is due.
  const alone =
    pool.settings.MfaConfiguration !== "ON" && (user === undefined || secondFactors(pool, user).length === 0);
  const code = (factor: "EMAIL_OTP" | "SMS_OTP", attribute: AddressName): FirstFactor[] =>
    alone && allowed.includes(factor) && (user === undefined || verified(user, attribute) !== null)
      ? [factor]
      : [];
  return [
    ...(password ? (["PASSWORD", "PASSWORD_SRP"] as const) : []),
    ...code("EMAIL_OTP", "email"),
    ...code("SMS_OTP", "phone_number"),
  ];
}

import type {
  AdminDeleteSoftwareTokenRequest,
  AdminSetUserMFAPreferenceRequest,
  AssociateSoftwareTokenRequest,
  AssociateSoftwareTokenResponse,
  SetUserMFAPreferenceRequest,
  VerifySoftwareTokenRequest,
  VerifySoftwareTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter, invalidSession } from "../errors.ts";
import { base32, matchingStep } from "../mfa/totp.ts";
import { findPool } from "../pools/find.ts";
import { openSession, takeSession } from "../sign-in/attempt.ts";
import type { SecondFactor, User, UserPool } from "../state.ts";
import { requireSignedIn } from "../tokens/verify.ts";
import { findUser, saveUser } from "../users/directory.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AssociateSoftwareToken.html */
export const associateSoftwareToken = (
  engine: Engine,
): Operation<AssociateSoftwareTokenRequest, AssociateSoftwareTokenResponse> => ({
  access: "anonymous",
  handle(input) {
    const secret = base32(engine.context.ids.bytes(32));
    if (input.AccessToken !== undefined) {
      const { pool, user } = requireSignedIn(engine, input.AccessToken);
      requireTotp(pool);
      saveUser(engine, pool, { ...user, totp: { ...user.totp, pending: secret } });
      return { SecretCode: secret };
    }
    const session = takeSession(engine, input.Session);
    if (session.challenge !== "MFA_SETUP") throw invalidSession();
    return { SecretCode: secret, Session: openSession(engine, { ...session, totpSecret: secret }) };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifySoftwareToken.html */
export const verifySoftwareToken = (
  engine: Engine,
): Operation<VerifySoftwareTokenRequest, VerifySoftwareTokenResponse> => ({
  access: "anonymous",
  handle(input) {
    if (input.AccessToken !== undefined) {
      const { pool, user } = requireSignedIn(engine, input.AccessToken);
      enroll(engine, pool, user, user.totp.pending ?? null, input.UserCode, false);
      return { Status: "SUCCESS" };
    }
    const session = takeSession(engine, input.Session);
    if (session.challenge !== "MFA_SETUP" || session.totpSecret === undefined) throw invalidSession();
    const pool = findPool(engine, session.poolId);
    const user = findUser(engine, pool, session.username ?? "");
    try {
      enroll(engine, pool, user, session.totpSecret, input.UserCode, true);
    } catch (error) {
      engine.state.sessions.put(input.Session ?? "", session);
      throw error;
    }
    return { Status: "SUCCESS", Session: openSession(engine, { ...session, totpVerified: true }) };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html */
export const setUserMfaPreference = (engine: Engine): Operation<SetUserMFAPreferenceRequest> => ({
  access: "anonymous",
  handle(input) {
    const { pool, user } = requireSignedIn(engine, input.AccessToken);
    saveUser(engine, pool, withPreference(user, input));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserMFAPreference.html */
export const adminSetUserMfaPreference = (engine: Engine): Operation<AdminSetUserMFAPreferenceRequest> => ({
  access: onPool(engine, "AdminSetUserMFAPreference"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    saveUser(engine, pool, withPreference(findUser(engine, pool, input.Username), input));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteSoftwareToken.html */
export const adminDeleteSoftwareToken = (engine: Engine): Operation<AdminDeleteSoftwareTokenRequest> => ({
  access: onPool(engine, "AdminDeleteSoftwareToken"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    saveUser(engine, pool, {
      ...user,
      totp: { secret: null, pending: null, enabled: false, lastStep: 0 },
      preferredMfa: user.preferredMfa === "SOFTWARE_TOKEN_MFA" ? null : user.preferredMfa,
    });
    return {};
  },
});

/** A proved secret is there to be used; whether it is asked for at sign-in, the user says, or the pool. */
function enroll(
  engine: Engine,
  pool: UserPool,
  user: User,
  secret: string | null,
  code: string | undefined,
  atSignIn: boolean,
): void {
  if (secret === null) throw invalidParameter("User has not set up software token mfa");
  const step = matchingStep(secret, code ?? "", engine.context.clock.now(), 0);
  if (step === null) throw new WireError("EnableSoftwareTokenMFAException", "Code mismatch");
  // The code that proves the set-up may open the next sign-in as well, as on AWS.
  saveUser(engine, pool, {
    ...user,
    totp: { secret, pending: null, enabled: atSignIn || user.totp.enabled, lastStep: 0 },
    preferredMfa: atSignIn ? "SOFTWARE_TOKEN_MFA" : user.preferredMfa,
  });
}

function withPreference(user: User, input: Omit<SetUserMFAPreferenceRequest, "AccessToken">): User {
  const wanted = {
    SMS_MFA: input.SMSMfaSettings,
    SOFTWARE_TOKEN_MFA: input.SoftwareTokenMfaSettings,
    EMAIL_OTP: input.EmailMfaSettings,
  } as const;
  const factors = Object.keys(wanted) as SecondFactor[];
  const preferred = factors.filter((factor) => wanted[factor]?.PreferredMfa === true);
  if (preferred.length > 1) throw invalidParameter("Only one MFA type can be preferred.");
  if (wanted.SOFTWARE_TOKEN_MFA?.Enabled === true && user.totp.secret === null)
    throw invalidParameter("User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA");
  if (wanted.SMS_MFA?.Enabled === true && !user.attributes["phone_number"])
    throw invalidParameter("User does not have delivery config set to turn on SMS_MFA");
  const enabled: Readonly<Record<SecondFactor, boolean>> = {
    SMS_MFA: wanted.SMS_MFA?.Enabled ?? user.smsMfa === true,
    SOFTWARE_TOKEN_MFA: wanted.SOFTWARE_TOKEN_MFA?.Enabled ?? user.totp.enabled,
    EMAIL_OTP: wanted.EMAIL_OTP?.Enabled ?? user.emailMfa,
  };
  const chosen = preferred[0] ?? user.preferredMfa;
  const dropped = chosen !== null && (!enabled[chosen] || wanted[chosen]?.PreferredMfa === false);
  return {
    ...user,
    totp: { ...user.totp, enabled: enabled.SOFTWARE_TOKEN_MFA },
    emailMfa: enabled.EMAIL_OTP,
    smsMfa: enabled.SMS_MFA,
    preferredMfa: dropped ? null : chosen,
  };
}

/** A pool that asks for a second factor, and says not which, has authenticators. */
function requireTotp({ settings, mfa }: UserPool): void {
  const asks = (settings.MfaConfiguration ?? "OFF") !== "OFF";
  const names = Object.keys(mfa).length > 0;
  if (asks && (!names || mfa.SoftwareTokenMfaConfiguration?.Enabled === true)) return;
  throw new WireError(
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
  );
}

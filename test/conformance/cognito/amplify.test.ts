import { SetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import { Amplify } from "aws-amplify";
import {
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  getCurrentUser,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { beforeAll, expect, test } from "vitest";
import { totpCode } from "../../../src/local/services/cognito/mfa/totp.ts";
import { cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
const username = `amplify-${Date.now()}@example.com`;
let pool: string;

beforeAll(async () => {
  pool = await cloud.pool();
  await cloud.idp().send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: pool,
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  );
  // As generated projects have it: SRP, and refresh tokens that work once.
  const { id } = await cloud.client(pool, {
    ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
  });
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: pool,
        userPoolClientId: id,
        ...(cloud.settings.endpoint !== undefined && { userPoolEndpoint: cloud.settings.endpoint }),
      },
    },
  });
});

/** The next code of an authenticator that has used those before. */
const code = (secret: string, ahead: number) => totpCode(secret, Math.floor(Date.now() / 30_000) + ahead);

test("unmodified aws-amplify signs up, confirms, signs in, refreshes, sets up TOTP, and signs out", async () => {
  const { nextStep } = await signUp({ username, password });
  expect(nextStep.signUpStep).toBe("CONFIRM_SIGN_UP");
  await confirmSignUp({ username, confirmationCode: await cloud.code(pool, username) });

  await expect(signIn({ username, password: "Wrong-Horse-7" })).rejects.toMatchObject({
    name: "NotAuthorizedException",
  });
  expect(await signIn({ username, password })).toMatchObject({ isSignedIn: true });
  expect((await getCurrentUser()).signInDetails?.loginId).toBe(username);
  const first = (await fetchAuthSession()).tokens?.accessToken.toString();
  expect(first).toBeDefined();
  const second = (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.toString();
  expect(second).not.toBe(first);

  const { sharedSecret } = await setUpTOTP();
  await verifyTOTPSetup({ code: code(sharedSecret, 0) });
  await updateMFAPreference({ totp: "PREFERRED" });
  await signOut();
  await expect(getCurrentUser()).rejects.toThrow();

  const started = await signIn({ username, password });
  expect(started.nextStep.signInStep).toBe("CONFIRM_SIGN_IN_WITH_TOTP_CODE");
  await expect(confirmSignIn({ challengeResponse: "000000" })).rejects.toMatchObject({
    name: "CodeMismatchException",
  });
  expect(await confirmSignIn({ challengeResponse: code(sharedSecret, 0) })).toMatchObject({
    isSignedIn: true,
  });
  await signOut({ global: true });
});

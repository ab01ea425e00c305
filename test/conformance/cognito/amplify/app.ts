/**
 * An application on the unmodified `aws-amplify`, in a process of its own: `node app.ts <amplify_outputs.json> <endpoint>`.
 * Prints what came of each step as one line of JSON.
 */
import { readFileSync } from "node:fs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Amplify } from "aws-amplify";
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchMFAPreference,
  fetchUserAttributes,
  getCurrentUser,
  resetPassword,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  updateUserAttribute,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { totpCode } from "../../../../src/local/services/cognito/mfa/totp.ts";

const [, , outputs = "", endpoint = ""] = process.argv;
const config = JSON.parse(readFileSync(outputs, "utf8"));
Amplify.configure(config);

const username = `amplify-${Date.now()}@example.com`;
const passwords = ["Correct-Horse-7", "Battery-Staple-8", "Third-Password-9"] as const;

function report(step: string, value: unknown): void {
  process.stdout.write(`${JSON.stringify({ step, value })}\n`);
}

/** The six digits in the newest message to the user, as a person would read them. */
async function code(): Promise<string> {
  const response = await fetch(`${endpoint}/_plinth/outbox?to=${encodeURIComponent(username)}&limit=1`);
  const { messages } = (await response.json()) as { messages: { html: string }[] };
  return /\d{6}/.exec(messages[0]?.html ?? "")?.[0] ?? "";
}

/** A code that the authenticator has not shown before. */
function authenticator(secret: string) {
  let last = 0;
  return async () => {
    const now = () => Math.floor(Date.now() / 30_000);
    // One step ahead is taken too, so that nobody has to wait between the first two codes.
    last = Math.max(now(), last + 1);
    while (last > now() + 1) await new Promise((resolve) => setTimeout(resolve, 500));
    return totpCode(secret, last);
  };
}

const nameOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing",
    (error: Error) => error.name,
  );

async function session(forceRefresh = false) {
  const { tokens, credentials, identityId } = await fetchAuthSession({ forceRefresh });
  return { access: tokens?.accessToken.toString(), credentials, identityId };
}

async function callerOf(credentials: Awaited<ReturnType<typeof session>>["credentials"]) {
  if (credentials === undefined) return null;
  const { accessKeyId, secretAccessKey, sessionToken = "" } = credentials;
  const sts = new STSClient({
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

const guest = await session();
report("guest", { caller: await callerOf(guest.credentials), tokens: guest.access ?? null });

report(
  "sign up",
  (await signUp({ username, password: passwords[0], options: { userAttributes: { name: "Ada" } } })).nextStep
    .signUpStep,
);
report("unconfirmed", (await signIn({ username, password: passwords[0] })).nextStep.signInStep);
report("wrong code", await nameOf(confirmSignUp({ username, confirmationCode: "000000" })));
report("confirm", (await confirmSignUp({ username, confirmationCode: await code() })).isSignUpComplete);
report("wrong password", await nameOf(signIn({ username, password: "Wrong-Horse-7" })));

report("sign in", (await signIn({ username, password: passwords[0] })).isSignedIn);
report("twice", await nameOf(signIn({ username, password: passwords[0] })));
report("current user", (await getCurrentUser()).signInDetails?.loginId === username);
report("attributes", (await fetchUserAttributes()).name);
await updateUserAttribute({ userAttribute: { attributeKey: "name", value: "Ada Lovelace" } });
report("updated attributes", (await fetchUserAttributes()).name);

const first = await session();
report("credentials", {
  caller: await callerOf(first.credentials),
  sameIdentity: first.identityId === guest.identityId,
});
const second = await session(true);
report("forced refresh", {
  otherToken: second.access !== first.access,
  otherKey: second.credentials?.accessKeyId !== first.credentials?.accessKeyId,
  sameIdentity: second.identityId === first.identityId,
});

const { sharedSecret } = await setUpTOTP();
const totp = authenticator(sharedSecret);
report("wrong TOTP", await nameOf(verifyTOTPSetup({ code: "000000" })));
await verifyTOTPSetup({ code: await totp() });
await updateMFAPreference({ totp: "PREFERRED" });
report("MFA preference", await fetchMFAPreference());
await updatePassword({ oldPassword: passwords[0], newPassword: passwords[1] });
await signOut();
report("signed out", await nameOf(getCurrentUser()));

report("TOTP asked", (await signIn({ username, password: passwords[1] })).nextStep.signInStep);
report("wrong TOTP at sign-in", await nameOf(confirmSignIn({ challengeResponse: "000000" })));
report("TOTP", (await confirmSignIn({ challengeResponse: await totp() })).isSignedIn);
const before = await session();
await signOut({ global: true });
const idp = (operation: string, body: object) =>
  fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });
const used = await idp("GetUser", { AccessToken: before.access });
report("token after global sign-out", ((await used.json()) as { message?: string }).message);

report("reset", (await resetPassword({ username })).nextStep.resetPasswordStep);
await confirmResetPassword({ username, confirmationCode: await code(), newPassword: passwords[2] });
report("old password", await nameOf(signIn({ username, password: passwords[1] })));
report("new password", (await signIn({ username, password: passwords[2] })).nextStep.signInStep);

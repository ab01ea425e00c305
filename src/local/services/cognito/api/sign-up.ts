import type {
  AdminConfirmSignUpRequest,
  ConfirmSignUpRequest,
  ConfirmSignUpResponse,
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
  SignUpRequest,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { expiredCode, invalidParameter, notAuthorized } from "../errors.ts";
import { sendCode } from "../messages/send-code.ts";
import { simulatedDelivery } from "../messages/simulated-delivery.ts";
import { allowsFlow, hidesUsers } from "../pools/client-settings.ts";
import { checkSecretHash, findClient, findPool } from "../pools/find.ts";
import type { AppClient, User, UserPool } from "../state.ts";
import { postConfirmation, preSignUp } from "../triggers/user-events.ts";
import { signUpAddress } from "../users/addresses.ts";
import { attributeMap, checkAttributes, checkRequired, checkWritable } from "../users/attributes.ts";
import { redeemCode, withCode } from "../users/codes.ts";
import { checkFree, findUser, lookUp, saveUser, takeAliases } from "../users/directory.ts";
import { countRequest } from "../users/hourly-limit.ts";
import { newUser } from "../users/new-user.ts";
import { withPassword } from "../users/set-password.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const signUp = (engine: Engine): Operation<SignUpRequest, SignUpResponse> => ({
  access: "anonymous",

  async handle(input) {
    const client = findClient(engine, input.ClientId);
    const pool = findPool(engine, client.poolId);
    const name = input.Username ?? "";
    checkSecretHash(client, [name], input.SecretHash);
    if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true)
      throw notAuthorized("SignUp is not permitted for this user pool");
    const attributes = attributeMap(input.UserAttributes);
    checkWritable(client, Object.keys(attributes));
    checkAttributes(pool, attributes, null);
    const fresh = newUser(engine, pool, name, attributes);
    checkRequired(pool, fresh.attributes);
    if (!input.Password && !passwordless(pool, client)) throw invalidParameter("Password is required.");
    checkFree(engine, pool, fresh, true);
    const accepted = await preSignUp(
      engine,
      pool,
      input.Password ? withPassword(engine, pool, fresh, input.Password) : fresh,
      "PreSignUp_SignUp",
      {
        clientId: client.id,
        validationData: attributeMap(input.ValidationData),
        clientMetadata: input.ClientMetadata,
      },
    );
    // The trigger took its time: somebody else may have had the same idea.
    checkFree(engine, pool, accepted, true);
    const confirmed = accepted.status === "CONFIRMED";
    if (confirmed) {
      saveUser(engine, pool, accepted);
      await postConfirmation(
        engine,
        pool,
        accepted,
        "PostConfirmation_ConfirmSignUp",
        client.id,
        input.ClientMetadata,
      );
      return { UserConfirmed: true, UserSub: accepted.sub };
    }
    const attribute = signUpAddress(pool, accepted);
    if (attribute === null) {
      saveUser(engine, pool, accepted);
      return { UserConfirmed: false, UserSub: accepted.sub };
    }
    const waiting = withCode(engine, accepted, "signUp", attribute);
    saveUser(engine, pool, waiting.user);
    const delivery = await sendCode(engine, pool, waiting.user, {
      kind: "CustomMessage_SignUp",
      attribute,
      code: waiting.code,
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    });
    return { UserConfirmed: false, UserSub: accepted.sub, CodeDeliveryDetails: delivery };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const confirmSignUp = (engine: Engine): Operation<ConfirmSignUpRequest, ConfirmSignUpResponse> => ({
  access: "anonymous",

  async handle(input) {
    const client = findClient(engine, input.ClientId);
    const pool = findPool(engine, client.poolId);
    checkSecretHash(client, [input.Username], input.SecretHash);
    const user = lookUp(engine, pool, input.Username ?? "");
    if (user === undefined && hidesUsers(client)) throw expiredCode();
    const found = countRequest(engine, pool, findUser(engine, pool, input.Username), "ConfirmSignUp");
    if (found.status !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${found.status}`);
    const redeemed = redeemCode(engine, pool, found, "signUp", input.ConfirmationCode);
    const proves = found.codes.signUp?.attribute ?? "email";
    const proved = {
      ...redeemed,
      status: "CONFIRMED" as const,
      attributes: { ...redeemed.attributes, [`${proves}_verified`]: "true" },
    };
    checkFree(engine, pool, proved, false, input.ForceAliasCreation === true);
    if (input.ForceAliasCreation === true) takeAliases(engine, pool, proved);
    await confirm(engine, pool, proved, client.id, input.ClientMetadata);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html */
export const adminConfirmSignUp = (engine: Engine): Operation<AdminConfirmSignUpRequest> => ({
  access: onPool(engine, "AdminConfirmSignUp"),

  async handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    if (user.status !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    await confirm(engine, pool, { ...user, status: "CONFIRMED" }, null, input.ClientMetadata);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const resendConfirmationCode = (
  engine: Engine,
): Operation<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse> => ({
  access: "anonymous",

  async handle(input) {
    const client = findClient(engine, input.ClientId);
    const pool = findPool(engine, client.poolId);
    checkSecretHash(client, [input.Username], input.SecretHash);
    const user = lookUp(engine, pool, input.Username ?? "");
    if (hidesUsers(client) && user?.enabled !== true)
      return { CodeDeliveryDetails: simulatedDelivery(pool, input.Username ?? "") };
    const found = findUser(engine, pool, input.Username);
    if (found.status !== "UNCONFIRMED") throw invalidParameter("User is already confirmed.");
    const attribute = signUpAddress(pool, found);
    if (attribute === null) throw notAuthorized("Cannot resend codes. Auto verification not turned on.");
    const counted = countRequest(engine, pool, found, "ResendConfirmationCode");
    const waiting = withCode(engine, counted, "signUp", attribute);
    saveUser(engine, pool, waiting.user);
    const delivery = await sendCode(engine, pool, found, {
      kind: "CustomMessage_ResendCode",
      attribute,
      code: waiting.code,
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    });
    return { CodeDeliveryDetails: delivery };
  },
});

async function confirm(
  engine: Engine,
  pool: UserPool,
  user: User,
  clientId: string | null,
  clientMetadata: Record<string, string> | undefined,
): Promise<void> {
  const saved = saveUser(engine, pool, user);
  await postConfirmation(engine, pool, saved, "PostConfirmation_ConfirmSignUp", clientId, clientMetadata);
}

/** With one-time passwords, nobody needs a password. */
function passwordless(pool: UserPool, client: AppClient): boolean {
  const factors = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  return (
    allowsFlow(client, "USER_AUTH") &&
    factors.some((factor) => factor === "EMAIL_OTP" || factor === "SMS_OTP")
  );
}

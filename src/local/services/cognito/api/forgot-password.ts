import type {
  AdminResetUserPasswordRequest,
  ChangePasswordRequest,
  ConfirmForgotPasswordRequest,
  ForgotPasswordRequest,
  ForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { expiredCode, invalidParameter, notAuthorized, userNotConfirmed, wrongPassword } from "../errors.ts";
import { sendCode } from "../messages/send-code.ts";
import { passwordMatches } from "../passwords/verify-password.ts";
import { hidesUsers } from "../pools/client-settings.ts";
import { checkSecretHash, findClient, findPool } from "../pools/find.ts";
import { requireSignedIn } from "../tokens/verify.ts";
import { postConfirmation } from "../triggers/user-events.ts";
import { checkAttempts, countFailure } from "../users/attempts.ts";
import { redeemCode, withCode } from "../users/codes.ts";
import { findUser, lookUp, saveUser } from "../users/directory.ts";
import { withPassword } from "../users/set-password.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const forgotPassword = (engine: Engine): Operation<ForgotPasswordRequest, ForgotPasswordResponse> => ({
  access: "anonymous",

  async handle(input) {
    const client = findClient(engine, input.ClientId);
    const pool = findPool(engine, client.poolId);
    checkSecretHash(client, [input.Username], input.SecretHash);
    const user = lookUp(engine, pool, input.Username ?? "");
    if (user === undefined && hidesUsers(client)) {
      return {
        CodeDeliveryDetails: { Destination: "c***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
      };
    }
    const found = findUser(engine, pool, input.Username);
    if (!found.enabled) throw notAuthorized("User is disabled.");
    if (found.status === "FORCE_CHANGE_PASSWORD")
      throw notAuthorized("User password cannot be reset in the current state.");
    if (found.attributes["email_verified"] !== "true")
      throw invalidParameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
      );
    const waiting = withCode(engine, found, "password");
    const delivery = await sendCode(engine, pool, found, {
      kind: "CustomMessage_ForgotPassword",
      code: waiting.code,
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    });
    saveUser(engine, pool, waiting.user);
    return { CodeDeliveryDetails: delivery };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const confirmForgotPassword = (engine: Engine): Operation<ConfirmForgotPasswordRequest> => ({
  access: "anonymous",

  async handle(input) {
    const client = findClient(engine, input.ClientId);
    const pool = findPool(engine, client.poolId);
    checkSecretHash(client, [input.Username], input.SecretHash);
    const user = lookUp(engine, pool, input.Username ?? "");
    if (user === undefined && hidesUsers(client)) throw expiredCode();
    const found = findUser(engine, pool, input.Username);
    // The password is looked at first: a code is not lost to one that is too short.
    withPassword(engine, pool, found, input.Password ?? "");
    const redeemed = redeemCode(engine, pool, found, "password", input.ConfirmationCode);
    if (redeemed.status === "UNCONFIRMED") throw userNotConfirmed();
    const saved = saveUser(engine, pool, {
      ...withPassword(engine, pool, redeemed, input.Password ?? ""),
      status: "CONFIRMED",
    });
    await postConfirmation(
      engine,
      pool,
      saved,
      "PostConfirmation_ConfirmForgotPassword",
      client.id,
      input.ClientMetadata,
    );
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const changePassword = (engine: Engine): Operation<ChangePasswordRequest> => ({
  access: "anonymous",

  handle(input) {
    const { pool, user } = requireSignedIn(engine, input.AccessToken);
    checkAttempts(engine, user);
    const previous = input.PreviousPassword ?? "";
    if (user.password !== null && !passwordMatches(user.password, pool.id, user.username, previous)) {
      countFailure(engine, pool, user);
      throw wrongPassword();
    }
    saveUser(engine, pool, withPassword(engine, pool, user, input.ProposedPassword ?? ""));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html */
export const adminResetUserPassword = (engine: Engine): Operation<AdminResetUserPasswordRequest> => ({
  access: onPool(engine, "AdminResetUserPassword"),

  async handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    if (user.status === "FORCE_CHANGE_PASSWORD")
      throw notAuthorized("User password cannot be reset in the current state.");
    if (user.attributes["email_verified"] !== "true")
      throw invalidParameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
      );
    const waiting = withCode(engine, user, "password");
    await sendCode(engine, pool, user, {
      kind: "CustomMessage_ForgotPassword",
      code: waiting.code,
      clientId: null,
      clientMetadata: input.ClientMetadata,
    });
    saveUser(engine, pool, { ...waiting.user, status: "RESET_REQUIRED" });
    return {};
  },
});

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
import { codeMismatch, noRecovery, notAuthorized, userNotConfirmed, wrongPassword } from "../errors.ts";
import { sendCode } from "../messages/send-code.ts";
import { simulatedDelivery } from "../messages/simulated-delivery.ts";
import { passwordMatches } from "../passwords/verify-password.ts";
import { hidesUsers } from "../pools/client-settings.ts";
import { checkSecretHash, findClient, findPool } from "../pools/find.ts";
import { requireSignedIn } from "../tokens/verify.ts";
import { postConfirmation } from "../triggers/user-events.ts";
import { migrateUser } from "../triggers/user-migration.ts";
import { recoveryAddress, verified } from "../users/addresses.ts";
import { checkAttempts, countFailure } from "../users/attempts.ts";
import { redeemCode, withCode } from "../users/codes.ts";
import { findUser, lookUp, saveUser } from "../users/directory.ts";
import { countRequest } from "../users/hourly-limit.ts";
import { withPassword } from "../users/set-password.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const forgotPassword = (engine: Engine): Operation<ForgotPasswordRequest, ForgotPasswordResponse> => ({
  access: "anonymous",

  async handle(input) {
    const client = findClient(engine, input.ClientId);
    const pool = findPool(engine, client.poolId);
    checkSecretHash(client, [input.Username], input.SecretHash);
    const hides = hidesUsers(client);
    const user =
      (await migrateUser(engine, pool, client, input.Username ?? "", null, input.ClientMetadata)) ??
      lookUp(engine, pool, input.Username ?? "");
    const simulated = { CodeDeliveryDetails: simulatedDelivery(pool, input.Username ?? "") };
    if (hides && user?.enabled !== true) return simulated;
    const found = findUser(engine, pool, input.Username);
    if (!found.enabled) throw notAuthorized("User is disabled.");
    if (found.status === "FORCE_CHANGE_PASSWORD")
      throw notAuthorized("User password cannot be reset in the current state.");
    const attribute = recoveryAddress(pool, found);
    if (attribute === null && hides) return simulated;
    if (attribute === null) throw noRecovery();
    const counted = countRequest(engine, pool, found, "ForgotPassword");
    const waiting = withCode(engine, counted, "password", attribute);
    saveUser(engine, pool, waiting.user);
    const delivery = await sendCode(engine, pool, found, {
      kind: "CustomMessage_ForgotPassword",
      attribute,
      code: waiting.code,
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    });
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
    if (hidesUsers(client) && user?.enabled !== true) throw codeMismatch();
    const found = findUser(engine, pool, input.Username);
    // The password is looked at first: a code is not lost to one that is too short.
    withPassword(engine, pool, found, input.Password ?? "");
    const counted = countRequest(engine, pool, found, "ForgotPassword");
    const redeemed = redeemCode(engine, pool, counted, "password", input.ConfirmationCode);
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
    const { pool, user: known } = requireSignedIn(engine, input.AccessToken);
    checkAttempts(engine, known);
    const user = countRequest(engine, pool, known, "ChangePassword");
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
    // Administrators may where users may not.
    const attribute = verified(user, "email") === null ? recoveryAddress(pool, user) : "email";
    if (attribute === null) throw noRecovery();
    const waiting = withCode(engine, user, "password", attribute);
    await sendCode(engine, pool, user, {
      kind: "CustomMessage_ForgotPassword",
      attribute,
      code: waiting.code,
      clientId: null,
      clientMetadata: input.ClientMetadata,
    });
    saveUser(engine, pool, { ...waiting.user, status: "RESET_REQUIRED" });
    return {};
  },
});

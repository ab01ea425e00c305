import type {
  AdminAddUserToGroupRequest,
  AdminCreateUserRequest,
  AdminCreateUserResponse,
  AdminDeleteUserAttributesRequest,
  AdminDeleteUserRequest,
  AdminGetUserRequest,
  AdminGetUserResponse,
  AdminSetUserPasswordRequest,
  AdminUpdateUserAttributesRequest,
  AdminUserGlobalSignOutRequest,
  DeliveryMediumType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { groupNotFound } from "../errors.ts";
import { sendCode } from "../messages/send-code.ts";
import { temporaryPassword } from "../passwords/password-policy.ts";
import { findPool } from "../pools/find.ts";
import { passwordPolicy } from "../pools/settings.ts";
import type { AddressName, User } from "../state.ts";
import { signOutEverywhere } from "../tokens/sign-out.ts";
import { preSignUp } from "../triggers/user-events.ts";
import { attributeList, attributeMap, checkAttributes } from "../users/attributes.ts";
import { changeAttributes, withoutAttributes } from "../users/change-attributes.ts";
import { checkFree, findUser, removeUser, saveUser, takeAliases } from "../users/directory.ts";
import { newUser } from "../users/new-user.ts";
import { presentMfa, presentUser } from "../users/present.ts";
import { withPassword } from "../users/set-password.ts";

const mostGroups = 100;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export const adminCreateUser = (
  engine: Engine,
): Operation<AdminCreateUserRequest, AdminCreateUserResponse> => ({
  access: onPool(engine, "AdminCreateUser"),

  async handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const attributes = attributeMap(input.UserAttributes);
    checkAttributes(pool, attributes, null);
    const days = passwordPolicy(pool).TemporaryPasswordValidityDays ?? 7;
    const password =
      input.TemporaryPassword || temporaryPassword(engine.context.ids.bytes(64), passwordPolicy(pool));
    const resending = input.MessageAction === "RESEND";
    const fresh = resending
      ? findUser(engine, pool, input.Username)
      : newUser(engine, pool, input.Username ?? "", attributes);
    if (resending && fresh.status !== "FORCE_CHANGE_PASSWORD")
      throw new WireError(
        "UnsupportedUserStateException",
        "Resend not possible. User status is not FORCE_CHANGE_PASSWORD",
      );
    if (!resending) checkFree(engine, pool, fresh, true, input.ForceAliasCreation === true);
    const accepted = resending
      ? fresh
      : await preSignUp(engine, pool, fresh, "PreSignUp_AdminCreateUser", {
          clientId: null,
          validationData: attributeMap(input.ValidationData),
          clientMetadata: input.ClientMetadata,
        });
    if (!resending) checkFree(engine, pool, accepted, true, input.ForceAliasCreation === true);
    if (input.ForceAliasCreation === true) takeAliases(engine, pool, accepted);
    const saved = saveUser(engine, pool, {
      ...withPassword(engine, pool, accepted, password, days),
      status: "FORCE_CHANGE_PASSWORD",
    });
    if (input.MessageAction !== "SUPPRESS") {
      for (const attribute of invitationAddresses(saved, input.DesiredDeliveryMediums ?? []))
        await sendCode(engine, pool, saved, {
          kind: "CustomMessage_AdminCreateUser",
          attribute,
          code: password,
          clientId: null,
          clientMetadata: input.ClientMetadata,
        });
    }
    return { User: presentUser(saved) };
  },
});

/** Where an invitation goes: to what was asked for, else to what there is, the e-mail address first. */
function invitationAddresses(user: User, mediums: readonly DeliveryMediumType[]): AddressName[] {
  const has = (["email", "phone_number"] as const).filter((name) => user.attributes[name]);
  if (mediums.length === 0) return has.slice(0, 1);
  return has.filter((name) => mediums.includes(name === "email" ? "EMAIL" : "SMS"));
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const adminGetUser = (engine: Engine): Operation<AdminGetUserRequest, AdminGetUserResponse> => ({
  access: onPool(engine, "AdminGetUser"),
  handle(input) {
    const user = findUser(engine, findPool(engine, input.UserPoolId), input.Username);
    return {
      Username: user.username,
      UserAttributes: attributeList(user.attributes),
      UserCreateDate: new Date(user.createdAt),
      UserLastModifiedDate: new Date(user.modifiedAt),
      Enabled: user.enabled,
      UserStatus: user.status,
      ...presentMfa(user),
    };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const adminDeleteUser = (engine: Engine): Operation<AdminDeleteUserRequest> => ({
  access: onPool(engine, "AdminDeleteUser"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    removeUser(engine, pool, findUser(engine, pool, input.Username));
    return {};
  },
});

/**
 * AdminEnableUser and AdminDisableUser.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
 */
export const adminSwitchUser = (engine: Engine, enabled: boolean): Operation<AdminDeleteUserRequest> => ({
  access: onPool(engine, enabled ? "AdminEnableUser" : "AdminDisableUser"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = saveUser(engine, pool, { ...findUser(engine, pool, input.Username), enabled });
    if (!enabled) signOutEverywhere(engine, pool, user);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export const adminSetUserPassword = (engine: Engine): Operation<AdminSetUserPasswordRequest> => ({
  access: onPool(engine, "AdminSetUserPassword"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    const permanent = input.Permanent === true;
    const days = permanent ? null : (passwordPolicy(pool).TemporaryPasswordValidityDays ?? 7);
    saveUser(engine, pool, {
      ...withPassword(engine, pool, user, input.Password ?? "", days),
      status: permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html */
export const adminUpdateUserAttributes = (engine: Engine): Operation<AdminUpdateUserAttributesRequest> => ({
  access: onPool(engine, "AdminUpdateUserAttributes"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    saveUser(engine, pool, changeAttributes(engine, pool, user, attributeMap(input.UserAttributes), true));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html */
export const adminDeleteUserAttributes = (engine: Engine): Operation<AdminDeleteUserAttributesRequest> => ({
  access: onPool(engine, "AdminDeleteUserAttributes"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    saveUser(engine, pool, withoutAttributes(pool, user, input.UserAttributeNames ?? []));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const adminUserGlobalSignOut = (engine: Engine): Operation<AdminUserGlobalSignOutRequest> => ({
  access: onPool(engine, "AdminUserGlobalSignOut"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    signOutEverywhere(engine, pool, findUser(engine, pool, input.Username));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
export const adminAddUserToGroup = (engine: Engine): Operation<AdminAddUserToGroupRequest> => ({
  access: onPool(engine, "AdminAddUserToGroup"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    const group = input.GroupName ?? "";
    if (engine.state.groups.get(`${pool.id}/${group}`) === undefined) throw groupNotFound();
    const groups = [...new Set([...user.groups, group])];
    if (groups.length > mostGroups)
      throw new WireError("LimitExceededException", `A user is in at most ${mostGroups} groups.`);
    saveUser(engine, pool, { ...user, groups });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html */
export const adminRemoveUserFromGroup = (engine: Engine): Operation<AdminAddUserToGroupRequest> => ({
  access: onPool(engine, "AdminRemoveUserFromGroup"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    if (engine.state.groups.get(`${pool.id}/${input.GroupName}`) === undefined) throw groupNotFound();
    saveUser(engine, pool, { ...user, groups: user.groups.filter((name) => name !== input.GroupName) });
    return {};
  },
});

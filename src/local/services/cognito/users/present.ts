import type { AdminGetUserResponse, UserType } from "@aws-sdk/client-cognito-identity-provider";
import type { User } from "../state.ts";
import { attributeList } from "./attributes.ts";

/** A user in a list. */
export function presentUser(user: User, only?: readonly string[]): UserType {
  const attributes = attributeList(user.attributes);
  return {
    Username: user.username,
    Attributes: only === undefined ? attributes : attributes.filter(({ Name }) => only.includes(Name ?? "")),
    UserCreateDate: new Date(user.createdAt),
    UserLastModifiedDate: new Date(user.modifiedAt),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** A user's second factors, as GetUser and AdminGetUser tell them. */
export function presentMfa(
  user: User,
): Pick<AdminGetUserResponse, "UserMFASettingList" | "PreferredMfaSetting"> {
  const list = [
    ...(user.totp.enabled ? ["SOFTWARE_TOKEN_MFA"] : []),
    ...(user.emailMfa ? ["EMAIL_OTP"] : []),
    ...(user.smsMfa === true ? ["SMS_MFA"] : []),
  ];
  return {
    UserMFASettingList: list.length === 0 ? undefined : list,
    PreferredMfaSetting: user.preferredMfa ?? undefined,
  };
}

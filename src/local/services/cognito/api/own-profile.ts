import type {
  CodeDeliveryDetailsType,
  DeleteUserAttributesRequest,
  DeleteUserRequest,
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse,
  GetUserAuthFactorsRequest,
  GetUserAuthFactorsResponse,
  GetUserRequest,
  GetUserResponse,
  GlobalSignOutRequest,
  RevokeTokenRequest,
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
  VerifyUserAttributeRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { sendCode } from "../messages/send-code.ts";
import { findClient } from "../pools/find.ts";
import { firstFactors } from "../sign-in/choice.ts";
import type { AddressName } from "../state.ts";
import { grantOf } from "../tokens/refresh-tokens.ts";
import { revoke, signOutEverywhere } from "../tokens/sign-out.ts";
import { requireSignedIn } from "../tokens/verify.ts";
import { attributeList, attributeMap, checkWritable, readable } from "../users/attributes.ts";
import { changeAttributes, withoutAttributes } from "../users/change-attributes.ts";
import { redeemCode, withCode } from "../users/codes.ts";
import { checkFree, removeUser, saveUser } from "../users/directory.ts";
import { countRequest } from "../users/hourly-limit.ts";
import { presentMfa } from "../users/present.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser = (engine: Engine): Operation<GetUserRequest, GetUserResponse> => ({
  access: "anonymous",
  handle(input) {
    const { client, user } = requireSignedIn(engine, input.AccessToken);
    return {
      Username: user.username,
      UserAttributes: attributeList(readable(client, user.attributes)),
      ...presentMfa(user),
    };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAuthFactors.html */
export const getUserAuthFactors = (
  engine: Engine,
): Operation<GetUserAuthFactorsRequest, GetUserAuthFactorsResponse> => ({
  access: "anonymous",
  handle(input) {
    const { pool, user } = requireSignedIn(engine, input.AccessToken);
    return {
      Username: user.username,
      ...presentMfa(user),
      ConfiguredUserAuthFactors: firstFactors(pool, user).filter((factor) => factor !== "PASSWORD_SRP"),
    };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html */
export const updateUserAttributes = (
  engine: Engine,
): Operation<UpdateUserAttributesRequest, UpdateUserAttributesResponse> => ({
  access: "anonymous",
  async handle(input) {
    const { pool, client, user } = requireSignedIn(engine, input.AccessToken);
    const wanted = attributeMap(input.UserAttributes);
    checkWritable(client, Object.keys(wanted));
    const changed = changeAttributes(engine, pool, user, wanted, false);
    const verifies = pool.settings.AutoVerifiedAttributes ?? [];
    const toProve = addresses.filter(
      (name) =>
        wanted[name] &&
        (changed.unverified[name] !== undefined ||
          (verifies.includes(name) && changed.attributes[`${name}_verified`] !== "true")),
    );
    let waiting = changed;
    const codes = toProve.map((attribute) => {
      const made = withCode(engine, waiting, `attribute:${attribute}`, attribute);
      waiting = made.user;
      return { attribute, code: made.code };
    });
    const saved = saveUser(engine, pool, waiting);
    const deliveries: CodeDeliveryDetailsType[] = [];
    for (const { attribute, code } of codes) {
      deliveries.push(
        await sendCode(engine, pool, saved, {
          kind: "CustomMessage_UpdateUserAttribute",
          attribute,
          ...(wanted[attribute] !== undefined && { to: wanted[attribute] }),
          code,
          clientId: client.id,
          clientMetadata: input.ClientMetadata,
        }),
      );
    }
    return deliveries.length === 0 ? {} : { CodeDeliveryDetailsList: deliveries };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html */
export const deleteUserAttributes = (engine: Engine): Operation<DeleteUserAttributesRequest> => ({
  access: "anonymous",
  handle(input) {
    const { pool, client, user } = requireSignedIn(engine, input.AccessToken);
    checkWritable(client, input.UserAttributeNames ?? []);
    saveUser(engine, pool, withoutAttributes(pool, user, input.UserAttributeNames ?? []));
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const getUserAttributeVerificationCode = (
  engine: Engine,
): Operation<GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse> => ({
  access: "anonymous",
  async handle(input): Promise<{ CodeDeliveryDetails: CodeDeliveryDetailsType }> {
    const { pool, client, user } = requireSignedIn(engine, input.AccessToken);
    const attribute = addressName(input.AttributeName);
    const to = user.unverified[attribute] ?? user.attributes[attribute];
    if (!to)
      throw invalidParameter(
        `User does not have ${attribute === "email" ? "an email" : "a phone number"} to verify.`,
      );
    const counted = countRequest(engine, pool, user, "GetUserAttributeVerificationCode");
    const waiting = withCode(engine, counted, `attribute:${attribute}`, attribute);
    saveUser(engine, pool, waiting.user);
    const delivery = await sendCode(engine, pool, user, {
      kind: "CustomMessage_VerifyUserAttribute",
      attribute,
      to,
      code: waiting.code,
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    });
    return { CodeDeliveryDetails: delivery };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html */
export const verifyUserAttribute = (engine: Engine): Operation<VerifyUserAttributeRequest> => ({
  access: "anonymous",
  handle(input) {
    const { pool, user } = requireSignedIn(engine, input.AccessToken);
    const attribute = addressName(input.AttributeName);
    const counted = countRequest(engine, pool, user, "VerifyUserAttribute");
    const redeemed = redeemCode(engine, pool, counted, `attribute:${attribute}`, input.Code);
    const { [attribute]: waiting, ...unverified } = redeemed.unverified;
    const proved = {
      ...redeemed,
      unverified,
      attributes: {
        ...redeemed.attributes,
        ...(waiting !== undefined && { [attribute]: waiting }),
        [`${attribute}_verified`]: "true",
      },
    };
    checkFree(engine, pool, proved, false);
    saveUser(engine, pool, proved);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html */
export const deleteUser = (engine: Engine): Operation<DeleteUserRequest> => ({
  access: "anonymous",
  handle(input) {
    const { pool, user } = requireSignedIn(engine, input.AccessToken);
    removeUser(engine, pool, user);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const globalSignOut = (engine: Engine): Operation<GlobalSignOutRequest> => ({
  access: "anonymous",
  handle(input) {
    const { pool, user } = requireSignedIn(engine, input.AccessToken);
    signOutEverywhere(engine, pool, user);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const revokeToken = (engine: Engine): Operation<RevokeTokenRequest> => ({
  access: "anonymous",
  handle(input) {
    const client = findClient(engine, input.ClientId);
    if (client.secret !== null && client.secret !== input.ClientSecret)
      throw new WireError("UnauthorizedException", "Invalid client secret");
    if (client.settings.EnableTokenRevocation === false)
      throw new WireError("UnsupportedOperationException", "Token revocation is not enabled for this client");
    const grant = grantOf(engine, input.Token);
    // A token that is nobody's is as good as revoked (RFC 7009).
    if (grant === undefined) return {};
    if (grant.clientId !== client.id)
      throw new WireError("UnauthorizedException", "The token was issued to another client");
    revoke(engine, grant);
    return {};
  },
});

const addresses: readonly AddressName[] = ["email", "phone_number"];

/** @throws WireError InvalidParameterException */
function addressName(attribute: string | undefined): AddressName {
  const name = addresses.find((address) => address === attribute);
  if (name === undefined) throw invalidParameter("Invalid attribute name.");
  return name;
}

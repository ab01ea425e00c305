import { forPage, preflight } from "../../kernel/cors.ts";
import { poller } from "../../kernel/poller.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import * as users from "./api/admin-users.ts";
import * as passwords from "./api/forgot-password.ts";
import * as groups from "./api/groups.ts";
import { listSentMessages, verifyTokenInside } from "./api/internal.ts";
import { listUsers } from "./api/list-users.ts";
import * as mfa from "./api/mfa.ts";
import * as own from "./api/own-profile.ts";
import * as signIn from "./api/sign-in.ts";
import * as signUp from "./api/sign-up.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import * as clients from "./api/user-pool-clients.ts";
import * as pools from "./api/user-pools.ts";
import { engine as newEngine } from "./engine.ts";
import model from "./model.gen.json" with { type: "json" };
import { userPool } from "./resources/user-pool.ts";
import { userPoolClient } from "./resources/user-pool-client.ts";
import { userPoolGroup } from "./resources/user-pool-group.ts";
import { sweep } from "./sweep.ts";
import { wellKnown } from "./well-known.ts";

const sweepEvery = 10 * 60 * 1000;

/** Cognito user pools: users, sign-in, tokens. */
export function cognito(context: ServiceContext): Service {
  const engine = newEngine(context);
  const sweeper = poller(
    sweepEvery,
    () => sweep(engine),
    (error) => context.log(`cognito: ${String(error)}`),
  );
  return {
    name: "cognito",
    models: [model as ServiceModel],
    // ListSentMessages and VerifyToken are for this process alone: they are in no wire model.
    operations: {
      AddCustomAttributes: pools.addCustomAttributes(engine),
      AdminAddUserToGroup: users.adminAddUserToGroup(engine),
      AdminConfirmSignUp: signUp.adminConfirmSignUp(engine),
      AdminCreateUser: users.adminCreateUser(engine),
      AdminDeleteSoftwareToken: mfa.adminDeleteSoftwareToken(engine),
      AdminDeleteUser: users.adminDeleteUser(engine),
      AdminDeleteUserAttributes: users.adminDeleteUserAttributes(engine),
      AdminDisableUser: users.adminSwitchUser(engine, false),
      AdminEnableUser: users.adminSwitchUser(engine, true),
      AdminGetUser: users.adminGetUser(engine),
      AdminInitiateAuth: signIn.adminInitiateAuth(engine),
      AdminListGroupsForUser: groups.adminListGroupsForUser(engine),
      AdminRemoveUserFromGroup: users.adminRemoveUserFromGroup(engine),
      AdminResetUserPassword: passwords.adminResetUserPassword(engine),
      AdminRespondToAuthChallenge: signIn.adminRespondToAuthChallenge(engine),
      AdminSetUserMFAPreference: mfa.adminSetUserMfaPreference(engine),
      AdminSetUserPassword: users.adminSetUserPassword(engine),
      AdminUpdateUserAttributes: users.adminUpdateUserAttributes(engine),
      AdminUserGlobalSignOut: users.adminUserGlobalSignOut(engine),
      AssociateSoftwareToken: mfa.associateSoftwareToken(engine),
      ChangePassword: passwords.changePassword(engine),
      ConfirmForgotPassword: passwords.confirmForgotPassword(engine),
      ConfirmSignUp: signUp.confirmSignUp(engine),
      CreateGroup: groups.createGroup(engine),
      CreateUserPool: pools.createUserPool(engine),
      CreateUserPoolClient: clients.createUserPoolClient(engine),
      DeleteGroup: groups.deleteGroup(engine),
      DeleteUser: own.deleteUser(engine),
      DeleteUserAttributes: own.deleteUserAttributes(engine),
      DeleteUserPool: pools.deleteUserPool(engine),
      DeleteUserPoolClient: clients.deleteUserPoolClient(engine),
      DescribeUserPool: pools.describeUserPool(engine),
      DescribeUserPoolClient: clients.describeUserPoolClient(engine),
      ForgotPassword: passwords.forgotPassword(engine),
      GetGroup: groups.getGroup(engine),
      GetTokensFromRefreshToken: signIn.getTokensFromRefreshToken(engine),
      GetUser: own.getUser(engine),
      GetUserAttributeVerificationCode: own.getUserAttributeVerificationCode(engine),
      GetUserAuthFactors: own.getUserAuthFactors(engine),
      GetUserPoolMfaConfig: pools.getUserPoolMfaConfig(engine),
      GlobalSignOut: own.globalSignOut(engine),
      InitiateAuth: signIn.initiateAuth(engine),
      ListGroups: groups.listGroups(engine),
      ListSentMessages: listSentMessages(engine),
      ListTagsForResource: listTagsForResource(engine),
      ListUserPoolClients: clients.listUserPoolClients(engine),
      ListUserPools: pools.listUserPools(engine),
      ListUsers: listUsers(engine),
      ListUsersInGroup: groups.listUsersInGroup(engine),
      ResendConfirmationCode: signUp.resendConfirmationCode(engine),
      RespondToAuthChallenge: signIn.respondToAuthChallenge(engine),
      RevokeToken: own.revokeToken(engine),
      SetUserMFAPreference: mfa.setUserMfaPreference(engine),
      SetUserPoolMfaConfig: pools.setUserPoolMfaConfig(engine),
      SignUp: signUp.signUp(engine),
      TagResource: tagResource(engine),
      UntagResource: untagResource(engine),
      UpdateGroup: groups.updateGroup(engine),
      UpdateUserAttributes: own.updateUserAttributes(engine),
      UpdateUserPool: pools.updateUserPool(engine),
      UpdateUserPoolClient: clients.updateUserPoolClient(engine),
      VerifySoftwareToken: mfa.verifySoftwareToken(engine),
      VerifyToken: verifyTokenInside(engine),
      VerifyUserAttribute: own.verifyUserAttribute(engine),
    },
    resources: {
      [userPool.type]: userPool,
      [userPoolClient.type]: userPoolClient,
      [userPoolGroup.type]: userPoolGroup,
    },
    http: (request) => preflight(request) ?? wellKnown(engine, request),
    finish: forPage,
    start() {
      sweep(engine);
      sweeper.start();
    },
    stop: () => sweeper.stop(),
  };
}

import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetGroupCommand,
  GetUserCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  UpdateUserPoolCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
let pool: string;
let client: string;
let count = 0;
const address = () => `grace-${Date.now()}-${count++}@example.com`;

beforeAll(async () => {
  pool = await cloud.pool({
    Schema: [
      { Name: "team", AttributeDataType: "String", StringAttributeConstraints: { MaxLength: "5" } },
      { Name: "born", AttributeDataType: "Number", Mutable: false },
    ],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  });
  client = (await cloud.client(pool)).id;
});

const signUp = (Username: string, more = {}) =>
  cloud.idp().send(new SignUpCommand({ ClientId: client, Username, Password: password, ...more }));

describe("sign-up", () => {
  test("a code by e-mail confirms the user", async () => {
    const Username = address();
    const answer = await signUp(Username);
    expect(answer).toMatchObject({ UserConfirmed: false, CodeDeliveryDetails: { Destination: "g***@e***" } });
    await expect(cloud.signIn(client, Username)).rejects.toMatchObject({ name: "UserNotConfirmedException" });
    const confirm = (ConfirmationCode: string) =>
      cloud.idp().send(new ConfirmSignUpCommand({ ClientId: client, Username, ConfirmationCode }));
    await expect(confirm("nonsense")).rejects.toMatchObject({ name: "CodeMismatchException" });
    const code = await cloud.code(pool, Username);
    await confirm(code);
    await expect(confirm(code)).rejects.toMatchObject({
      message: "User cannot be confirmed. Current status is CONFIRMED",
    });
    expect(claimsOf((await cloud.signIn(client, Username)).IdToken)["sub"]).toBe(answer.UserSub);
  });

  test("a code that is sent again replaces the first", async () => {
    const Username = address();
    await signUp(Username);
    const first = await cloud.code(pool, Username);
    await cloud.idp().send(new ResendConfirmationCodeCommand({ ClientId: client, Username }));
    const second = await cloud.code(pool, Username);
    await cloud
      .idp()
      .send(new ConfirmSignUpCommand({ ClientId: client, Username, ConfirmationCode: second }));
    expect(second).not.toBe(first);
  });

  test("an address signs up once", async () => {
    const Username = address();
    await signUp(Username);
    await expect(signUp(Username.toUpperCase())).rejects.toMatchObject({ name: "UsernameExistsException" });
  });

  test("names must be addresses, passwords must follow the policy", async () => {
    await expect(signUp("grace")).rejects.toMatchObject({ message: "Username should be an email." });
    for (const Password of ["Sh0rt-", "nouppercase-1", "NOLOWERCASE-1", "No-digits-here", "NoSymbols123"])
      await expect(signUp(address(), { Password })).rejects.toMatchObject({
        name: "InvalidPasswordException",
      });
  });

  test("attributes must be of the schema", async () => {
    const withAttribute = (Name: string, Value: string) =>
      signUp(address(), { UserAttributes: [{ Name, Value }] });
    await expect(withAttribute("custom:nothing", "x")).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
    await expect(withAttribute("custom:team", "far too long")).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
    await expect(withAttribute("custom:born", "long ago")).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
    expect(await withAttribute("custom:born", "1906")).toMatchObject({ UserConfirmed: false });
  });

  test("administrators confirm without a code", async () => {
    const Username = address();
    await signUp(Username);
    await cloud.idp().send(new AdminConfirmSignUpCommand({ UserPoolId: pool, Username }));
    expect((await cloud.signIn(client, Username)).AccessToken).toBeDefined();
  });

  test("closed pools take nobody", async () => {
    const closed = await cloud.pool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    const { id } = await cloud.client(closed);
    await expect(signUp(address(), { ClientId: id })).rejects.toMatchObject({
      message: "SignUp is not permitted for this user pool",
    });
  });
});

describe("forgotten passwords", () => {
  test("a code by e-mail sets another", async () => {
    const { email } = await cloud.user(pool);
    await cloud.idp().send(new ForgotPasswordCommand({ ClientId: client, Username: email }));
    const confirm = (ConfirmationCode: string, Password = "Another-Horse-8") =>
      cloud
        .idp()
        .send(
          new ConfirmForgotPasswordCommand({ ClientId: client, Username: email, ConfirmationCode, Password }),
        );
    const code = await cloud.code(pool, email);
    await expect(confirm(code, "weak")).rejects.toMatchObject({ name: "InvalidPasswordException" });
    await expect(confirm("nonsense")).rejects.toMatchObject({ name: "CodeMismatchException" });
    await confirm(code);
    await expect(confirm(code)).rejects.toMatchObject({ name: "ExpiredCodeException" });
    expect((await cloud.signIn(client, email, "Another-Horse-8")).AccessToken).toBeDefined();
  });

  test("asking for somebody who does not exist tells nothing", async () => {
    const answer = await cloud
      .idp()
      .send(new ForgotPasswordCommand({ ClientId: client, Username: "nobody@example.com" }));
    expect(answer.CodeDeliveryDetails?.DeliveryMedium).toBe("EMAIL");
  });

  test("a code ends after five wrong ones", async () => {
    const { email } = await cloud.user(pool);
    await cloud.idp().send(new ForgotPasswordCommand({ ClientId: client, Username: email }));
    const confirm = (ConfirmationCode: string) =>
      cloud.idp().send(
        new ConfirmForgotPasswordCommand({
          ClientId: client,
          Username: email,
          ConfirmationCode,
          Password: password,
        }),
      );
    for (let i = 0; i < 5; i++) await confirm("nonsense").catch(() => {});
    await expect(confirm(await cloud.code(pool, email))).rejects.toMatchObject({
      name: "LimitExceededException",
    });
  });
});

describe("a user's own attributes", () => {
  test("a new address waits until it is proved", async () => {
    const { email } = await cloud.user(pool);
    const next = address();
    const { AccessToken } = await cloud.signIn(client, email);
    const { CodeDeliveryDetailsList } = await cloud
      .idp()
      .send(
        new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "email", Value: next }] }),
      );
    expect(CodeDeliveryDetailsList).toHaveLength(1);
    expect((await cloud.signIn(client, email)).AccessToken).toBeDefined();
    const Code = await cloud.code(pool, next);
    await cloud.idp().send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    expect((await cloud.signIn(client, next)).AccessToken).toBeDefined();
    await expect(cloud.signIn(client, email)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  test("a client reads and writes what its lists name", async () => {
    const { id } = await cloud.client(pool, { ReadAttributes: ["email"], WriteAttributes: ["name"] });
    const { email } = await cloud.user(pool);
    const { AccessToken, IdToken } = await cloud.signIn(id, email);
    const write = (Name: string, Value: string) =>
      cloud.idp().send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    await write("name", "Ada");
    await expect(write("custom:team", "x")).rejects.toMatchObject({
      message: "A client attempted to write unauthorized attribute",
    });
    const { UserAttributes } = await cloud.idp().send(new GetUserCommand({ AccessToken }));
    expect(UserAttributes?.map(({ Name }) => Name).toSorted()).toEqual(["email", "sub"]);
    expect(claimsOf(IdToken)["email_verified"]).toBeUndefined();
  });

  test("nobody verifies their own address by writing so, or changes what cannot change", async () => {
    const { email } = await cloud.user(pool);
    const { AccessToken } = await cloud.signIn(client, email);
    const write = (Name: string, Value: string) =>
      cloud.idp().send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    await expect(write("email_verified", "true")).rejects.toMatchObject({ name: "NotAuthorizedException" });
    await expect(write("custom:born", "1815")).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(write("sub", "x")).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("DeleteUser removes the user", async () => {
    const { email } = await cloud.user(pool);
    const { AccessToken } = await cloud.signIn(client, email);
    await cloud.idp().send(new DeleteUserCommand({ AccessToken }));
    await expect(cloud.idp().send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
  });
});

describe("administration", () => {
  test("AdminCreateUser invites with a temporary password", async () => {
    const Username = address();
    const { User } = await cloud.idp().send(new AdminCreateUserCommand({ UserPoolId: pool, Username }));
    expect(User).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD", Enabled: true });
    const temporary = await cloud.code(pool, Username);
    expect((await cloud.signIn(client, Username, temporary)).challenge.ChallengeName).toBe(
      "NEW_PASSWORD_REQUIRED",
    );
  });

  test("AdminGetUser finds by address, username and sub", async () => {
    const { email, username } = await cloud.user(pool);
    for (const Username of [email, username]) {
      const found = await cloud.idp().send(new AdminGetUserCommand({ UserPoolId: pool, Username }));
      expect(found).toMatchObject({ Username: username, UserStatus: "CONFIRMED" });
    }
    const nobody = new AdminGetUserCommand({ UserPoolId: pool, Username: "nobody@example.com" });
    await expect(cloud.idp().send(nobody)).rejects.toMatchObject({ name: "UserNotFoundException" });
  });

  test("attributes change, users are enabled and deleted", async () => {
    const { email, username } = await cloud.user(pool);
    const of = { UserPoolId: pool, Username: username };
    const UserAttributes = [{ Name: "custom:team", Value: "blue" }];
    await cloud.idp().send(new AdminUpdateUserAttributesCommand({ ...of, UserAttributes }));
    await cloud.idp().send(new AdminEnableUserCommand(of));
    expect((await cloud.idp().send(new AdminGetUserCommand(of))).UserAttributes).toContainEqual(
      UserAttributes[0],
    );
    expect(claimsOf((await cloud.signIn(client, email)).IdToken)["custom:team"]).toBe("blue");
    await cloud.idp().send(new AdminDeleteUserCommand(of));
    await expect(cloud.idp().send(new AdminDeleteUserCommand(of))).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
  });

  test("ListUsers filters and pages", async () => {
    const other = await cloud.pool();
    const [one, two] = [address(), address()];
    for (const Username of [one, two, `x${address()}`]) await cloud.user(other, Username);
    const list = (more: object) => cloud.idp().send(new ListUsersCommand({ UserPoolId: other, ...more }));
    expect((await list({ Filter: `email = "${one}"` })).Users).toHaveLength(1);
    expect((await list({ Filter: 'email ^= "grace-"' })).Users).toHaveLength(2);
    const first = await list({ Limit: 2 });
    expect(first.Users).toHaveLength(2);
    expect((await list({ Limit: 2, PaginationToken: first.PaginationToken })).Users).toHaveLength(1);
    await expect(list({ Filter: "email = " })).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("pools and clients are described and listed, with AWS's defaults", async () => {
    const { UserPool } = await cloud.idp().send(new DescribeUserPoolCommand({ UserPoolId: pool }));
    expect(UserPool).toMatchObject({
      MfaConfiguration: "OFF",
      UserPoolTier: "ESSENTIALS",
      DeletionProtection: "INACTIVE",
      Policies: { PasswordPolicy: { MinimumLength: 8 } },
    });
    expect(UserPool?.SchemaAttributes?.map(({ Name }) => Name)).toContain("custom:team");
    const described = await cloud
      .idp()
      .send(new DescribeUserPoolClientCommand({ UserPoolId: pool, ClientId: client }));
    expect(described.UserPoolClient).toMatchObject({ RefreshTokenValidity: 30, EnableTokenRevocation: true });
    const { UserPools } = await cloud.idp().send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools?.map(({ Id }) => Id)).toContain(pool);
    const { UserPoolClients } = await cloud.idp().send(new ListUserPoolClientsCommand({ UserPoolId: pool }));
    expect(UserPoolClients?.map(({ ClientId }) => ClientId)).toContain(client);
  });

  test("UpdateUserPool keeps what cannot change and resets the rest", async () => {
    const other = await cloud.pool({ DeletionProtection: "ACTIVE" });
    await cloud.idp().send(new UpdateUserPoolCommand({ UserPoolId: other, MfaConfiguration: "OFF" }));
    const { UserPool } = await cloud.idp().send(new DescribeUserPoolCommand({ UserPoolId: other }));
    expect(UserPool).toMatchObject({ UsernameAttributes: ["email"], DeletionProtection: "INACTIVE" });
  });

  test("a pool that does not exist is named", async () => {
    const UserPoolId = `${cloud.settings.region}_nothing00`;
    await expect(cloud.idp().send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `User pool ${UserPoolId} does not exist.`,
    });
  });
});

describe("groups", () => {
  test("are made, given to users, told in tokens, and deleted", async () => {
    const { email, username } = await cloud.user(pool);
    const of = { UserPoolId: pool, GroupName: "admins" };
    const RoleArn = "arn:aws:iam::123456789012:role/admin";
    await cloud.idp().send(new CreateGroupCommand({ ...of, Precedence: 1, RoleArn }));
    await expect(cloud.idp().send(new CreateGroupCommand(of))).rejects.toMatchObject({
      name: "GroupExistsException",
    });
    await cloud.idp().send(new AdminAddUserToGroupCommand({ ...of, Username: username }));
    const { IdToken, AccessToken } = await cloud.signIn(client, email);
    expect(claimsOf(AccessToken)["cognito:groups"]).toEqual(["admins"]);
    expect(claimsOf(IdToken)).toMatchObject({
      "cognito:groups": ["admins"],
      "cognito:roles": [RoleArn],
      "cognito:preferred_role": RoleArn,
    });
    const members = await cloud.idp().send(new ListUsersInGroupCommand(of));
    expect(members.Users?.map(({ Username }) => Username)).toEqual([username]);
    const groups = await cloud
      .idp()
      .send(new AdminListGroupsForUserCommand({ UserPoolId: pool, Username: email }));
    expect(groups.Groups?.map(({ GroupName }) => GroupName)).toEqual(["admins"]);
    expect((await cloud.idp().send(new ListGroupsCommand({ UserPoolId: pool }))).Groups).toHaveLength(1);
    await cloud.idp().send(new AdminRemoveUserFromGroupCommand({ ...of, Username: username }));
    await cloud.idp().send(new DeleteGroupCommand(of));
    await expect(cloud.idp().send(new GetGroupCommand(of))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

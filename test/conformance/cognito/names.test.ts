import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmSignUpCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { claimsOf, cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
const unique = () => Math.random().toString(36).slice(2);
const refused = { name: "NotAuthorizedException" };

async function poolWith(more: Parameters<typeof cloud.pool>[0]) {
  const UserPoolId = await cloud.pool(more);
  const { id: ClientId } = await cloud.client(UserPoolId);
  const signUp = async (Username: string, attributes: Record<string, string> = {}) => {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await cloud.idp().send(new SignUpCommand({ ClientId, Username, Password: password, UserAttributes }));
  };
  const confirm = (Username: string, ConfirmationCode: string, ForceAliasCreation = false) =>
    cloud.idp().send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode, ForceAliasCreation }));
  return { UserPoolId, ClientId, signUp, confirm };
}

describe("aliases", () => {
  const aliases = {
    UsernameAttributes: [],
    AliasAttributes: ["email" as const, "preferred_username" as const],
  };

  test("belong to whoever has proved them", async () => {
    const { UserPoolId, ClientId, signUp, confirm } = await poolWith(aliases);
    const email = `${unique()}@example.com`;
    await signUp("jie", { email });
    await expect(cloud.signIn(ClientId, email)).rejects.toMatchObject(refused);
    await confirm("jie", await cloud.code(UserPoolId, email));
    const { IdToken, AccessToken } = await cloud.signIn(ClientId, email);
    expect(claimsOf(IdToken)).toMatchObject({ "cognito:username": "jie", email });
    expect(claimsOf(AccessToken)["username"]).toBe("jie");
    // Nobody learns from a sign-up whether an address is taken.
    await signUp("shirley", { email });
    const code = await cloud.code(UserPoolId, email);
    await expect(confirm("shirley", code)).rejects.toMatchObject({
      name: "AliasExistsException",
      message: "An account with the email already exists.",
    });
    await expect(signUp("jie", { email: "other@example.com" })).rejects.toMatchObject({
      name: "UsernameExistsException",
      message: "User already exists",
    });
  });

  test("go over to another by force", async () => {
    const { UserPoolId, ClientId, signUp, confirm } = await poolWith(aliases);
    const email = `${unique()}@example.com`;
    for (const name of ["one", "two"]) {
      await signUp(name, { email });
      await confirm(name, await cloud.code(UserPoolId, email), true);
    }
    expect(claimsOf((await cloud.signIn(ClientId, email)).IdToken)["cognito:username"]).toBe("two");
    const { UserAttributes } = await cloud
      .idp()
      .send(new AdminGetUserCommand({ UserPoolId, Username: "one" }));
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" });
  });

  test("a preferred username changes hands by its owner's will", async () => {
    const { UserPoolId, ClientId, signUp } = await poolWith(aliases);
    for (const Username of ["ada", "grace"]) {
      await signUp(Username, { email: `${unique()}@example.com` });
      await cloud.idp().send(new AdminConfirmSignUpCommand({ UserPoolId, Username }));
    }
    const { AccessToken } = await cloud.signIn(ClientId, "ada");
    const call = (token: string | undefined, Value: string) =>
      cloud.idp().send(
        new UpdateUserAttributesCommand({
          AccessToken: token,
          UserAttributes: [{ Name: "preferred_username", Value }],
        }),
      );
    await call(AccessToken, "countess");
    expect(claimsOf((await cloud.signIn(ClientId, "countess")).IdToken)["cognito:username"]).toBe("ada");
    const other = await cloud.signIn(ClientId, "grace");
    await expect(call(other.AccessToken, "countess")).rejects.toMatchObject({ name: "AliasExistsException" });
  });

  test("usernames are no addresses where addresses are aliases", async () => {
    const { signUp } = await poolWith(aliases);
    await expect(signUp("ada@example.com")).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Username cannot be of email format, since user pool is configured for email alias.",
    });
  });
});

describe("case", () => {
  test("counts in pools that were not made otherwise", async () => {
    const { ClientId, UserPoolId } = await poolWith({
      UsernameAttributes: [],
      UsernameConfiguration: undefined,
    });
    for (const Username of ["Ada", "ada"])
      await cloud.idp().send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
    await expect(cloud.signIn(ClientId, "ADA")).rejects.toMatchObject(refused);
    await expect(
      cloud.idp().send(new AdminGetUserCommand({ UserPoolId, Username: "ADA" })),
    ).rejects.toMatchObject({ name: "UserNotFoundException" });
  });

  test("does not count where the pool says so: names, addresses, aliases", async () => {
    const { ClientId, UserPoolId, signUp } = await poolWith({
      UsernameAttributes: [],
      AliasAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
    });
    const email = `Ada-${unique()}@Example.com`;
    await signUp("Ada", { email });
    await cloud.idp().send(new AdminConfirmSignUpCommand({ UserPoolId, Username: "ADA" }));
    const UserAttributes = [{ Name: "email_verified", Value: "true" }];
    await cloud
      .idp()
      .send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: "ada", UserAttributes }));
    for (const name of ["ada", "ADA", email.toUpperCase(), email.toLowerCase()])
      expect(claimsOf((await cloud.signIn(ClientId, name)).IdToken)["cognito:username"], name).toBe("Ada");
    await expect(signUp("aDA")).rejects.toMatchObject({ name: "UsernameExistsException" });
  });
});

describe("passwords", () => {
  test("that were used lately are refused, as far back as the policy says", async () => {
    const { UserPoolId, ClientId } = await poolWith({
      Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } },
    });
    const { email } = await cloud.user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, email);
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      cloud.idp().send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
    await change(password, "second-one");
    for (const used of [password, "second-one"])
      await expect(change("second-one", used)).rejects.toMatchObject({
        name: "PasswordHistoryPolicyViolationException",
      });
    await change("second-one", "third-one");
    await change("third-one", password);
    expect((await cloud.signIn(ClientId, email)).AccessToken).toBeDefined();
  });
});

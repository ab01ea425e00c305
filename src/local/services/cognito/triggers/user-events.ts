import type { Engine } from "../engine.ts";
import type { AppClient, User, UserPool } from "../state.ts";
import { invokeTrigger } from "./invoke.ts";

type Metadata = Readonly<Record<string, string>> | undefined;

/** What triggers see of a user. */
export function userAttributes(user: User): Record<string, string> {
  return { ...user.attributes, "cognito:user_status": user.status };
}

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 *
 * @returns the user with what the function confirmed of them
 */
export async function preSignUp(
  engine: Engine,
  pool: UserPool,
  user: User,
  source: "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser",
  details: {
    readonly clientId: string | null;
    readonly validationData: Readonly<Record<string, string>>;
    readonly clientMetadata: Metadata;
  },
): Promise<User> {
  const { sub: _sub, ...attributes } = user.attributes;
  const response = await invokeTrigger(engine, pool, "PreSignUp", {
    source,
    userName: user.username,
    clientId: details.clientId,
    request: {
      userAttributes: attributes,
      validationData: Object.keys(details.validationData).length === 0 ? null : details.validationData,
      ...(details.clientMetadata !== undefined && { clientMetadata: details.clientMetadata }),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  if (response === null || source === "PreSignUp_AdminCreateUser") return user;
  return {
    ...user,
    status: response["autoConfirmUser"] === true ? "CONFIRMED" : user.status,
    attributes: {
      ...user.attributes,
      ...(response["autoVerifyEmail"] === true && { email_verified: "true" }),
      ...(response["autoVerifyPhone"] === true && { phone_number_verified: "true" }),
    },
  };
}

export async function postConfirmation(
  engine: Engine,
  pool: UserPool,
  user: User,
  source: "PostConfirmation_ConfirmSignUp" | "PostConfirmation_ConfirmForgotPassword",
  clientId: string | null,
  clientMetadata: Metadata,
): Promise<void> {
  await invokeTrigger(engine, pool, "PostConfirmation", {
    source,
    userName: user.username,
    clientId,
    request: {
      userAttributes: userAttributes(user),
      ...(clientMetadata !== undefined && { clientMetadata }),
    },
    response: {},
  });
}

/** Before a password is looked at. */
export async function preAuthentication(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  user: User | undefined,
  name: string,
  clientMetadata: Metadata,
): Promise<void> {
  await invokeTrigger(engine, pool, "PreAuthentication", {
    source: "PreAuthentication_Authentication",
    userName: user?.username ?? name,
    clientId: client.id,
    request: {
      userAttributes: user === undefined ? {} : userAttributes(user),
      validationData: clientMetadata ?? null,
      ...(user === undefined && { userNotFound: true }),
    },
    response: {},
  });
}

export async function postAuthentication(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  user: User,
  clientMetadata: Metadata,
): Promise<void> {
  await invokeTrigger(engine, pool, "PostAuthentication", {
    source: "PostAuthentication_Authentication",
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: userAttributes(user),
      newDeviceUsed: false,
      ...(clientMetadata !== undefined && { clientMetadata }),
    },
    response: {},
  });
}

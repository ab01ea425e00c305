import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import type { User, UserPool } from "../state.ts";
import { invokeTrigger } from "../triggers/invoke.ts";
import { userAttributes } from "../triggers/user-events.ts";
import { deliver } from "./deliver.ts";

export type MessageKind =
  | "CustomMessage_SignUp"
  | "CustomMessage_AdminCreateUser"
  | "CustomMessage_ResendCode"
  | "CustomMessage_ForgotPassword"
  | "CustomMessage_UpdateUserAttribute"
  | "CustomMessage_VerifyUserAttribute"
  | "CustomMessage_Authentication";

const placeholder = "{####}";

export interface CodeMessage {
  readonly kind: MessageKind;
  /** Where to: the user's address unless it is one they have yet to prove. */
  readonly to?: string;
  /** The code, or a temporary password. */
  readonly code: string;
  readonly clientId: string | null;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/**
 * Sends a code by e-mail, in the words of the custom message trigger, the pool's templates, or Cognito's own.
 *
 * @throws WireError CodeDeliveryFailureException where the user has no address
 */
export async function sendCode(
  engine: Engine,
  pool: UserPool,
  user: User,
  message: CodeMessage,
): Promise<CodeDeliveryDetailsType> {
  const to = message.to ?? user.attributes["email"];
  if (!to) throw invalidParameter("Cannot send a code: the user has no e-mail address to send it to.");
  const invites = message.kind === "CustomMessage_AdminCreateUser";
  const custom = await invokeTrigger(engine, pool, "CustomMessage", {
    source: message.kind,
    userName: user.username,
    clientId: message.clientId,
    request: {
      userAttributes: userAttributes(user),
      codeParameter: placeholder,
      linkParameter: "{##Click Here##}",
      usernameParameter: invites ? "{username}" : null,
      ...(message.clientMetadata !== undefined && { clientMetadata: message.clientMetadata }),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  const template = templateOf(pool, message.kind);
  const body = text(custom?.["emailMessage"]) ?? template.body;
  if (!body.includes(placeholder))
    throw new WireError(
      "InvalidLambdaResponseException",
      `The message must contain the code parameter ${placeholder}.`,
    );
  await deliver(engine, pool, {
    to,
    subject: text(custom?.["emailSubject"]) ?? template.subject,
    body: body.replaceAll(placeholder, message.code).replaceAll("{username}", shownName(user)),
    code: message.code,
  });
  return { Destination: masked(to), DeliveryMedium: "EMAIL", AttributeName: "email" };
}

function templateOf(pool: UserPool, kind: MessageKind): { subject: string; body: string } {
  const { settings } = pool;
  if (kind === "CustomMessage_AdminCreateUser") {
    const invitation = settings.AdminCreateUserConfig?.InviteMessageTemplate;
    return {
      subject: invitation?.EmailSubject ?? "Your temporary password",
      body:
        invitation?.EmailMessage ?? `Your username is {username} and temporary password is ${placeholder}. `,
    };
  }
  if (kind === "CustomMessage_Authentication") {
    return {
      subject: pool.mfa.EmailMfaConfiguration?.Subject ?? "Your authentication code",
      body: pool.mfa.EmailMfaConfiguration?.Message ?? `Your authentication code is ${placeholder}. `,
    };
  }
  const verification = settings.VerificationMessageTemplate;
  return {
    subject: verification?.EmailSubject ?? settings.EmailVerificationSubject ?? "Your verification code",
    body:
      verification?.EmailMessage ??
      settings.EmailVerificationMessage ??
      (kind === "CustomMessage_ForgotPassword"
        ? `Your password reset code is ${placeholder}`
        : `Your confirmation code is ${placeholder}`),
  };
}

/** `a***@e***` */
export function masked(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}

function shownName(user: User): string {
  return user.attributes["email"] !== undefined && user.username === user.sub
    ? user.attributes["email"]
    : user.username;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

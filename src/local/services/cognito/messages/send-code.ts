import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import type { AddressName, User, UserPool } from "../state.ts";
import { invokeTrigger } from "../triggers/invoke.ts";
import { userAttributes } from "../triggers/user-events.ts";
import { masked } from "../users/addresses.ts";
import { deliver } from "./deliver.ts";
import { emailTemplate, placeholder, textTemplate } from "./templates.ts";

export type MessageKind =
  | "CustomMessage_SignUp"
  | "CustomMessage_AdminCreateUser"
  | "CustomMessage_ResendCode"
  | "CustomMessage_ForgotPassword"
  | "CustomMessage_UpdateUserAttribute"
  | "CustomMessage_VerifyUserAttribute"
  | "CustomMessage_Authentication";

export interface CodeMessage {
  readonly kind: MessageKind;
  /** E-mail or text message. */
  readonly attribute: AddressName;
  /** Where to: the user's address unless it is one they have yet to prove. */
  readonly to?: string;
  /** The code, or a temporary password. */
  readonly code: string;
  readonly clientId: string | null;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/**
 * Sends a code, in the words of the custom message trigger, the pool's templates, or Cognito's own.
 *
 * @throws WireError of the trigger and of the delivery
 */
export async function sendCode(
  engine: Engine,
  pool: UserPool,
  user: User,
  message: CodeMessage,
): Promise<CodeDeliveryDetailsType> {
  const { attribute, kind } = message;
  const to = message.to ?? user.attributes[attribute];
  if (!to) throw invalidParameter(`Cannot send a code: the user has no ${attribute} to send it to.`);
  const invites = kind === "CustomMessage_AdminCreateUser";
  const custom = await invokeTrigger(engine, pool, "CustomMessage", {
    source: kind,
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
  const byEmail = attribute === "email";
  const template = byEmail ? emailTemplate(pool, kind) : { subject: "", body: textTemplate(pool, kind) };
  const body = text(custom?.[byEmail ? "emailMessage" : "smsMessage"]) ?? template.body;
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
  return { Destination: masked(to), DeliveryMedium: byEmail ? "EMAIL" : "SMS", AttributeName: attribute };
}

/** Where people sign in with an address, the UUID that stands for it means nothing to them. */
function shownName(user: User): string {
  if (user.username !== user.sub) return user.username;
  return user.attributes["email"] ?? user.attributes["phone_number"] ?? user.username;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

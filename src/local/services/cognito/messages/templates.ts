import type { UserPool } from "../state.ts";
import type { MessageKind } from "./send-code.ts";

/** Where the code, or the temporary password, goes. */
export const placeholder = "{####}";

export interface Template {
  readonly subject: string;
  readonly body: string;
}

/** An e-mail in the pool's words, or Cognito's. */
export function emailTemplate({ settings, mfa }: UserPool, kind: MessageKind): Template {
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
      subject: mfa.EmailMfaConfiguration?.Subject ?? "Your authentication code",
      body: mfa.EmailMfaConfiguration?.Message ?? `Your authentication code is ${placeholder}. `,
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

/** A text message in the pool's words, or Cognito's. */
export function textTemplate({ settings, mfa }: UserPool, kind: MessageKind): string {
  if (kind === "CustomMessage_AdminCreateUser")
    return (
      settings.AdminCreateUserConfig?.InviteMessageTemplate?.SMSMessage ??
      `Your username is {username} and temporary password is ${placeholder}. `
    );
  if (kind === "CustomMessage_Authentication")
    return (
      mfa.SmsMfaConfiguration?.SmsAuthenticationMessage ??
      settings.SmsAuthenticationMessage ??
      `Your authentication code is ${placeholder}. `
    );
  return (
    settings.VerificationMessageTemplate?.SmsMessage ??
    settings.SmsVerificationMessage ??
    `Your verification code is ${placeholder}. `
  );
}

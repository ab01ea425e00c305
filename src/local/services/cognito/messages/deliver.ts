import { asService } from "../../../kernel/callers.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { poolArn } from "../access.ts";
import type { Engine } from "../engine.ts";
import type { SentMessage, UserPool } from "../state.ts";
import { sendText } from "./send-text.ts";

const mostKept = 200;
/** Cognito's own sender, for pools without an identity of their own. */
const defaultSender = "no-reply@verificationemail.com";

/**
 * Sends an e-mail or, to a telephone, a text message, and keeps it for whoever asks `ListSentMessages`.
 *
 * @throws WireError CodeDeliveryFailureException, and those of the role that sends text messages
 */
export async function deliver(
  engine: Engine,
  pool: UserPool,
  message: Pick<SentMessage, "to" | "subject" | "body" | "code">,
): Promise<void> {
  if (message.to.startsWith("+")) {
    await sendText(engine, pool, message.to, message.body);
    keep(engine, pool, { ...message, subject: "" });
    return;
  }
  keep(engine, pool, message);
  await sendEmail(engine, pool, message);
}

function keep(
  { state, context }: Engine,
  pool: UserPool,
  message: Pick<SentMessage, "to" | "subject" | "body" | "code">,
): void {
  const now = context.clock.now();
  state.messages.put(`${pool.id}/${String(now).padStart(15, "0")}-${context.ids.lower(6)}`, {
    ...message,
    poolId: pool.id,
    sentAt: now,
  });
  for (const { key } of state.messages.list({ prefix: `${pool.id}/` }).slice(0, -mostKept))
    state.messages.delete(key);
}

async function sendEmail(
  { context }: Engine,
  pool: UserPool,
  message: Pick<SentMessage, "to" | "subject" | "body">,
): Promise<void> {
  const config = pool.settings.EmailConfiguration;
  const own = config?.EmailSendingAccount === "DEVELOPER";
  try {
    await context.call(
      "ses",
      "SendEmail",
      {
        FromEmailAddress:
          (own ? (config.From ?? config.SourceArn?.split("/")[1]) : undefined) ?? defaultSender,
        Destination: { ToAddresses: [message.to] },
        Content: {
          Simple: {
            Subject: { Data: message.subject, Charset: "UTF-8" },
            Body: { Html: { Data: message.body, Charset: "UTF-8" } },
          },
        },
      },
      asService("cognito-idp.amazonaws.com", poolArn(pool.id, context), context),
    );
  } catch (error) {
    // Cognito's own sender needs no identity in the account; that SES refuses it here is no failure of the user's.
    if (!(error instanceof WireError)) throw error;
    if (own && error.status < 500)
      throw new WireError("CodeDeliveryFailureException", `Unable to deliver the message: ${error.message}`);
  }
}

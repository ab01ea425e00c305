import type { Operation } from "../../../kernel/service.ts";
import type { OutboxMessage } from "../outbox.ts";
import type { Ses } from "../ses.ts";

/** What another service of this cloud has for a person: a text message, or an e-mail that SES does not check. */
export type KeptMessage = Partial<Omit<OutboxMessage, "id" | "sentAt" | "sentBy">> &
  Pick<OutboxMessage, "channel" | "to">;

/**
 * Puts a message straight into the outbox. For services inside the cloud only (SNS, Cognito's text messages): no API
 * of AWS reaches it.
 */
export const keepMessage = (ses: Ses): Operation<KeptMessage, { MessageId: string }> => ({
  access: () => [{ action: "ses:KeepMessage", resource: "*", resourcePolicy: onlyServices }],

  handle(input, { caller }) {
    const { id } = ses.outbox.add({
      from: null,
      cc: [],
      bcc: [],
      replyTo: [],
      subject: null,
      text: null,
      html: null,
      raw: null,
      tags: {},
      ...input,
      sentBy: caller.servicePrincipal ?? caller.arn,
    });
    return { MessageId: id };
  },
});

const onlyServices = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: "ses:KeepMessage",
      Resource: "*",
      Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } },
    },
  ],
});

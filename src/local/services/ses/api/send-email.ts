import type {
  Content,
  SendEmailRequest as RequestBefore,
  SendRawEmailRequest,
  SendRawEmailResponse,
} from "@aws-sdk/client-ses";
import type { SendEmailRequest, SendEmailResponse } from "@aws-sdk/client-sesv2";
import type { Caller, Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { isAddress } from "../addresses.ts";
import { badRequest } from "../errors.ts";
import { readMime } from "../mime.ts";
import type { OutboxMessage } from "../outbox.ts";
import type { Ses } from "../ses.ts";

type Draft = Omit<OutboxMessage, "id" | "sentAt" | "sentBy" | "channel">;
type Tags = readonly { readonly Name: string | undefined; readonly Value: string | undefined }[];

const mostRecipients = 50;

/**
 * SendEmail of both APIs: they share the name, and tell themselves apart by their input.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html
 */
export const sendEmail = (ses: Ses): Operation<SendEmailRequest | RequestBefore, SendEmailResponse> => ({
  access: (input, { caller }) =>
    "Message" in input
      ? ses.sendAccess("ses:SendEmail", input.Source, caller)
      : ses.sendAccess(
          (input as SendEmailRequest).Content?.Raw ? "ses:SendRawEmail" : "ses:SendEmail",
          (input as SendEmailRequest).FromEmailAddress,
          caller,
        ),
  handle: (input, { caller }) =>
    send(ses, "Message" in input ? draftBefore(input) : draftOf(input as SendEmailRequest), caller),
});

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
export const sendRawEmail = (ses: Ses): Operation<SendRawEmailRequest, SendRawEmailResponse> => ({
  access: ({ Source }, { caller }) => ses.sendAccess("ses:SendRawEmail", Source, caller),
  handle: ({ Source, Destinations, RawMessage, Tags = [] }, { caller }) => {
    const draft = rawDraft(RawMessage?.Data, Source, tagMap(Tags));
    const message = Destinations?.length ? { ...draft, to: Destinations, cc: [], bcc: [] } : draft;
    return { MessageId: send(ses, message, caller).MessageId };
  },
});

function send(ses: Ses, draft: Draft, caller: Caller): SendEmailResponse {
  const recipients = [...draft.to, ...draft.cc, ...draft.bcc];
  if (draft.from === null) throw badRequest("Missing required header 'From'.");
  if (recipients.length === 0) throw badRequest("Missing required header 'To'.");
  if (recipients.length > mostRecipients) throw badRequest(`Recipient count exceeds ${mostRecipients}.`);
  const wrong = [draft.from, ...recipients, ...draft.replyTo].find((address) => !isAddress(address));
  if (wrong !== undefined) throw badRequest(`Illegal address: ${wrong}`);
  ses.checkSender(draft.from, caller);
  const sentBy = caller.servicePrincipal ?? caller.arn;
  const { state, context } = ses;
  return context.store.transaction(() => {
    const { id } = ses.outbox.add({ channel: "email", sentBy, ...draft });
    const hour = new Date(context.clock.now()).toISOString().slice(0, 13);
    state.sent.put(hour, (state.sent.get(hour) ?? 0) + recipients.length);
    return { MessageId: id };
  });
}

function draftOf(input: SendEmailRequest): Draft {
  const { Simple, Raw, Template } = input.Content ?? {};
  if (Template !== undefined)
    throw notSupportedHere("e-mail templates (SES SendEmail with Content.Template)");
  const { ToAddresses, CcAddresses, BccAddresses } = input.Destination ?? {};
  const tags = tagMap(input.EmailTags ?? []);
  if (Raw !== undefined) {
    const draft = rawDraft(Raw.Data, input.FromEmailAddress, tags);
    const given = [ToAddresses, CcAddresses, BccAddresses].some((list) => list?.length);
    return given
      ? { ...draft, to: ToAddresses ?? [], cc: CcAddresses ?? [], bcc: BccAddresses ?? [] }
      : draft;
  }
  if (Simple === undefined) throw badRequest("Content must have one of Simple, Raw and Template.");
  if (Simple.Attachments?.length) throw notSupportedHere("attachments of simple messages; send them raw");
  return {
    from: input.FromEmailAddress ?? null,
    to: ToAddresses ?? [],
    cc: CcAddresses ?? [],
    bcc: BccAddresses ?? [],
    replyTo: input.ReplyToAddresses ?? [],
    ...contentOf(Simple),
    raw: null,
    tags,
  };
}

function draftBefore(input: RequestBefore): Draft {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = input.Destination ?? {};
  return {
    from: input.Source ?? null,
    to: ToAddresses,
    cc: CcAddresses,
    bcc: BccAddresses,
    replyTo: input.ReplyToAddresses ?? [],
    ...contentOf(input.Message ?? {}),
    raw: null,
    tags: tagMap(input.Tags ?? []),
  };
}

function contentOf(message: {
  readonly Subject?: Content | undefined;
  readonly Body?: { readonly Text?: Content | undefined; readonly Html?: Content | undefined } | undefined;
}) {
  const { Subject, Body } = message;
  if (Subject?.Data === undefined) throw badRequest("Missing required field: Subject.");
  if (Body?.Text === undefined && Body?.Html === undefined)
    throw badRequest("The message's body needs Text or Html.");
  return { subject: Subject.Data, text: Body.Text?.Data ?? null, html: Body.Html?.Data ?? null };
}

function rawDraft(
  data: Uint8Array | undefined,
  from: string | undefined,
  tags: Record<string, string>,
): Draft {
  const raw = Buffer.from(data ?? []).toString("utf8");
  const read = readMime(raw);
  return { ...read, from: from ?? read.from, raw, tags };
}

function tagMap(tags: Tags): Record<string, string> {
  return Object.fromEntries(tags.map(({ Name = "", Value = "" }) => [Name, Value]));
}

import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import {
  createEmailIdentity,
  deleteEmailIdentity,
  getAccount,
  getEmailIdentity,
  listEmailIdentities,
} from "./api/identities.ts";
import { keepMessage } from "./api/keep-message.ts";
import { sendEmail, sendRawEmail } from "./api/send-email.ts";
import model from "./model.gen.json" with { type: "json" };
import { openOutbox } from "./outbox.ts";
import { openSes } from "./ses.ts";
import { sesState } from "./state.ts";
import modelBefore from "./v1-model.gen.json" with { type: "json" };

/** SES: what is sent lands in an outbox that can be read. */
export function ses(context: ServiceContext): Service {
  const outbox = openOutbox(context);
  const all = openSes(sesState(context.store), context, outbox);
  return {
    name: "ses",
    models: [model as unknown as ServiceModel, modelBefore as unknown as ServiceModel],
    operations: {
      CreateEmailIdentity: createEmailIdentity(all),
      DeleteEmailIdentity: deleteEmailIdentity(all),
      GetAccount: getAccount(all),
      GetEmailIdentity: getEmailIdentity(all),
      KeepMessage: keepMessage(all),
      ListEmailIdentities: listEmailIdentities(all),
      SendEmail: sendEmail(all),
      SendRawEmail: sendRawEmail(all),
    },
    http: (request) => outbox.http(request),
  };
}

import type {
  CreateEmailIdentityRequest,
  CreateEmailIdentityResponse,
  DeleteEmailIdentityRequest,
  GetAccountRequest,
  GetAccountResponse,
  GetEmailIdentityRequest,
  GetEmailIdentityResponse,
  ListEmailIdentitiesRequest,
  ListEmailIdentitiesResponse,
} from "@aws-sdk/client-sesv2";
import type { Operation } from "../../../kernel/service.ts";
import { badRequest, identityExists, noSuchIdentity } from "../errors.ts";
import type { Ses } from "../ses.ts";
import type { Identity } from "../state.ts";

const typeOf = (name: string) => (name.includes("@") ? "EMAIL_ADDRESS" : "DOMAIN");

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
export const createEmailIdentity = (
  ses: Ses,
): Operation<CreateEmailIdentityRequest, CreateEmailIdentityResponse> => ({
  access: ({ EmailIdentity = "" }) => [
    { action: "ses:CreateEmailIdentity", resource: ses.identityArn(EmailIdentity) },
  ],

  handle({ EmailIdentity: name = "", Tags = [] }) {
    if (!/^[^\s@]+@[^\s@]+$|^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name))
      throw badRequest(`Invalid email identity: ${name}`);
    if (ses.state.identities.get(name) !== undefined) throw identityExists(name);
    const { ids, clock } = ses.context;
    const identity: Identity = {
      name,
      tags: Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])),
      dkimTokens: typeOf(name) === "DOMAIN" ? [ids.lower(32), ids.lower(32), ids.lower(32)] : [],
      createdAt: clock.now(),
    };
    ses.state.identities.put(name, identity);
    return { IdentityType: typeOf(name), VerifiedForSendingStatus: true, DkimAttributes: dkimOf(identity) };
  },
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
export const getEmailIdentity = (ses: Ses): Operation<GetEmailIdentityRequest, GetEmailIdentityResponse> => ({
  access: ({ EmailIdentity = "" }) => [
    { action: "ses:GetEmailIdentity", resource: ses.identityArn(EmailIdentity) },
  ],

  handle({ EmailIdentity: name = "" }) {
    const identity = ses.state.identities.get(name);
    if (identity === undefined) throw noSuchIdentity(name);
    return {
      IdentityType: typeOf(name),
      FeedbackForwardingStatus: true,
      VerifiedForSendingStatus: true,
      VerificationStatus: "SUCCESS",
      DkimAttributes: dkimOf(identity),
      MailFromAttributes: {
        MailFromDomain: "",
        MailFromDomainStatus: "PENDING",
        BehaviorOnMxFailure: "USE_DEFAULT_VALUE",
      },
      Policies: {},
      Tags: Object.entries(identity.tags).map(([Key, Value]) => ({ Key, Value })),
    };
  },
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailIdentity.html */
export const deleteEmailIdentity = (ses: Ses): Operation<DeleteEmailIdentityRequest> => ({
  access: ({ EmailIdentity = "" }) => [
    { action: "ses:DeleteEmailIdentity", resource: ses.identityArn(EmailIdentity) },
  ],

  handle({ EmailIdentity: name = "" }) {
    if (!ses.state.identities.delete(name)) throw noSuchIdentity(name);
    return {};
  },
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html */
export const listEmailIdentities = (
  ses: Ses,
): Operation<ListEmailIdentitiesRequest, ListEmailIdentitiesResponse> => ({
  access: () => [{ action: "ses:ListEmailIdentities", resource: "*" }],

  handle({ NextToken: after = "", PageSize: size = 100 }) {
    const found = ses.state.identities.list({ after, limit: size + 1 });
    const page = found.slice(0, size);
    return {
      EmailIdentities: page.map(({ key }) => ({
        IdentityName: key,
        IdentityType: typeOf(key),
        SendingEnabled: true,
        VerificationStatus: "SUCCESS",
      })),
      NextToken: found.length > size ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
export const getAccount = (ses: Ses): Operation<GetAccountRequest, GetAccountResponse> => ({
  access: () => [{ action: "ses:GetAccount", resource: "*" }],

  handle() {
    const since = new Date(ses.context.clock.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 13);
    const sent = ses.state.sent.list({ after: since }).reduce((sum, { value }) => sum + value, 0);
    return {
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: "HEALTHY",
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sent },
    };
  },
});

function dkimOf({ dkimTokens }: Identity) {
  return {
    SigningEnabled: dkimTokens.length > 0,
    Status: dkimTokens.length > 0 ? ("SUCCESS" as const) : ("NOT_STARTED" as const),
    Tokens: [...dkimTokens],
    SigningAttributesOrigin: "AWS_SES" as const,
  };
}

import type { Access, Caller } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import type { PolicyKind, Verdict } from "./policy/evaluate.ts";

const kindNames: Readonly<Record<PolicyKind, string>> = {
  identity: "identity-based policy",
  resource: "resource-based policy",
  boundary: "permissions boundary",
  session: "session policy",
};

/** Services that speak the query or the XML protocol call the error AccessDenied. */
const shortCode = ["iam", "sts", "s3", "cloudformation", "sns", "cloudwatch", "ses"];
/** Services that speak JSON RPC answer it with status 400. */
const badRequest = [
  "cognito-identity",
  "cognito-idp",
  "dynamodb",
  "logs",
  "ssm",
  "secretsmanager",
  "kms",
  "events",
  "sqs",
];

/** AWS's sentence: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function accessDenied(caller: Caller, access: Access, verdict: Verdict): WireError {
  const service = access.action.split(":")[0] as string;
  const kind = kindNames[verdict.by ?? "identity"];
  const article = kind.startsWith("i") ? "an" : "a";
  const why =
    verdict.decision === "explicitlyDenied"
      ? `with an explicit deny in ${article} ${kind}`
      : `because no ${kind} allows the ${access.action} action`;
  const who = caller.kind === "service" ? `Service: ${caller.servicePrincipal}` : `User: ${caller.arn}`;
  return new WireError(
    shortCode.includes(service) ? "AccessDenied" : "AccessDeniedException",
    `${who} is not authorized to perform: ${access.action} on resource: ${access.resource} ${why}`,
    badRequest.includes(service) ? 400 : 403,
  );
}

import type { Access, Caller } from "../../kernel/service.ts";
import type { ConditionContext } from "./policy/conditions.ts";

/**
 * The global condition keys of a request, beside those that its operation brings.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @param now milliseconds since 1970
 * @param accountId of the resource, 12 digits
 */
export function requestContext(
  caller: Caller,
  access: Access,
  now: number,
  region: string,
  accountId: string,
): ConditionContext {
  return {
    "aws:currenttime": new Date(now).toISOString(),
    "aws:epochtime": String(Math.floor(now / 1000)),
    // Both ends are on this machine: nothing a TLS-only policy guards against can happen on the way.
    "aws:securetransport": "true",
    "aws:requestedregion": region,
    "aws:resourceaccount": accountId,
    "aws:viaawsservice": "false",
    "aws:principalisawsservice": String(caller.kind === "service"),
    ...(caller.kind === "service" ? ofService(caller) : ofPrincipal(caller)),
    ...ofWebIdentity(caller),
    ...lowerCased(caller.tags, "aws:principaltag/"),
    ...lowerCased(access.conditions ?? {}, ""),
  };
}

function ofService(caller: Caller): ConditionContext {
  return {
    "aws:sourceaccount": caller.accountId,
    // The resource that the service acts for.
    ...(caller.arn.startsWith("arn:") && { "aws:sourcearn": caller.arn }),
    ...(caller.servicePrincipal !== null && { "aws:principalservicename": caller.servicePrincipal }),
  };
}

function ofPrincipal(caller: Caller): ConditionContext {
  return {
    "aws:sourceip": "127.0.0.1",
    "aws:principalaccount": caller.accountId,
    "aws:principalarn": caller.roleArn ?? caller.arn,
    "aws:principaltype": caller.kind === "root" ? "Account" : "AssumedRole",
    "aws:userid": caller.userId,
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
function ofWebIdentity({ webIdentity }: Caller): ConditionContext {
  if (webIdentity === undefined) return {};
  const provider = webIdentity.provider.toLowerCase();
  return {
    "aws:federatedprovider": webIdentity.provider,
    [`${provider}:sub`]: webIdentity.subject,
    [`${provider}:aud`]: webIdentity.audience,
    [`${provider}:amr`]: webIdentity.methods,
  };
}

function lowerCased(
  values: Readonly<Record<string, string | readonly string[]>>,
  prefix: string,
): ConditionContext {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [prefix + key.toLowerCase(), value]),
  );
}

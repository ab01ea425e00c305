import type { Caller, ServiceContext } from "./service.ts";

/**
 * An AWS service that acts for a resource: the callee's resource policy decides. The resource's ARN becomes
 * `aws:SourceArn` in that policy's conditions.
 *
 * @param principal `events.amazonaws.com`
 * @param sourceArn of the rule, topic or alarm it acts for
 */
export function asService(
  principal: string,
  sourceArn: string,
  { accountId }: Pick<ServiceContext, "accountId">,
): Caller {
  return {
    kind: "service",
    arn: sourceArn,
    accountId,
    userId: principal,
    roleArn: null,
    servicePrincipal: principal,
    sessionPolicies: [],
    tags: {},
  };
}

/**
 * An AWS service that has taken a role: the role's trust policy was asked, its policies decide from here.
 *
 * @throws WireError AccessDenied where the role does not trust the service
 */
export async function asRole(
  roleArn: string,
  principal: string,
  sourceArn: string,
  sessionName: string,
  context: Pick<ServiceContext, "accountId" | "call">,
): Promise<Caller> {
  const answer = await context.call(
    "sts",
    "AssumeRole",
    { RoleArn: roleArn, RoleSessionName: sessionName },
    asService(principal, sourceArn, context),
  );
  const user = answer["AssumedRoleUser"] as { Arn: string; AssumedRoleId: string };
  return {
    kind: "role",
    arn: user.Arn,
    accountId: context.accountId,
    userId: user.AssumedRoleId,
    roleArn,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };
}

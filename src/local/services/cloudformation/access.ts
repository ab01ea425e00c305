import type { Access, ServiceContext } from "../../kernel/service.ts";

/**
 * The IAM access that a call on one stack needs.
 *
 * @param roleArn handed to CloudFormation by the call, which takes the right to pass it
 */
export function stackAccess(
  action: string,
  nameOrId: string | undefined,
  context: ServiceContext,
  roleArn?: string,
): Access[] {
  const resource = nameOrId?.startsWith("arn:")
    ? nameOrId
    : `arn:aws:cloudformation:${context.region}:${context.accountId}:stack/${nameOrId ?? "*"}/*`;
  const access: Access[] = [{ action: `cloudformation:${action}`, resource }];
  if (roleArn) {
    const conditions = { "iam:PassedToService": "cloudformation.amazonaws.com" };
    access.push({ action: "iam:PassRole", resource: roleArn, conditions });
  }
  return access;
}

import type { Access, ServiceContext } from "../../kernel/service.ts";

/** The IAM access that a call on one stack needs. */
export function stackAccess(action: string, nameOrId: string | undefined, context: ServiceContext): Access[] {
  const resource = nameOrId?.startsWith("arn:")
    ? nameOrId
    : `arn:aws:cloudformation:${context.region}:${context.accountId}:stack/${nameOrId ?? "*"}/*`;
  return [{ action: `cloudformation:${action}`, resource }];
}

import type { Access, ServiceContext } from "../../kernel/service.ts";
import type { Engine } from "./engine.ts";

/** `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_AbCdEfGhI` */
export function poolArn(poolId: string, { region, accountId }: ServiceContext): string {
  return `arn:aws:cognito-idp:${region}:${accountId}:userpool/${poolId}`;
}

/** The access that every administrator's operation on a pool needs. */
export const onPool =
  ({ context }: Engine, action: string) =>
  (input: { readonly UserPoolId?: string | undefined }): Access[] => [
    { action: `cognito-idp:${action}`, resource: poolArn(input.UserPoolId ?? "", context) },
  ];

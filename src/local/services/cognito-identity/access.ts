import type { Access, ServiceContext } from "../../kernel/service.ts";
import type { Engine } from "./engine.ts";

/** `arn:aws:cognito-identity:eu-west-1:000000000000:identitypool/eu-west-1:6f9a2c1e-...` */
export function poolArn(poolId: string, { region, accountId }: ServiceContext): string {
  return `arn:aws:cognito-identity:${region}:${accountId}:identitypool/${poolId}`;
}

/** The access that every administrator's operation on a pool needs. */
export const onPool =
  ({ context }: Engine, action: string) =>
  (input: { readonly IdentityPoolId?: string | undefined }): Access[] => [
    { action: `cognito-identity:${action}`, resource: poolArn(input.IdentityPoolId ?? "", context) },
  ];

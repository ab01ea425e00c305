import type { IdentityPool as Presented } from "@aws-sdk/client-cognito-identity";
import type { IdentityPool } from "../state.ts";

export function presentPool({ id, settings, tags }: IdentityPool): Presented {
  return {
    IdentityPoolId: id,
    ...settings,
    ...(Object.keys(tags).length > 0 && { IdentityPoolTags: { ...tags } }),
  };
}

import type { ServiceContext } from "../../kernel/service.ts";

type Place = Pick<ServiceContext, "region" | "accountId">;

/** @param below `types/Query/fields/getInvoice` and the like */
export function arnOf({ region, accountId }: Place, apiId: string, below = ""): string {
  return `arn:aws:appsync:${region}:${accountId}:apis/${apiId}${below === "" ? "" : `/${below}`}`;
}

/** What `appsync:CreateGraphqlApi` and the lists are about. */
export function anyApi({ region, accountId }: Place): string {
  return `arn:aws:appsync:${region}:${accountId}:*`;
}

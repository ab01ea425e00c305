import type { StageOutputs } from "./read-outputs.ts";

/** What a stage has a page for. */
export const pages = ["console", "api", "users", "table", "files", "logs", "dashboard"] as const;

export type Page = (typeof pages)[number];

/**
 * Where a stage's pages are in AWS's console, in its deep links of today; a browser that is not signed in is asked to.
 *
 * @returns null for what the stage does not have
 */
export function consolePage(page: Page, outputs: StageOutputs): string | null {
  const { region, app, stage, apiId, userPoolId, table, filesBucket } = outputs;
  const prefix = `${app}-${stage}`;
  const at = (service: string) => `https://${region}.${consoleHost(region)}/${service}/home?region=${region}`;
  switch (page) {
    case "console":
      return `${at("cloudformation")}#/stacks?filteringText=${prefix}-&filteringStatus=active&viewNested=false`;
    case "api":
      return apiId === null ? null : `${at("appsync")}#/${apiId}/v1/queries`;
    case "users":
      return userPoolId === null
        ? null
        : `https://${region}.${consoleHost(region)}/cognito/v2/idp/user-pools/${userPoolId}/user-management/users?region=${region}`;
    case "table":
      return table === null ? null : `${at("dynamodbv2")}#item-explorer?table=${table}`;
    case "files":
      return filesBucket === null
        ? null
        : `https://${region}.${consoleHost(region)}/s3/buckets/${filesBucket}?region=${region}`;
    case "logs":
      return `${at("cloudwatch")}#logsV2:log-groups$3FlogGroupNameFilter$3D${prefix}-`;
    case "dashboard":
      return `${at("cloudwatch")}#dashboards/dashboard/${prefix}`;
  }
}

/**
 * The pages that a cloud other than AWS has.
 *
 * @param endpoint of the cloud
 */
export function cloudPage(page: Page, outputs: StageOutputs, endpoint: string): string | null {
  if (page === "api") return outputs.graphqlUrl;
  return page === "console" || page === "users" ? `${endpoint}/_plinth/outbox` : null;
}

function consoleHost(region: string): string {
  if (region.startsWith("cn-")) return "console.amazonaws.cn";
  return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
}

import { CloudFormationClient, ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { isMissingStack } from "./is-missing-stack.ts";

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string | null;
  readonly type: string;
  readonly status: string;
}

/**
 * The resources of a stack, all pages; of a nested stack only its ARN.
 *
 * @param stack name or ARN
 * @returns none where there is no such stack
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html
 */
export async function listStackResources(
  connection: Connection,
  stack: string,
): Promise<readonly StackResource[]> {
  const client = clientOf(connection, CloudFormationClient);
  const resources: StackResource[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(new ListStackResourcesCommand({ StackName: stack, NextToken }));
      for (const resource of page.StackResourceSummaries ?? []) {
        resources.push({
          logicalId: resource.LogicalResourceId ?? "",
          physicalId: resource.PhysicalResourceId || null,
          type: resource.ResourceType ?? "",
          status: resource.ResourceStatus ?? "",
        });
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  } catch (error) {
    if (!isMissingStack(error)) throw error;
  }
  return resources;
}

import { CloudFormationClient, DescribeChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export interface ChangeSetDescription {
  /** `CREATE_COMPLETE`, `FAILED`, and while it is computed `CREATE_PENDING`, `CREATE_IN_PROGRESS`. */
  readonly status: string;
  readonly reason: string | null;
  readonly changes: readonly ResourceChange[];
}

export interface ResourceChange {
  readonly action: "Add" | "Modify" | "Remove" | "Import" | "Dynamic";
  readonly logicalId: string;
  readonly type: string;
  /** `Conditional`: only known while it is deployed. Null for what is not modified. */
  readonly replacement: "True" | "False" | "Conditional" | null;
  /** Of a nested stack: its own change set. */
  readonly changeSet: string | null;
}

/**
 * What a change set would change, all pages of it.
 *
 * @param changeSet ARN
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html
 */
export async function describeChangeSet(
  connection: Connection,
  changeSet: string,
): Promise<ChangeSetDescription> {
  const client = clientOf(connection, CloudFormationClient);
  const changes: ResourceChange[] = [];
  let status = "";
  let reason: string | null = null;
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeChangeSetCommand({ ChangeSetName: changeSet, NextToken }));
    status = page.Status ?? "";
    reason = page.StatusReason ?? null;
    for (const { ResourceChange: change } of page.Changes ?? []) {
      if (change === undefined) continue;
      changes.push({
        action: (change.Action as ResourceChange["action"] | undefined) ?? "Dynamic",
        logicalId: change.LogicalResourceId ?? "",
        type: change.ResourceType ?? "",
        replacement: (change.Replacement as ResourceChange["replacement"] | undefined) ?? null,
        changeSet: change.ChangeSetId ?? null,
      });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return { status, reason, changes };
}

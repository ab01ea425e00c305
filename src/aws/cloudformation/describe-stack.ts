import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { isMissingStack } from "./is-missing-stack.ts";

export interface StackDescription {
  readonly id: string;
  readonly name: string;
  /** `UPDATE_COMPLETE` and so on. */
  readonly status: string;
  readonly statusReason: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  /** ISO 8601: the last update, or the creation. */
  readonly changedAt: string | null;
}

/**
 * @param stack name or ARN
 * @returns null where there is no such stack
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export async function describeStack(connection: Connection, stack: string): Promise<StackDescription | null> {
  try {
    const client = clientOf(connection, CloudFormationClient);
    const found = (await client.send(new DescribeStacksCommand({ StackName: stack }))).Stacks?.[0];
    if (found === undefined) return null;
    return {
      id: found.StackId ?? "",
      name: found.StackName ?? stack,
      status: found.StackStatus ?? "",
      statusReason: found.StackStatusReason ?? null,
      outputs: Object.fromEntries(
        (found.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
      ),
      terminationProtection: found.EnableTerminationProtection ?? false,
      changedAt: (found.LastUpdatedTime ?? found.CreationTime)?.toISOString() ?? null,
    };
  } catch (error) {
    if (isMissingStack(error)) return null;
    throw error;
  }
}

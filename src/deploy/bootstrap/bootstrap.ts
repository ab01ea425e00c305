import type { Connection } from "../../aws/connection.ts";
import { partitionOf } from "../assembly/placeholders.ts";
import { prepareChangeSet } from "../stack/prepare-change-set.ts";
import { runChangeSet } from "../stack/run-change-set.ts";
import { settleStack } from "../stack/settle-stack.ts";

/** The name that the CDK gives it, so that both know of each other's. */
const stackName = "CDKToolkit";

/**
 * Deploys the CDK's bootstrap stack as `cdk bootstrap` does without options: CloudFormation may do everything for those who
 * may deploy, and nobody else.
 *
 * @param template its YAML
 */
export async function bootstrap(
  connection: Connection,
  template: string,
  options: { readonly signal: AbortSignal; onProgress(what: string): void },
): Promise<void> {
  const existing = await settleStack(connection, stackName, options);
  const policies = `arn:${partitionOf(connection.region)}:iam::aws:policy/AdministratorAccess`;
  const changeSet = await prepareChangeSet(
    connection,
    {
      stack: stackName,
      template: { text: template },
      kind: existing === null ? "create" : "update",
      tags: {},
      role: null,
      parameters: { CloudFormationExecutionPolicies: policies },
      nested: false,
    },
    options.signal,
  );
  if (changeSet === null) return;
  await runChangeSet(connection, stackName, changeSet.id, {
    signal: options.signal,
    onEvent: ({ logicalId, status }) => options.onProgress(`${logicalId} ${status}`),
  });
}

import { listStackResources, type StackResource } from "../aws/cloudformation/list-stack-resources.ts";
import type { Connection } from "../aws/connection.ts";

/**
 * What a stack and the stacks nested in it consist of; nested stacks themselves are left out.
 *
 * @param stack name or ARN; none where there is no such stack
 */
export async function stageResources(
  connection: Connection,
  stack: string,
): Promise<readonly StackResource[]> {
  const all = await listStackResources(connection, stack);
  const there = all.filter(({ type, status }) => type !== "" && status !== "DELETE_COMPLETE");
  const nested = there.filter(({ type }) => type === "AWS::CloudFormation::Stack");
  const below = await Promise.all(
    nested.map(({ physicalId }) => (physicalId === null ? [] : stageResources(connection, physicalId))),
  );
  return [...there.filter((resource) => !nested.includes(resource)), ...below.flat()];
}

/** The physical ids of all resources of a type. */
export function idsOf(resources: readonly StackResource[], type: string): readonly string[] {
  const ids = resources.flatMap((resource) =>
    resource.type === type && resource.physicalId ? [resource.physicalId] : [],
  );
  return [...new Set(ids)];
}

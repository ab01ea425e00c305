import { listStackResources } from "../aws/cloudformation/list-stack-resources.ts";
import type { Connection } from "../aws/connection.ts";
import { type LogSource, logSource } from "./log-source.ts";

/**
 * What a deployed stage has that writes logs, by name. From its stacks: names of log groups alone would mix up stages whose
 * names begin with the same words.
 *
 * @param prefix `acme-dev`
 */
export async function findLogSources(connection: Connection, prefix: string): Promise<readonly LogSource[]> {
  const stacks = [`${prefix}-foundation`, `${prefix}-service`];
  const groups = (await Promise.all(stacks.map((stack) => logGroupsOf(connection, stack)))).flat();
  return groups
    .flatMap((group) => logSource(group, prefix) ?? [])
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function logGroupsOf(connection: Connection, stack: string): Promise<readonly string[]> {
  const resources = await listStackResources(connection, stack);
  const there = resources.filter(({ status }) => status !== "DELETE_COMPLETE");
  const named = there.flatMap(({ type, physicalId }) => (physicalId === null ? [] : [{ type, physicalId }]));
  const groups = named.filter(({ type }) => type === "AWS::Logs::LogGroup").map((each) => each.physicalId);
  const nested = named.filter(({ type }) => type === "AWS::CloudFormation::Stack");
  return [
    ...groups,
    ...(await Promise.all(nested.map((each) => logGroupsOf(connection, each.physicalId)))).flat(),
  ];
}

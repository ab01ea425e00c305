import { deleteChangeSet } from "../aws/cloudformation/delete-change-set.ts";
import type { StackEvent } from "../aws/cloudformation/list-stack-events.ts";
import { setTerminationProtection } from "../aws/cloudformation/set-termination-protection.ts";
import type { Connections } from "./connections.ts";
import type { DeployedStack } from "./plan/deployed-stack.ts";
import { type ChangeSet, prepareChangeSet } from "./stack/prepare-change-set.ts";
import { runChangeSet } from "./stack/run-change-set.ts";
import { settleStack } from "./stack/settle-stack.ts";

/** A stack that changes. */
export interface StackWork {
  readonly stack: DeployedStack;
  /** There may be something precious in a nested stack that changes. */
  readonly nested: boolean;
}

/** Has CloudFormation compute what happens to one stack; null: nothing does. */
export async function computeChanges(
  connections: Connections,
  { stack: { wanted, current }, nested }: StackWork,
  signal: AbortSignal,
): Promise<ChangeSet | null> {
  const connection = await connections.as(wanted.deployRole);
  return prepareChangeSet(
    connection,
    {
      stack: wanted.name,
      template: { url: wanted.templateUrl },
      kind: current === null ? "create" : "update",
      tags: wanted.tags,
      role: wanted.executionRole,
      nested,
    },
    signal,
  );
}

/** Makes one stack what its template says. */
export async function deployStack(
  connections: Connections,
  { stack: { wanted, current } }: StackWork,
  changeSet: ChangeSet | null,
  options: { readonly signal: AbortSignal; onEvent(event: StackEvent): void },
): Promise<void> {
  const connection = await connections.as(wanted.deployRole);
  if (changeSet !== null) {
    try {
      await runChangeSet(connection, wanted.name, changeSet.id, options);
    } catch (error) {
      // A creation that failed leaves what is retained, and a stack that cannot be used.
      if (current === null && !options.signal.aborted)
        await settleStack(connections.own, wanted.name, { signal: options.signal, onProgress: () => {} });
      throw error;
    }
  }
  if ((current?.terminationProtection ?? false) !== wanted.terminationProtection)
    await setTerminationProtection(connection, wanted.name, wanted.terminationProtection);
}

/** Takes back what was computed and is not going to be done. */
export async function dropChanges(
  connections: Connections,
  { stack: { wanted } }: StackWork,
  changeSet: ChangeSet,
): Promise<void> {
  await deleteChangeSet(await connections.as(wanted.deployRole), changeSet.id);
}
